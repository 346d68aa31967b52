"""The registry. A room that holds figures registers them under a code when the application starts; readers ask here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Unit(StrEnum):
    """What a measure's figures are."""

    SHARE = "share"
    """One amount of another: a fraction, exact until it is shown."""
    COUNT = "count"
    MONEY = "money"
    """Fen."""


@dataclass(frozen=True, slots=True)
class Value:
    """A measure's figure as of an instant. A share has its two amounts; what can no longer join it is `elsewhere`."""

    number: int
    as_of: datetime
    whole: int | None = None
    """What `number` is a share of; none where it is no share."""
    elsewhere: int = 0
    """The part of `whole` that is settled for something else, so that the share can never exceed the rest."""

    @property
    def figure(self) -> Fraction | None:
        """The exact figure; none where a share has nothing to be a share of."""
        if self.whole is None:
            return Fraction(self.number)
        return Fraction(self.number, self.whole) if self.whole > 0 else None

    @property
    def ceiling(self) -> Fraction | None:
        """The most that a share can still become."""
        return Fraction(self.whole - self.elsewhere, self.whole) if self.whole else None

    def reaches(self, promised: Fraction) -> bool:
        """Whether the figure is at least what was promised (以上 is inclusive)."""
        return self.figure is not None and self.figure >= promised


@dataclass(frozen=True, slots=True)
class Row:
    """One subject behind a figure: its chain, and what it contributes."""

    chain: str
    amount: int
    """Fen."""
    counted: bool
    """Whether it counts at that instant; one that dropped out stays in the list with its history."""
    since: datetime


class Rows(Sequence[Row]):
    """The rows behind a figure, fetched a page at a time."""

    def __init__(self, count: Callable[[], int], fetch: Callable[[int, int], list[Row]]) -> None:
        self._count, self._fetch = count, fetch
        self._length: int | None = None

    def __len__(self) -> int:
        if self._length is None:
            self._length = self._count()
        return self._length

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            start, stop, _step = place.indices(len(self))
            return self._fetch(start, max(start, stop))
        return self._fetch(place, place + 1)[0]


@dataclass(frozen=True, slots=True)
class Measure:
    """A named measure. `label` and `counts` are words in the reader's language, made when they are shown."""

    code: str
    label: object
    unit: Unit
    counts: object
    """What exactly it counts, in a sentence."""
    figures: Callable[[int, datetime], Mapping[str, Value]]
    """The figures of a year as of an instant, by code; measures over the same facts share it, so it is asked once."""
    rows: Callable[[int], Rows]
    """The subjects behind the present figure, the newest first."""

    def value(self, year: int, at: datetime) -> Value:
        """The figure of a year as of an instant."""
        return self.figures(year, at)[self.code]


class BadMeasureError(ValueError):
    """Two measures under one code."""


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> Measure:
    """Make a measure known; the same one twice is once. Raises BadMeasureError where another has its code."""
    if _measures.setdefault(measure.code, measure) is not measure:
        raise BadMeasureError(f"there is a measure {measure.code} already")
    return measure


def measures() -> Mapping[str, Measure]:
    """Every measure by code."""
    return dict(sorted(_measures.items()))


def values_of(codes: Sequence[str], year: int, at: datetime) -> Mapping[str, Value]:
    """The figures of those of the codes that some room offers; each family of measures is asked once."""
    families = dict.fromkeys(_measures[code].figures for code in codes if code in _measures)
    found: dict[str, Value] = {}
    for figures in families:
        found |= figures(year, at)
    return {code: found[code] for code in codes if code in found}


def measure_of(code: str) -> Measure | None:
    """The measure of that code; None where no room offers it (yet)."""
    return _measures.get(code)
