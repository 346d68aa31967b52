"""The clocks."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kechuang.clock import FixedClock, SystemClock

CHINA = timezone(timedelta(hours=8))


def test_a_fixed_clock_stands_and_speaks_utc() -> None:
    clock = FixedClock(datetime(2026, 6, 15, 9, 0, tzinfo=CHINA))
    assert clock.now() == datetime(2026, 6, 15, 1, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    assert clock.now() == clock.now()


def test_a_fixed_clock_refuses_an_instant_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        FixedClock(datetime(2026, 6, 15, 9, 0))  # noqa: DTZ001  the mistake that is refused


def test_the_system_clock_is_the_machine_s() -> None:
    before = datetime.now(UTC)
    assert before <= SystemClock().now() <= datetime.now(UTC)
