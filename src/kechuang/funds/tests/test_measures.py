"""K01 and K02: exact, inclusive, with history, on three bases against two envelopes."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from kechuang.conftest import NOW
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.funds.models import Entry, Envelope
from kechuang.funds.services import book
from kechuang.measures.registry import measure_of
from kechuang.money.amounts import FEN_PER_WAN as WAN

DAY = timedelta(days=1)
SEVEN_TENTHS = Fraction(7, 10)


@pytest.fixture
def year(envelope: Envelope, planner: Actor) -> Envelope:
    """Two cooperation projects and another, over a week; 100 万元 become 120 on the fifth day."""

    def approve(chain: str, fen: int, iur: bool, day: int) -> None:
        category = "iur-cooperation" if iur else "soft-science"
        book(
            kind=Entry.Kind.APPROVED,
            chain=chain,
            fen=fen,
            document="科发1号",
            by=planner,
            now=NOW + day * DAY,
            year=2026,
            category=category,
            iur=iur,
        )

    approve("case/a", 50 * WAN, True, 1)
    approve("case/b", 20 * WAN, True, 2)
    approve("case/c", 30 * WAN, False, 3)
    for kind, fen in ((Entry.Kind.CONTRACTED, 50 * WAN), (Entry.Kind.PAID, 25 * WAN)):
        book(kind=kind, chain="case/a", fen=fen, document="任务书1号", by=planner, now=NOW + 4 * DAY)
    more = {"more": 20 * WAN, "reason": "追加", "document": "沈财1号"}
    perform(envelope, "adjust", planner, more, now=NOW + 5 * DAY)
    gone: dict[str, Any] = {"kind": Entry.Kind.RELEASED, "document": "撤回", "ends": True}
    book(chain="case/b", fen=20 * WAN, by=planner, now=NOW + 6 * DAY, **gone)
    return envelope


@pytest.mark.parametrize(
    ("code", "day", "figure"),
    [
        ("iur-share-approved-opening", 0, Fraction(0)),
        ("iur-share-approved-opening", 1, Fraction(1, 2)),
        ("iur-share-approved-opening", 2, SEVEN_TENTHS),
        ("iur-share-approved-adjusted", 4, SEVEN_TENTHS),
        ("iur-share-approved-adjusted", 5, Fraction(7, 12)),
        ("iur-share-approved-opening", 6, Fraction(1, 2)),
        ("iur-share-contracted-opening", 6, Fraction(1, 2)),
        ("iur-share-contracted-adjusted", 6, Fraction(5, 12)),
        ("iur-share-paid-opening", 6, Fraction(1, 4)),
        ("iur-share-paid-adjusted", 6, Fraction(5, 24)),
        ("iur-projects", 0, Fraction(0)),
        ("iur-projects", 2, Fraction(2)),
        ("iur-projects", 5, Fraction(2)),
        ("iur-projects", 6, Fraction(1)),
    ],
)
def test_a_figure_as_of_any_day(year: Envelope, code: str, day: int, figure: Fraction) -> None:
    measure = measure_of(code)
    assert measure is not None
    value = measure.value(2026, NOW + day * DAY)
    assert (value.figure, value.as_of) == (figure, NOW + day * DAY)


def test_seventy_per_cent_itself_suffices(year: Envelope) -> None:
    measure = measure_of("iur-share-approved-opening")
    assert measure is not None
    assert measure.value(2026, NOW + 3 * DAY).reaches(SEVEN_TENTHS)
    assert measure.value(2026, NOW + 3 * DAY).ceiling == SEVEN_TENTHS
    assert not measure.value(2026, NOW + 6 * DAY).reaches(SEVEN_TENTHS)


def test_the_rows_behind_the_count_keep_what_dropped_out(year: Envelope) -> None:
    measure = measure_of("iur-projects")
    assert measure is not None
    rows = measure.rows(2026)
    assert [(row.chain, row.amount, row.counted) for row in rows[0:25]] == [
        ("case/b", 0, False),
        ("case/a", 50 * WAN, True),
    ]


def test_a_year_without_money_has_no_share(house: object) -> None:
    share, count = measure_of("iur-share-approved-adjusted"), measure_of("iur-projects")
    assert share is not None
    assert count is not None
    assert share.value(2031, NOW).figure is None
    assert count.value(2031, NOW).number == 0
    assert len(count.rows(2031)) == 0
