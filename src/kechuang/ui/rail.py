"""The left rail: a room above adds an entry for the roles that work there."""

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.directory.roles import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its place from the top, what it says, its picture, and the name of its address."""

    place: int
    label: object
    """Words in the reader's language, made when they are shown."""
    icon: str
    address: str
    roles: frozenset[Role] = frozenset()
    """Who sees it; everybody where it is empty."""


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Show an entry from now on; the same address twice is once."""
    _entries[entry.address] = entry


def entries_for(role: str | None) -> Sequence[Entry]:
    """What somebody who acts in this role sees, from the top."""
    shown = [one for one in _entries.values() if not one.roles or role in one.roles]
    return sorted(shown, key=lambda one: (one.place, one.address))
