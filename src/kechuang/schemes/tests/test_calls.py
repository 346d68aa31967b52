"""A call's way: drafted, signed with its scheme frozen, opened and closed by the clock, corrected in public."""

from datetime import datetime, timedelta

import pytest

from kechuang.conftest import CLOSES, DRAFT, NOW, OPENS
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.schemes.definition import catalogue
from kechuang.schemes.models import Call, CallRemark, SchemeVersion
from kechuang.schemes.queries import calls_for, public_calls, takes_applications
from kechuang.trail.queries import events_of, verify

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def announced(call: Call, officer: Actor, director: Actor) -> Call:
    """A call that the director signed."""
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    call.refresh_from_db()
    return call


def test_signing_freezes_the_scheme(announced: Call) -> None:
    scheme = catalogue()["iur-cooperation"]
    assert announced.version is not None
    assert announced.version.digest == scheme.digest
    assert announced.version.scheme == scheme
    assert events_of(announced.chain)[0].facts == {"scheme": "iur-cooperation", "scheme_digest": scheme.digest}


def test_two_calls_of_one_scheme_share_its_version(announced: Call, officer: Actor, director: Actor) -> None:
    other = Call.objects.get(pk=perform(Call(), "draft", officer, DRAFT | {"title": "第二批"}, now=NOW).subject.pk)
    perform(other, "propose", officer, now=NOW)
    perform(other, "sign", director, now=NOW)
    other.refresh_from_db()
    assert other.version == announced.version
    assert SchemeVersion.objects.count() == 1


def test_the_clock_opens_and_closes_to_the_minute(announced: Call) -> None:
    assert clockwork.run(OPENS - A_SECOND)["calls"] == 0
    assert clockwork.run(OPENS)["calls"] == 1
    assert clockwork.run(OPENS)["calls"] == 0
    assert clockwork.run(CLOSES)["calls"] == 1
    announced.refresh_from_db()
    assert announced.state == "closed"
    assert [event.actor for event in events_of(announced.chain)[:2]] == ["clock", "clock"]
    assert verify().faults == ()


def test_a_late_tick_opens_and_closes_at_once(announced: Call) -> None:
    assert clockwork.run(CLOSES + A_SECOND)["calls"] == 2
    assert [event.action for event in events_of(announced.chain)[:2]] == ["close", "open"]


@pytest.mark.parametrize(
    ("shift", "taken"), [(OPENS - A_SECOND, False), (OPENS, True), (CLOSES - A_SECOND, True), (CLOSES, False)]
)
def test_applications_are_taken_to_the_second_whether_or_not_the_clock_ran(
    announced: Call, shift: datetime, taken: bool
) -> None:
    assert takes_applications(announced, shift) is taken


def test_returned_and_withdrawn_calls_say_why(call: Call, officer: Actor, director: Actor) -> None:
    perform(call, "propose", officer, now=NOW)
    perform(call, "return", director, {"reason": "请补充限额"}, now=NOW)
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    perform(call, "withdraw", director, {"reason": "计划调整"}, now=NOW)
    assert [(one.kind, one.text) for one in CallRemark.objects.order_by("id")] == [
        ("returned", "请补充限额"),
        ("withdrawn", "计划调整"),
    ]
    assert public_calls().count() == 0
    assert calls_for(director.appointment).count() == 1
    assert calls_for(None).count() == 0


def test_an_open_call_is_corrected_and_not_withdrawn(announced: Call, officer: Actor, director: Actor) -> None:
    clockwork.run(OPENS)
    with pytest.raises(Refusal) as refused:
        perform(announced, "withdraw", director, {"reason": "x"}, now=OPENS)
    assert refused.value.code == "not_now"
    later = CLOSES + timedelta(days=7)
    perform(announced, "correct", officer, {"text": "自筹比例更正为一倍", "closes_at": later}, now=OPENS)
    announced.refresh_from_db()
    assert (announced.closes_at, announced.state) == (later, "open")
    assert clockwork.run(CLOSES)["calls"] == 0


def test_a_call_whose_minute_has_come_is_not_withdrawn_before_the_tick(announced: Call, director: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        perform(announced, "withdraw", director, {"reason": "x"}, now=OPENS)
    assert refused.value.code == "has_begun"
