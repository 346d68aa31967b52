"""The navigation of the public site: a room adds what anybody may open."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Door:
    """One entry: its place from the left, what it says, and the name of its address."""

    place: int
    label: object
    """Words in the reader's language, made when they are shown."""
    address: str


_doors: dict[str, Door] = {}


def register(door: Door) -> None:
    """Show an entry from now on; the same address twice is once."""
    _doors[door.address] = door


def doors() -> Sequence[Door]:
    """All of them, from the left."""
    return sorted(_doors.values(), key=lambda one: (one.place, one.address))
