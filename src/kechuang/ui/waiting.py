"""What waits for a person: each room says what of its own does, the desk shows it all, the most urgent first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what it is, where it stands, the one button, and until when."""

    title: str
    note: object
    address: str
    """Where the button leads."""
    button: object
    due_at: datetime | None = None
    page: str = ""
    """Where the thing itself is read, if that is another page than the button's."""
    number: str = ""
    """What it is called by in papers."""


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


class Urgency(StrEnum):
    """How near a deadline is."""

    OVER = "over"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    NONE = "none"


WORDS = {
    Urgency.OVER: _("Overdue"),
    Urgency.TODAY: _("Due today"),
    Urgency.WEEK: _("Due this week"),
    Urgency.LATER: _("Due later"),
    Urgency.NONE: _("Without a deadline"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """What waits with the same urgency."""

    urgency: Urgency
    items: list[Waiting]

    @property
    def label(self) -> object:
        """The urgency in words."""
        return WORDS[self.urgency]


def urgency_of(due_at: datetime | None, now: datetime) -> Urgency:
    """How near a deadline is. `now` stands in the installation's zone; a week ends with its Sunday."""
    if due_at is None:
        return Urgency.NONE
    if due_at <= now:
        return Urgency.OVER
    day, today = due_at.astimezone(now.tzinfo).date(), now.date()
    if day == today:
        return Urgency.TODAY
    return Urgency.WEEK if day <= today + timedelta(days=6 - today.weekday()) else Urgency.LATER


def grouped(items: Sequence[Waiting], now: datetime) -> list[Group]:
    """What waits by urgency, the most urgent first; a group that is empty is left out."""
    found: dict[Urgency, list[Waiting]] = {urgency: [] for urgency in Urgency}
    for one in items:
        found[urgency_of(one.due_at, now)].append(one)
    return [Group(urgency, held) for urgency, held in found.items() if held]
