"""What must hold in the database whatever happened: checks that `kechuang doctor` runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kechuang.door.refusal import Sentence

Check = Callable[[], list[str]]
"""What is wrong, each fault in a line that names its row; nothing where all is well. It changes nothing."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """A sentence that must be true, what tells whether it is, and what to do where it is not."""

    holds: Sentence
    check: Check
    remedy: Sentence


_invariants: dict[str, Invariant] = {}


def register(name: str, invariant: Invariant) -> None:
    """Have it checked from now on, under this name."""
    _invariants[name] = invariant


def invariants() -> Mapping[str, Invariant]:
    """All of them in the order of their names."""
    return dict(sorted(_invariants.items()))
