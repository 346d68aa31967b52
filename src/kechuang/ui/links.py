"""From the name of a subject's chain to the page where a person reads it: each room above says where its kind lives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A subject as it is named and reached."""

    title: str
    address: str


Finder = Callable[[Sequence[str]], Mapping[str, Link]]
"""Given public ids of one kind: a link for each that is there; one statement however many."""

_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Find subjects of this kind so from now on."""
    _finders[kind] = finder


def links_of(chains: Sequence[str]) -> dict[str, Link]:
    """A link for each chain (`kind/public id`) that some room knows; one statement a kind."""
    kinds: dict[str, list[str]] = {}
    for chain in chains:
        kind, _slash, public_id = chain.partition("/")
        kinds.setdefault(kind, []).append(public_id)
    found: dict[str, Link] = {}
    for kind, ids in kinds.items():
        if kind in _finders:
            found |= {f"{kind}/{public_id}": link for public_id, link in _finders[kind](ids).items()}
    return found
