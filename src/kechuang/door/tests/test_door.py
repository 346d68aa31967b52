"""The door, shown on calls: what it checks, in which order, and that a refusal changes nothing."""

from datetime import timedelta
from typing import Any

import pytest

from kechuang.conftest import CLOSES, DRAFT, NOW, OPENS
from kechuang.directory import services
from kechuang.directory.models import Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import options, perform
from kechuang.door.refusal import Refusal
from kechuang.door.subject import Performed
from kechuang.door.table import CLOCK, NOT_YET, Actor, BadTableError, State, Table, Transition
from kechuang.schemes.models import Call, CallRemark
from kechuang.schemes.table import CALLS, SIGNS, WRITES
from kechuang.trail.queries import events_of, verify


def refused(subject: Call, action: str, actor: Actor, given: dict[str, Any] | None = None, **options: Any) -> Refusal:
    """The refusal, nothing having been changed."""
    before = Call.objects.filter(pk=subject.pk).values().first()
    events = len(events_of(subject.chain))
    with pytest.raises(Refusal) as answer:
        perform(subject, action, actor, given, **({"now": NOW} | options))
    assert Call.objects.filter(pk=subject.pk).values().first() == before
    assert len(events_of(subject.chain)) == events
    return answer.value


def test_an_action_moves_counts_and_leaves_its_trace(call: Call, officer: Actor) -> None:
    done = perform(call, "propose", officer, now=NOW + timedelta(hours=1), expect=1)
    call.refresh_from_db()
    assert (done.state, done.revision) == (call.state, call.revision) == ("proposed", 2)
    assert call.state_since == NOW + timedelta(hours=1)
    event = events_of(call.chain)[0]
    assert (event.action, event.actor, event.before, event.after) == ("propose", officer.key, "draft", "proposed")
    assert verify().faults == ()


def test_what_was_written_is_not_in_the_trail(call: Call) -> None:
    assert events_of(call.chain)[0].facts == {"scheme": "iur-cooperation", "budget_fen": 3_000_000_000}


def test_an_unknown_action(call: Call, officer: Actor) -> None:
    assert refused(call, "explode", officer).code == "unknown_action"


def test_whoever_may_not_is_told_who_may(call: Call, officer: Actor, director: Actor) -> None:
    answer = refused(call, "sign", officer)
    assert (answer.code, str(answer.sentence)) == ("not_yours", "局长办理此事项。")
    assert refused(call, "propose", CLOCK).code == "not_yours"


def test_another_division_s_officer_may_not(call: Call, house: Organisation, officer: Actor) -> None:
    person = services.register_person(name="钱未")
    other = services.register_division(organisation=house, name="农村处")
    appointment = services.appoint(
        person=person, organisation=house, role=Role.DIVISION_OFFICER, since=NOW.date(), division=other
    )
    assert refused(call, "propose", Actor(appointment)).code == "not_yours"


def test_an_action_of_another_state(call: Call, director: Actor) -> None:
    assert refused(call, "sign", director).code == "not_now"


def test_a_guard_names_the_remedy(call: Call, officer: Actor) -> None:
    answer = refused(call, "propose", officer, now=CLOSES)
    assert answer.code == "window_over"
    offered = {one.transition.action: one for one in options(call, officer, now=CLOSES)}
    assert set(offered) == {"propose", "revise"}
    assert offered["propose"].shut is not None
    assert offered["revise"].open


def test_a_wrong_payload_names_every_field(call: Call, officer: Actor) -> None:
    given = DRAFT | {"title": " ", "budget": 0, "scheme_code": "no-such", "per_person": "x", "colour": "red"}
    answer = refused(call, "revise", officer, given)
    assert answer.code == "payload"
    said = {name: [str(one) for one in sentences] for name, sentences in answer.fields.items()}
    assert said == {
        "title": ["请填写。"],
        "budget": ["须大于 0。"],
        "scheme_code": ["目录中没有这个计划类别。"],
        "per_person": ["请输入整数。"],
        "colour": ["此处没有这个字段。"],
    }


def test_a_window_that_ends_before_it_begins(call: Call, officer: Actor) -> None:
    answer = refused(call, "revise", officer, DRAFT | {"closes_at": OPENS})
    assert str(answer.fields[""][0]) == "截止时间早于开始时间：请把截止时间改到开始时间之后。"


def test_two_officers_at_once(call: Call, officer: Actor) -> None:
    perform(call, "revise", officer, DRAFT | {"title": "甲"}, now=NOW, expect=1)
    call.refresh_from_db()
    assert refused(call, "revise", officer, DRAFT | {"title": "乙"}, expect=1).code == "changed_meanwhile"
    assert call.title == "甲"


def test_a_double_click_does_it_once(call: Call, officer: Actor) -> None:
    first = perform(call, "propose", officer, now=NOW, expect=1, key="k1")
    again = perform(call, "propose", officer, now=NOW, expect=1, key="k1")
    assert (first.replayed, again.replayed) == (False, True)
    assert (again.state, again.revision) == (first.state, first.revision)
    assert len(events_of(call.chain)) == 2
    assert refused(call, "withdraw", officer, {"reason": "x"}, key="k1").code == "key_reused"


def test_a_double_click_creates_one(officer: Actor) -> None:
    first = perform(Call(), "draft", officer, DRAFT, now=NOW, key="k2")
    again = perform(Call(), "draft", officer, DRAFT, now=NOW, key="k2")
    assert again.subject == first.subject
    assert Call.objects.count() == 1
    assert Performed.objects.get().chain == first.subject.chain


def test_a_rehearsal_leaves_nothing(call: Call, director: Actor, officer: Actor) -> None:
    perform(call, "propose", officer, now=NOW)
    done = perform(call, "return", director, {"reason": "预算依据不足"}, now=NOW, dry_run=True)
    assert (done.rehearsed, done.state) == (True, "draft")
    call.refresh_from_db()
    assert (call.state, CallRemark.objects.count(), len(events_of(call.chain))) == ("proposed", 0, 2)
    born = Call()
    assert perform(born, "draft", officer, DRAFT, now=NOW, dry_run=True).rehearsed
    assert born.pk is None
    assert Call.objects.count() == 1


def test_an_effect_that_refuses_undoes_everything(call: Call, director: Actor, officer: Actor) -> None:
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    call.refresh_from_db()
    answer = refused(call, "correct", officer, {"text": "更正", "closes_at": OPENS})
    assert answer.code == "window_shrinks"
    assert CallRemark.objects.count() == 0


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ((Transition("a", (NOT_YET,), "gone", WRITES, "", ""),), "unknown state gone"),
        ((Transition("a", (NOT_YET,), "x", WRITES, "", ""), Transition("a", (NOT_YET,), "x", SIGNS, "", "")), "twice"),
        ((Transition("a", ("x",), "x", WRITES, "", ""),), "nothing leads to x"),
        ((Transition("a", (NOT_YET,), None, WRITES, "", ""),), "brings nothing into being"),
    ],
)
def test_a_table_that_cannot_be_meant(rows: tuple[Transition, ...], fault: str) -> None:
    with pytest.raises(BadTableError, match=fault):
        Table("x", Call, (State("x", "", ""),), rows)


def test_a_refusal_reads_as_a_sentence(call: Call, officer: Actor) -> None:
    answer = refused(call, "revise", officer, DRAFT | {"title": ""})
    assert str(answer) == "payload: 填写的内容有需要更正的地方。 title: 请填写。"
    assert CALLS.row("draft", "sign") is None
