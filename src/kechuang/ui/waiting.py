"""What waits for a person: each room says what of its own does, the desk shows it all, the most urgent first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what it is, where it stands, the one button, and until when."""

    title: str
    note: object
    address: str
    button: object
    due_at: datetime | None = None


Source = Callable[[HttpRequest], Sequence[Waiting]]
"""What waits for whoever makes the request; a bounded number of statements and of answers."""

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Ask this source too from now on."""
    _sources[name] = source


def waiting_for(request: HttpRequest) -> list[Waiting]:
    """All that waits: with a deadline first, the nearest on top."""
    found = [one for _name, source in sorted(_sources.items()) for one in source(request)]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at.timestamp() if one.due_at else 0))
