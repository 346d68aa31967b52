"""Money: nothing is given out twice or beyond the envelope, whatever is asked, and the rows add up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kechuang.conftest import NOW
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.funds.balance import check
from kechuang.funds.models import Account, Adjustment, Entry, Envelope
from kechuang.funds.queries import MoneyLine, entries_of, money_line
from kechuang.funds.services import book
from kechuang.money.amounts import FEN_PER_WAN as WAN

Booker = Callable[..., Entry]


@pytest.fixture
def write(envelope: Envelope, planner: Actor) -> Booker:
    """Books for one cooperation project unless told otherwise."""

    def booked(kind: str, fen: int, chain: str = "case/a", **more: Any) -> Entry:
        if kind == "approved":
            more = {"year": 2026, "category": "iur-cooperation", "iur": True} | more
        given: dict[str, Any] = {"document": "科发1号", "by": planner, "now": NOW} | more
        return book(kind=Entry.Kind(kind), chain=chain, fen=fen, **given)

    return booked


def code_of(deed: Callable[[], object]) -> str:
    """The code of the refusal that the deed meets."""
    with pytest.raises(Refusal) as refused:
        deed()
    return refused.value.code


def test_a_project_s_money_from_approval_to_the_end(write: Booker, envelope: Envelope) -> None:
    write("approved", 60 * WAN)
    write("contracted", 50 * WAN)
    write("paid", 30 * WAN)
    write("released", 25 * WAN, ends=True)
    write("returned", 4 * WAN)
    envelope.refresh_from_db()
    assert money_line("case/a") == MoneyLine(35 * WAN, 35 * WAN, 26 * WAN)
    assert (envelope.approved, envelope.contracted, envelope.paid) == (35 * WAN, 35 * WAN, 26 * WAN)
    assert [(one.kind, one.approved, one.contracted, one.paid, one.count) for one in entries_of("case/a")] == [
        ("returned", 0, 0, -4 * WAN, 0),
        ("released", -25 * WAN, -15 * WAN, 0, -1),
        ("paid", 0, 0, 30 * WAN, 0),
        ("contracted", 0, 50 * WAN, 0, 0),
        ("approved", 60 * WAN, 0, 0, 1),
    ]
    assert check() == []


def test_the_envelope_is_given_out_to_the_last_fen_and_no_further(write: Booker, envelope: Envelope) -> None:
    write("approved", 100 * WAN - 1)
    assert code_of(lambda: write("approved", 2, chain="case/b")) == "beyond_envelope"
    write("approved", 1, chain="case/b")
    assert code_of(lambda: write("approved", 1, chain="case/b")) == "beyond_envelope"
    envelope.refresh_from_db()
    assert envelope.free == 0
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "fen", "more", "code"),
    [
        ("approved", -1, {}, "no_money"),
        ("approved", 0, {}, "no_money"),
        ("released", 0, {}, "no_money"),
        ("paid", 0, {"ends": True}, "no_money"),
        ("approved", 1, {"document": "  "}, "no_document"),
        ("approved", 1, {"year": 2027}, "no_envelope"),
        ("approved", 1, {"iur": False}, "other_category"),
        ("approved", 1, {"category": "joint-rd"}, "other_category"),
        ("contracted", 60 * WAN + 1, {}, "beyond_approved"),
        ("paid", 1, {}, "beyond_contract"),
        ("released", 60 * WAN + 1, {}, "beyond_unpaid"),
        ("returned", 1, {}, "beyond_paid"),
        ("paid", 1, {"chain": "case/none"}, "not_approved"),
        ("paid", 1, {"chain": "case/none", "year": 2026}, "not_approved"),
    ],
)
def test_what_does_not_balance_is_not_written(write: Booker, kind: str, fen: int, more: Any, code: str) -> None:
    write("approved", 60 * WAN)
    assert code_of(lambda: write(kind, fen, **more)) == code
    assert Entry.objects.count() == 1
    assert check() == []


def test_paid_money_is_returned_and_not_released(write: Booker) -> None:
    write("approved", 60 * WAN)
    write("contracted", 60 * WAN)
    write("paid", 60 * WAN)
    assert code_of(lambda: write("released", 1)) == "beyond_unpaid"
    write("released", 0, ends=True)
    assert code_of(lambda: write("paid", 1)) == "left_the_plan"
    assert code_of(lambda: write("approved", 1)) == "left_the_plan"
    write("returned", 60 * WAN)
    assert money_line("case/a") == MoneyLine(60 * WAN, 60 * WAN, 0)


def test_an_approval_without_its_category_is_a_mistake_of_the_caller(write: Booker) -> None:
    with pytest.raises(ValueError, match="category"):
        write("approved", 1, iur=None)
    assert Account.objects.count() == 0


def test_a_year_s_money_is_entered_once_and_adjusted_with_reason(envelope: Envelope, planner: Actor) -> None:
    again = {"year": 2026, "opening": WAN, "document": "预算批复2号"}
    assert code_of(lambda: perform(Envelope(), "enter", planner, again, now=NOW)) == "envelope_there"
    more = {"more": 20 * WAN, "reason": "市级追加", "document": "沈财1号"}
    perform(envelope, "adjust", planner, more, now=NOW + timedelta(days=1))
    perform(envelope, "adjust", planner, {"less": 5 * WAN, "reason": "压减", "document": "沈财2号"}, now=NOW)
    envelope.refresh_from_db()
    assert (envelope.opening, envelope.adjusted) == (100 * WAN, 115 * WAN)
    assert [one.fen for one in Adjustment.objects.order_by("id")] == [20 * WAN, -5 * WAN]
    assert check() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"more": -1},
        {"more": 0},
        {"more": 1, "less": 1},
        {},
        {"more": 1, "reason": " "},
        {"more": 1, "document": ""},
        {"less": 10**15},
    ],
)
def test_an_adjustment_that_cannot_be_meant(envelope: Envelope, planner: Actor, wrong: dict[str, Any]) -> None:
    given = {"reason": "调整", "document": "沈财1号"} | wrong
    assert code_of(lambda: perform(envelope, "adjust", planner, given, now=NOW)) == "payload"
    assert Adjustment.objects.count() == 0


def test_the_envelope_does_not_shrink_below_what_is_approved(write: Booker, envelope: Envelope, planner: Actor) -> None:
    write("approved", 60 * WAN)
    given = {"less": 40 * WAN + 1, "reason": "压减", "document": "沈财2号"}
    assert code_of(lambda: perform(envelope, "adjust", planner, given, now=NOW)) == "below_approved"
    perform(envelope, "adjust", planner, given | {"less": 40 * WAN}, now=NOW)
    envelope.refresh_from_db()
    assert envelope.free == 0


def test_only_the_plan_officer_enters_money(planner: Actor, director: Actor) -> None:
    given = {"year": 2026, "opening": WAN, "document": "预算批复2号"}
    assert code_of(lambda: perform(Envelope(), "enter", director, given, now=NOW)) == "not_yours"


def test_the_database_itself_refuses(write: Booker, envelope: Envelope) -> None:
    entry = write("approved", 60 * WAN)
    columns = {one.attname: getattr(entry, one.attname) for one in Entry._meta.concrete_fields if one.name != "id"}  # noqa: SLF001
    for wrong in ({"fen": -1}, {"fen": 0}, {"approved": 1}, {"kind": "paid"}, {"count": 2}, {"document": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(**columns | wrong)
    for totals in ({"approved": 101 * WAN}, {"paid": 1}, {"paid": -1}, {"opening": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Envelope.objects.filter(pk=envelope.pk).update(**totals)
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_the_doctor_finds_what_somebody_changed_behind_the_verbs(write: Booker, envelope: Envelope) -> None:
    write("approved", 60 * WAN)
    Account.objects.update(approved=50 * WAN)
    Envelope.objects.update(adjusted=101 * WAN)
    assert check() == [
        "envelope 2026: adjusted 101000000, its rows say 100000000",
        "account 2026 case/a: approved 50000000, its rows say 60000000",
    ]
    Account.objects.update(approved=60 * WAN, counted=False)
    assert check()[1:] == ["account 2026 case/a: counted 0, its rows say 1"]
