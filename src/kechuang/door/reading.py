"""What may be read of a kind of subject and by whom, for whoever reads without knowing the kind: the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from kechuang.directory.models import Appointment

Plain = str | int | bool | datetime | date | None
"""What a fact is made of; money is in fen."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a kind that a viewer may see, and the facts of one of them."""

    kind: str
    rows: Callable[[Appointment | None], QuerySet[Any]]
    facts: Callable[[Any], Mapping[str, Plain]]


_readings: dict[str, Reading] = {}


def register(reading: Reading) -> None:
    """Let a kind be read so from now on."""
    _readings[reading.kind] = reading


def reading_of(kind: str) -> Reading | None:
    """How a kind is read; None where it is not open to be read this way."""
    return _readings.get(kind)


def readings() -> Mapping[str, Reading]:
    """Every reading by kind."""
    return dict(sorted(_readings.items()))
