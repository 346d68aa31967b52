"""Where the time comes from: the system, or for the demonstration a fixed instant."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of the machine; what every real installation uses."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still at `at`, as the demonstration's does.

    Raises ValueError where `at` carries no time zone: a deadline to the minute must not depend on a guess.
    """

    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a fixed clock needs an instant with a time zone")

    def now(self) -> datetime:
        """The instant at which the clock stands, in UTC."""
        return self.at.astimezone(UTC)
