"""Working days, by the notice for 2026."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.clock.working_days import (
    calendar,
    end_of_term,
    is_working_day,
    working_day_after,
    working_days_until,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 3, 2), True),
        (date(2026, 3, 7), False),
        (date(2026, 2, 14), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 24), True),
        (date(2026, 6, 19), False),
        (date(2026, 10, 10), True),
        (date(2031, 10, 1), True),
    ],
)
def test_days_off_and_days_made_up_for(day: date, worked: bool) -> None:
    assert is_working_day(day) is worked


def test_2026_has_33_days_off_and_six_that_are_made_up_for() -> None:
    known = calendar(2026)
    assert (len(known.off), len(known.worked)) == (33, 6)
    assert all(day.weekday() >= 5 for day in known.worked)


def test_a_term_leaps_over_the_spring_festival() -> None:
    assert working_day_after(date(2026, 2, 12), 5) == date(2026, 2, 26)
    assert working_day_after(date(2026, 3, 2), 5) == date(2026, 3, 9)


def test_a_term_begins_on_the_day_it_is_there_and_ends_with_the_last_second_here() -> None:
    late = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
    assert end_of_term(late, 1, SHANGHAI) == datetime(2026, 3, 4, 23, 59, 59, tzinfo=SHANGHAI)


def test_no_term_of_no_days() -> None:
    with pytest.raises(ValueError, match="one working day"):
        working_day_after(date(2026, 3, 2), 0)


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_so_many_working_days_lie_between(begin: date, count: int) -> None:
    end = working_day_after(begin, count)
    assert is_working_day(end)
    assert working_days_until(begin, end) == count


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(-40, 800))
def test_counted_by_weeks_is_counted_by_days(begin: date, days: int) -> None:
    each = [begin + timedelta(days=place) for place in range(1, days + 1)]
    assert working_days_until(begin, begin + timedelta(days=days)) == sum(map(is_working_day, each))
