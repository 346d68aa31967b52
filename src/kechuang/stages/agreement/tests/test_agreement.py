"""From the approval to the delivered work: what both sides sign, what is reported, what may be paid."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kechuang.cases.engine import begin, enter, outcome_value, stay_of
from kechuang.cases.messages import remind
from kechuang.cases.models import Case, Outcome
from kechuang.conftest import NOW, OPENS, PASSWORD
from kechuang.documents.queries import of
from kechuang.documents.services import rendered
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.funds.models import Entry, Envelope
from kechuang.funds.queries import money_line
from kechuang.funds.services import book
from kechuang.notify.models import Message
from kechuang.schemes.models import Call
from kechuang.stages.agreement.models import Agreement
from kechuang.stages.conftest import frozen
from kechuang.stages.execution.models import Execution
from kechuang.trail.queries import verify

AT = OPENS + timedelta(hours=1)
WAN = 1_000_000
"""Fen."""
SCHEME = """
schema = 1
code = "apples"
short = "PG"
name = { zh = "苹果", en = "Apples" }
summary = { zh = "苹果", en = "Apples" }
category = "apples"
iur = true
basis = ["自定"]
[[stage]]
id = "agreement"
kind = "agreement"
name = { zh = "任务书", en = "Agreement" }
[[stage]]
id = "execution"
kind = "execution"
name = { zh = "执行", en = "Execution" }
"""
TERMS: dict[str, list[dict[str, Any]]] = {
    "milestones": [
        {"what": "样机", "due_on": date(2026, 9, 30)},
        {"what": "小批量", "due_on": date(2027, 3, 31)},
    ],
    "payments": [{"fen": 50 * WAN, "after": 0}, {"fen": 30 * WAN, "after": 2}],
}


@pytest.fixture
def approved(call: Call, officer: Actor, director: Actor, applicant: Actor, envelope: Envelope) -> Case:
    """A case of 800,000 yuan that has been approved and comes to the task agreement."""
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    call.refresh_from_db()
    scheme = frozen(SCHEME)
    Call.objects.filter(pk=call.pk).update(version=scheme)
    call.refresh_from_db()
    assert applicant.appointment is not None
    case = Case(
        call=call,
        lead=applicant.appointment.organisation,
        principal=applicant.appointment.person,
        created_by=applicant.appointment,
        number="PG2026-0001",
        title="苹果",
        amount_asked=100 * WAN,
        amount=80 * WAN,
        iur=True,
        starts_on=date(2026, 4, 1),
        ends_on=date(2027, 3, 31),
    )
    mover = Actor(applicant.appointment, engine=True)
    case = Case.objects.get(pk=perform(case, "begin", mover, now=AT).subject.pk)
    promised = [{"month": 6, "what": "样机"}, {"month": 12, "what": "小批量"}]
    Outcome.objects.create(
        case=case,
        stage="intake",
        kind="intake",
        result="passed",
        data={"milestones": promised},
        digest="0" * 64,
        stay_chain="",
        by="clock",
        at=AT,
    )
    book(
        kind=Entry.Kind.APPROVED,
        chain=case.chain,
        fen=80 * WAN,
        document="发〔2026〕1",
        by=director,
        now=AT,
        year=envelope.year,
        category="apples",
        iur=True,
    )
    enter(case, case.scheme.stage[0], mover, AT)
    case.refresh_from_db()
    return case


def refused(subject: Any, action: str, actor: Actor, given: dict[str, Any] | None = None) -> Refusal:
    """The refusal."""
    with pytest.raises(Refusal) as answer:
        perform(subject, action, actor, given, now=AT)
    return answer.value


def agreement_of(case: Case) -> Agreement:
    """The present stay, which is an agreement."""
    stay = stay_of(case)
    assert isinstance(stay, Agreement)
    return stay


def signed(case: Case, applicant: Actor, unit: Actor, officer: Actor) -> Execution:
    """The case's execution, both sides having signed."""
    stay = agreement_of(case)
    perform(stay, "write", applicant, TERMS, now=AT)
    perform(stay, "send", applicant, now=AT)
    perform(stay, "sign_unit", unit, now=AT)
    perform(stay, "sign_bureau", officer, now=AT)
    case.refresh_from_db()
    found = stay_of(case)
    assert isinstance(found, Execution)
    return found


def test_it_begins_with_what_the_application_promised(approved: Case) -> None:
    stay = agreement_of(approved)
    assert [(one.what, one.due_on) for one in stay.milestones.all()] == [
        ("样机", date(2026, 9, 28)),
        ("小批量", date(2027, 3, 27)),
    ]
    assert [(one.fen, one.after) for one in stay.payments.all()] == [(56 * WAN, 0), (24 * WAN, 2)]
    assert (approved.stage, approved.step, approved.holder) == ("agreement", "drafting", "applicant")
    assert approved.due_at == AT + timedelta(days=20)


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        ({"payments": [{"fen": 79 * WAN, "after": 0}]}, "payments", "必须相等"),
        ({"payments": [{"fen": 80 * WAN, "after": 3}]}, "", "里程碑不存在"),
        ({"payments": [{"fen": -1, "after": 0}]}, "payments.0.fen", "0"),
        ({"milestones": list(reversed(TERMS["milestones"]))}, "", "应晚于前一个"),
        ({"milestones": []}, "milestones", ""),
    ],
)
def test_terms_that_cannot_be(approved: Case, applicant: Actor, change: dict[str, Any], field: str, word: str) -> None:
    answer = refused(agreement_of(approved), "write", applicant, TERMS | change)
    assert word in " ".join(map(str, answer.fields[field]))


def test_both_sides_sign_and_the_work_begins(approved: Case, applicant: Actor, unit: Actor, officer: Actor) -> None:
    execution = signed(approved, applicant, unit, officer)
    (paper,) = of([approved.chain])
    assert outcome_value(approved, "agreement_number") == paper.number
    assert (paper.kind, paper.title) == ("agreement", "苹果")
    assert rendered(paper=paper, now=AT).size > 10_000
    assert outcome_value(approved, "contracted") == 80 * WAN
    assert [(goal.place, goal.what, goal.due_on) for goal in execution.goals.all()] == [
        (1, "样机", date(2026, 9, 30)),
        (2, "小批量", date(2027, 3, 31)),
    ]
    assert (approved.stage, approved.step, approved.holder) == ("execution", "running", "applicant")
    assert approved.due_at == datetime(2026, 9, 30, 15, 59, 59, tzinfo=UTC)
    assert verify().faults == ()


def test_a_returned_agreement_says_why_and_can_be_sent_again(approved: Case, applicant: Actor, unit: Actor) -> None:
    stay = agreement_of(approved)
    perform(stay, "send", applicant, now=AT)
    assert refused(stay, "sign_unit", applicant).code == "not_yours"
    perform(stay, "return_unit", unit, {"reason": "里程碑二请写明台数"}, now=AT)
    stay.refresh_from_db()
    approved.refresh_from_db()
    assert (stay.state, stay.remark, approved.holder) == ("drafting", "里程碑二请写明台数", "applicant")


def test_money_follows_milestones(approved: Case, applicant: Actor, unit: Actor, officer: Actor) -> None:
    execution = signed(approved, applicant, unit, officer)
    paid = {"fen": 50 * WAN, "paid_on": date(2026, 3, 10), "document": "拨〔2026〕1"}
    answer = refused(execution, "pay", officer, paid | {"fen": 51 * WAN})
    assert (answer.code, list(answer.fields)) == ("instalment_not_due", ["fen"])
    assert refused(execution, "pay", officer, paid | {"paid_on": date(2030, 1, 1)}).code == "not_paid_yet"
    perform(execution, "pay", officer, paid, now=AT)
    assert refused(execution, "pay", officer, paid | {"fen": 1}).code == "instalment_not_due"
    assert refused(execution, "deliver", applicant).code == "not_finished"
    given = {"text": "两项里程碑均已完成，样机通过检测，小批量试制三十台并交付用户。", "spent": 60 * WAN, "reached": 2}
    assert "reached" in refused(execution, "report", applicant, given | {"reached": 3}).fields
    perform(execution, "report", applicant, given, now=AT)
    approved.refresh_from_db()
    assert approved.holder == "division_officer"
    perform(execution, "confirm", officer, now=AT)
    perform(execution, "pay", officer, paid | {"fen": 30 * WAN}, now=AT)
    perform(execution, "deliver", applicant, now=AT)
    approved.refresh_from_db()
    assert (approved.state, approved.stage) == ("finished", "")
    assert outcome_value(approved, "delivered") == 2
    line = money_line(approved.chain)
    assert (line.approved, line.contracted, line.paid) == (80 * WAN, 80 * WAN, 80 * WAN)
    assert outcome_value(approved, "spent") == 60 * WAN


def test_an_overdue_milestone_is_warned_of_once(approved: Case, applicant: Actor, unit: Actor, officer: Actor) -> None:
    signed(approved, applicant, unit, officer)
    assert clockwork.run(datetime(2026, 9, 30, 12, tzinfo=UTC))["executions"] == 0
    assert clockwork.run(datetime(2026, 9, 30, 17, tzinfo=UTC))["executions"] == 1
    assert clockwork.run(datetime(2026, 10, 9, tzinfo=UTC))["executions"] == 0
    assert [one.words["what"] for one in Message.objects.filter(code="case_overdue")] == ["样机"]


def test_an_answer_to_a_report_has_days_of_its_own(
    approved: Case, applicant: Actor, unit: Actor, officer: Actor
) -> None:
    execution: Any = signed(approved, applicant, unit, officer)
    late = datetime(2026, 10, 12, 1, tzinfo=UTC)
    given = {
        "text": "样机已完成并通过检测，小批量试制三十台，交付用户试用，反馈稳定。",
        "spent": 60 * WAN,
        "reached": 1,
    }
    perform(execution, "report", applicant, given, now=late)
    execution.refresh_from_db()
    assert execution.due_at == datetime(2026, 10, 26, 15, 59, 59, tzinfo=UTC)
    assert clockwork.run(late)["executions"] == 0
    perform(execution, "return", officer, {"reason": "请补充检测报告编号"}, now=late)
    execution.refresh_from_db()
    assert execution.due_at == datetime(2026, 10, 26, 15, 59, 59, tzinfo=UTC)
    perform(execution, "report", applicant, given, now=late)
    perform(execution, "confirm", officer, now=late)
    execution.refresh_from_db()
    assert execution.due_at > datetime(2026, 10, 31, tzinfo=UTC)


def test_the_other_side_is_told_and_the_sender_not(approved: Case, applicant: Actor, unit: Actor) -> None:
    assert applicant.appointment is not None
    stay = agreement_of(approved)
    perform(stay, "send", applicant, now=AT)
    told = Message.objects.filter(code="case_turn")
    assert [one.appointment_id for one in told] == [unit.appointment.pk]  # type: ignore[union-attr]
    assert remind([Case.objects.get(pk=approved.pk)], AT) == 1
    assert remind([Case.objects.get(pk=approved.pk)], AT) == 0
    perform(stay, "return_unit", unit, {"reason": "请补充"}, now=AT)
    assert told.filter(appointment=applicant.appointment).count() == 1


def test_the_page_keeps_what_was_typed(approved: Case, applicant: Actor) -> None:
    client = Client(headers={"accept-language": "en"})
    assert client.login(username="shen", password=PASSWORD)
    path = f"/desk/agreements/{agreement_of(approved).public_id}/write/"
    assert client.get(path).status_code == 200
    typed = {
        "seen": "1",
        "key": "k",
        "milestone-1-first": "样机",
        "milestone-1-second": "soon",
        "payment-1-first": "八十",
        "payment-1-second": "0",
    }
    answer = client.post(path, typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="八十"' in text
    assert "Enter a number of 10,000 yuan" in text
    good = typed | {"milestone-1-second": "2026-09-30", "payment-1-first": "80"}
    assert client.post(path, good).status_code == 302
    assert [one.fen for one in agreement_of(approved).payments.all()] == [80 * WAN]
    assert client.get(f"/desk/cases/{approved.public_id}/").status_code == 200


def test_a_case_begins_only_in_an_open_call(call: Call, officer: Actor, applicant: Actor) -> None:
    with pytest.raises(Refusal) as answer:
        begin(call=call, actor=applicant, now=AT)
    assert answer.value.code == "call_not_open"
