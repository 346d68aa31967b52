"""Working days (工作日): weekends, public holidays and the days that are made up for (调休), from the catalogue."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

SATURDAY = 5
DAY = timedelta(days=1)
LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Calendar:
    """One year's exceptions from the week. A year that is not in the catalogue yet has none."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


@cache
def calendar(year: int) -> Calendar:
    """The calendar of a year; one without exceptions where the catalogue does not know it yet."""
    file = files("kechuang") / "catalogue" / "calendar" / f"{year}.toml"
    if not file.is_file():
        return Calendar()
    held = tomllib.loads(file.read_text(encoding="utf-8"))
    off = (one["from"] + DAY * place for one in held["off"] for place in range((one["to"] - one["from"]).days + 1))
    return Calendar(frozenset(off), frozenset(held["worked"]))


def is_working_day(day: date) -> bool:
    """Whether people work on that day."""
    known = calendar(day.year)
    return day in known.worked or (day.weekday() < SATURDAY and day not in known.off)


def working_day_after(day: date, count: int) -> date:
    """The working day that is so many working days after a day; the day itself does not count.

    Raises ValueError for a count below one.
    """
    if count < 1:
        raise ValueError("a term has one working day at least")
    while count:
        day += DAY
        count -= is_working_day(day)
    return day


def working_days_until(begin: date, end: date) -> int:
    """How many working days lie after `begin`, up to and with `end`; none where that is past.

    Counted by whole weeks and each year's exceptions, so that a term of years costs no more than one of days.
    """
    days = (end - begin).days
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    count = weeks * SATURDAY + sum((begin + DAY * place).weekday() < SATURDAY for place in range(1, rest + 1))
    for year in range(begin.year, end.year + 1):
        known = calendar(year)
        count += sum(begin < day <= end for day in known.worked if day.weekday() >= SATURDAY)
        count -= sum(begin < day <= end for day in known.off if day.weekday() < SATURDAY)
    return count


def end_of_term(begin: datetime, count: int, zone: ZoneInfo) -> datetime:
    """The last second, in that zone, of the working day that ends a term of so many working days after `begin`."""
    last = working_day_after(begin.astimezone(zone).date(), count)
    return datetime.combine(last, LAST_SECOND, zone)
