"""What every file of the catalogue is made of: parts that accept nothing unknown, words in both languages, faults."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
"""The id of a section, a field or a column: it becomes part of a page's names, where dots part them."""


class Part(BaseModel):
    """A piece of the file: nothing unknown is accepted, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(Part):
    """Words in both languages; both are required (contract 11)."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Option(Part):
    """One thing to choose, with its stable code."""

    code: str = Field(min_length=1, max_length=60)
    name: Label


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file of the catalogue: where, a stable code, and the matter in question."""

    place: str
    code: str
    matter: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.matter}"


def faults_in(failure: ValidationError, *, under: str = "") -> list[Fault]:
    """What pydantic found, each with the place in the file."""
    return [
        Fault(".".join([*([under] if under else []), *map(str, one["loc"])]) or "file", one["type"], one["msg"])
        for one in failure.errors()
    ]


class BadFormError(ValueError):
    """A file that is no form, or no list; holds every fault, not the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)
