"""Figures: exact, inclusive at the promise, none where there is nothing to be a share of."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from kechuang.measures.registry import BadMeasureError, Measure, Row, Rows, Unit, Value, measure_of, register

NOW = datetime(2026, 6, 15, tzinfo=UTC)
SEVEN_TENTHS = Fraction(7, 10)


@pytest.mark.parametrize(("number", "reached"), [(7_000_000_000, True), (6_999_999_999, False), (7_000_000_001, True)])
def test_the_promise_is_reached_at_the_promise_itself_and_not_a_fen_below(number: int, reached: bool) -> None:
    assert Value(number, NOW, whole=10_000_000_000).reaches(SEVEN_TENTHS) is reached


def test_nothing_of_nothing_is_no_figure() -> None:
    nothing = Value(0, NOW, whole=0)
    assert (nothing.figure, nothing.ceiling, nothing.reaches(SEVEN_TENTHS)) == (None, None, False)


def test_what_is_settled_elsewhere_bounds_what_can_still_come() -> None:
    assert Value(10, NOW, whole=100, elsewhere=31).ceiling == Fraction(69, 100)


def test_a_count_is_its_own_figure() -> None:
    assert Value(100, NOW).figure == 100
    assert Value(99, NOW).reaches(Fraction(100)) is False


def test_rows_come_a_page_at_a_time() -> None:
    asked: list[tuple[int, int]] = []

    def fetch(start: int, stop: int) -> list[Row]:
        asked.append((start, stop))
        return [Row(f"case/{place}", place, True, NOW) for place in range(start, stop)]

    rows = Rows(lambda: 60, fetch)
    assert [row.chain for row in rows[50:75]] == [f"case/{place}" for place in range(50, 60)]
    assert rows[3].amount == 3
    assert asked == [(50, 60), (3, 4)]


def test_a_code_has_one_measure() -> None:
    def figures(_year: int, at: datetime) -> dict[str, Value]:
        return {"test-only": Value(1, at)}

    one = Measure("test-only", "one", Unit.COUNT, "one", figures, lambda _year: Rows(lambda: 0, lambda _a, _b: []))
    other = Measure(
        "test-only", "other", Unit.COUNT, "other", figures, lambda _year: Rows(lambda: 0, lambda _a, _b: [])
    )
    assert register(one) is register(one) is measure_of("test-only")
    with pytest.raises(BadMeasureError):
        register(other)
    assert measure_of("unheard-of") is None
