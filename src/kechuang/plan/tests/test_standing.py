"""Where a promise stands: rules, not moods."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from kechuang.measures.registry import Value
from kechuang.plan.definition import Commitment
from kechuang.plan.standing import Status, expected_by, judge

NOW = datetime(2026, 6, 15, tzinfo=UTC)
DUE = date(2026, 12, 31)
AFTER = date(2027, 1, 1)
TEN = Fraction(10)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 3, 31), 0),
        (date(2026, 4, 1), 5),
        (date(2026, 9, 30), 20),
        (date(2026, 12, 31), 60),
        (date(2027, 1, 1), 100),
    ],
)
def test_what_is_expected_by_a_day(today: date, expected: int) -> None:
    assert expected_by((5, 20, 60, 100), 2026, today) == expected
    assert expected_by((), 2026, today) is None


@pytest.mark.parametrize(
    ("commitment", "promised", "value", "expected", "today", "status"),
    [
        (Commitment.BUILD, TEN, None, None, AFTER, Status.UNCONNECTED),
        (Commitment.ADVANCE, None, Value(3, NOW), None, AFTER, Status.BASELINE),
        (Commitment.BUILD, TEN, Value(10, NOW), 10, DUE, Status.REACHED),
        (Commitment.BUILD, TEN, Value(9, NOW), 10, DUE, Status.BEHIND),
        (Commitment.BUILD, TEN, Value(9, NOW), 9, DUE, Status.UNDER_WAY),
        (Commitment.BUILD, TEN, Value(9, NOW), None, DUE, Status.UNDER_WAY),
        (Commitment.BUILD, TEN, Value(9, NOW), None, AFTER, Status.MISSED),
        (Commitment.COMPLETE, TEN, Value(0, NOW), None, AFTER, Status.MISSED),
        (Commitment.STRIVE, TEN, Value(0, NOW), None, AFTER, Status.NOT_REACHED),
        (Commitment.ADVANCE, TEN, Value(0, NOW), None, AFTER, Status.NOT_REACHED),
        (Commitment.COMPLETE, Fraction(7, 10), Value(10, NOW, 100, elsewhere=31), None, DUE, Status.OUT_OF_REACH),
        (Commitment.COMPLETE, Fraction(7, 10), Value(10, NOW, 100, elsewhere=30), None, DUE, Status.UNDER_WAY),
        (Commitment.STRIVE, Fraction(7, 10), Value(10, NOW, 100, elsewhere=31), None, DUE, Status.UNDER_WAY),
        (Commitment.COMPLETE, Fraction(7, 10), Value(70, NOW, 100), None, DUE, Status.REACHED),
    ],
)
def test_where_it_stands(
    commitment: Commitment,
    promised: Fraction | None,
    value: Value | None,
    expected: int | None,
    today: date,
    status: Status,
) -> None:
    assert judge(commitment, promised, value, expected=expected, due=DUE, today=today) is status


def test_striving_is_never_shown_red() -> None:
    red = {Status.MISSED, Status.OUT_OF_REACH}
    for today in (DUE, AFTER):
        for elsewhere in (0, 100):
            value = Value(0, NOW, 100, elsewhere=elsewhere)
            for commitment in (Commitment.STRIVE, Commitment.ADVANCE):
                assert judge(commitment, TEN, value, expected=5, due=DUE, today=today) not in red
