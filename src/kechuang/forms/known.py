"""What the directory knows of the names in a form, looked up before it is checked; checking itself asks nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or a person of the directory."""

    id: str
    """Its public id."""
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """Who is meant by a public id, a name or a credit code. A name that several bear leads to all of them."""

    organisations: Mapping[str, tuple[Party, ...]] = field(default_factory=dict)
    people: Mapping[str, tuple[Party, ...]] = field(default_factory=dict)


NOBODY = Known()
