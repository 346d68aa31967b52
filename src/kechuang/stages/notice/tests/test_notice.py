"""From the notice to the signed approval: what stands how long, who objects, what is held, what the signature does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kechuang.cases.engine import enter, outcome_value, stay_of
from kechuang.cases.models import Case, Outcome
from kechuang.conftest import NOW, OPENS
from kechuang.documents.queries import holding
from kechuang.documents.services import rendered
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.funds.models import Envelope
from kechuang.funds.queries import money_line
from kechuang.notify.models import Message
from kechuang.schemes.models import Call
from kechuang.stages.approval.models import ApprovalRound
from kechuang.stages.conftest import frozen
from kechuang.stages.notice.models import NoticeRound, NoticeStay, Objection

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
id = "notice"
kind = "notice"
name = { zh = "公示", en = "Notice" }
parameters = { days = 7 }
[[stage]]
id = "approval"
kind = "approval"
name = { zh = "立项下达", en = "Approval" }
"""
GROUNDS = {"name": "周正", "contact": "000-1234567", "grounds": "该项目的成果与已验收项目重复，验收证书可查。"}
LAST_SECOND = datetime(2026, 3, 17, 15, 59, 59, tzinfo=UTC)
"""Of the seventh day after 2026-03-10 in Shanghai."""


@pytest.fixture
def cases(call: Call, officer: Actor, director: Actor, applicant: Actor, envelope: Envelope) -> list[Case]:
    """Two cases that a decision gave 300,000 and 200,000 yuan."""
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    Call.objects.filter(pk=call.pk).update(version=frozen(SCHEME))
    call.refresh_from_db()
    return [decided(call, applicant, number, fen) for number, fen in ((1, 30 * WAN), (2, 20 * WAN))]


def decided(call: Call, applicant: Actor, number: int, fen: int) -> Case:
    """A case that comes to the notice with this amount."""
    assert applicant.appointment is not None
    case = Case(
        call=call,
        lead=applicant.appointment.organisation,
        principal=applicant.appointment.person,
        created_by=applicant.appointment,
        number=f"PG2026-{number:04d}",
        title=f"苹果{number}",
        telephone="000-7654321",
        iur=True,
    )
    mover = Actor(applicant.appointment, engine=True)
    case = Case.objects.get(pk=perform(case, "begin", mover, now=AT).subject.pk)
    Outcome.objects.create(
        case=case,
        stage="decision",
        kind="decision",
        result="passed",
        data={"amount": fen, "rank": number},
        digest="0" * 64,
        stay_chain="",
        by="clock",
        at=AT,
    )
    enter(case, case.scheme.stage[0], mover, AT)
    case.refresh_from_db()
    return case


def posted(officer: Actor) -> NoticeRound:
    """The round, on public notice."""
    found = NoticeRound.objects.get()
    perform(found, "post", officer, now=AT)
    found.refresh_from_db()
    return found


def refused(subject: Any, action: str, actor: Actor, given: dict[str, Any] | None = None, now: datetime = AT) -> str:
    """The refusal's code."""
    with pytest.raises(Refusal) as answer:
        perform(subject, action, actor, given, now=now)
    return answer.value.code


def objection_to(case: Case, actor: Actor) -> Objection:
    """An objection to a case."""
    stay = stay_of(case)
    assert isinstance(stay, NoticeStay)
    return Objection.objects.get(pk=perform(Objection(stay=stay), "file", actor, GROUNDS, now=AT).subject.pk)


def test_cases_gather_and_are_posted_together_for_seven_days(cases: list[Case], officer: Actor) -> None:
    found = posted(officer)
    assert found.due_at == LAST_SECOND
    assert [(stay.case.number, stay.state, stay.due_at) for stay in found.stays.all()] == [
        ("PG2026-0001", "standing", LAST_SECOND),
        ("PG2026-0002", "standing", LAST_SECOND),
    ]
    paper = holding(found.chain, "notice")
    assert paper is not None
    assert paper.number == found.paper
    assert rendered(paper=paper, now=AT).size > 10_000


def test_the_public_reads_what_the_law_allows_and_no_more(cases: list[Case], officer: Actor) -> None:
    client = Client(headers={"accept-language": "en"})
    found = NoticeRound.objects.get()
    assert client.get(f"/notices/{found.public_id}/").status_code == 404
    posted(officer)
    text = client.get(f"/notices/{found.public_id}/").content.decode()
    for shown in ("PG2026-0001", "苹果2", "恒锐", "30.00"):
        assert shown in text
    for hidden in ("沈云飞", "000-7654321"):
        assert hidden not in text
    assert found.paper in client.get("/notices/").content.decode()
    assert client.get("/").status_code == 200


def test_undisputed_cases_pass_when_the_last_second_is_over(cases: list[Case], officer: Actor) -> None:
    posted(officer)
    assert clockwork.run(LAST_SECOND)["notices"] == 0
    assert clockwork.run(LAST_SECOND + timedelta(seconds=1))["notices"] == 1
    assert clockwork.run(LAST_SECOND + timedelta(days=1))["notices"] == 0
    for case in cases:
        case.refresh_from_db()
        assert (case.stage, case.step) == ("approval", "waiting")


def test_a_disputed_case_is_held_and_the_rest_goes_on(cases: list[Case], officer: Actor, unit: Actor) -> None:
    found = posted(officer)
    one = objection_to(cases[0], unit)
    assert (one.state, one.letter, one.due_at) == ("received", False, datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC))
    clockwork.run(LAST_SECOND + timedelta(seconds=1))
    for case in cases:
        case.refresh_from_db()
    assert [case.stage for case in cases] == ["notice", "approval"]
    assert (cases[0].step, cases[0].holder) == ("held", "division_officer")
    stay = stay_of(cases[0])
    assert refused(stay, "release", officer) == "disputed"
    perform(one, "reject", officer, {"answer": "经核查，两项目研究内容不同，异议不成立。"}, now=AT)
    assert refused(stay, "refuse", officer, {"reason": "异议成立，不予立项"}) == "not_upheld"
    perform(stay, "release", officer, now=AT)  # type: ignore[arg-type]
    cases[0].refresh_from_db()
    assert (cases[0].stage, ApprovalRound.objects.count(), found.stays.count()) == ("approval", 1, 2)


def test_an_upheld_objection_ends_the_case(cases: list[Case], officer: Actor, unit: Actor) -> None:
    posted(officer)
    one = objection_to(cases[0], unit)
    perform(one, "uphold", officer, {"answer": "经核查，内容重复，异议成立。"}, now=AT)
    clockwork.run(LAST_SECOND + timedelta(seconds=1))
    stay = stay_of(Case.objects.get(pk=cases[0].pk))
    perform(stay, "refuse", officer, {"reason": "与已验收项目内容重复"}, now=AT)  # type: ignore[arg-type]
    cases[0].refresh_from_db()
    assert (cases[0].state, cases[0].stage) == ("refused", "")
    assert cases[0].outcomes.get(stage="notice").data["reason"] == "与已验收项目内容重复"


def test_late_anonymous_and_baseless_objections(cases: list[Case], officer: Actor, unit: Actor) -> None:
    posted(officer)
    stay = stay_of(Case.objects.get(pk=cases[0].pk))
    one = Objection(stay=stay)  # type: ignore[misc]
    late = LAST_SECOND + timedelta(seconds=1)
    assert refused(one, "file", unit, GROUNDS, late) == "notice_over"
    with pytest.raises(Refusal) as answer:
        perform(one, "file", unit, {"name": "", "contact": "1", "grounds": "不公平"}, now=AT)
    assert set(answer.value.fields) == {"name", "contact", "grounds"}


def test_the_party_never_learns_who_objects(cases: list[Case], officer: Actor, unit: Actor, applicant: Actor) -> None:
    posted(officer)
    one = objection_to(cases[0], unit)
    assert applicant.appointment is not None
    client = Client()
    client.force_login(applicant.appointment.person.account)
    assert client.get(f"/desk/objections/{one.public_id}/").status_code == 404
    text = client.get(f"/desk/cases/{cases[0].public_id}/").content.decode()
    assert "周正" not in text
    assert "高若琳" not in text


def test_the_signature_approves_books_and_tells(
    cases: list[Case], officer: Actor, director: Actor, envelope: Envelope
) -> None:
    posted(officer)
    clockwork.run(LAST_SECOND + timedelta(seconds=1))
    found = ApprovalRound.objects.get()
    assert refused(found, "sign", director) == "not_now"
    perform(found, "word", officer, {"title": "关于下达苹果项目的通知", "text": "请按期完成任务，专款专用。"}, now=AT)
    perform(found, "propose", officer, now=AT)
    assert refused(found, "sign", officer) == "not_yours"
    perform(found, "sign", director, now=AT)
    for case, fen in zip(cases, (30 * WAN, 20 * WAN), strict=True):
        case.refresh_from_db()
        assert (case.amount, case.state, money_line(case.chain).approved) == (fen, "finished", fen)
        found.refresh_from_db()
        assert outcome_value(case, "approval_number") == found.paper
    envelope.refresh_from_db()
    assert envelope.approved == 50 * WAN
    assert Message.objects.filter(code="case_approved").count() == 2
    paper = holding(found.chain, "approval")
    assert paper is not None
    assert rendered(paper=paper, now=AT).size > 10_000


def test_the_pages_of_a_round_are_the_division_s(cases: list[Case], officer: Actor, director: Actor) -> None:
    found = NoticeRound.objects.get()
    assert officer.appointment is not None
    client = Client(headers={"accept-language": "en"})
    client.force_login(officer.appointment.person.account)
    assert "Post the notice" in client.get("/desk/").content.decode()
    assert "苹果1" in client.get(f"/desk/notices/{found.public_id}/").content.decode()
    form = client.get(f"/desk/notices/{found.public_id}/post/")
    assert form.status_code == 200
    assert client.get("/desk/notices/").status_code == 200
    assert client.get("/desk/approvals/").status_code == 200
    posted(officer)
    clockwork.run(LAST_SECOND + timedelta(seconds=1))
    approval = ApprovalRound.objects.get()
    assert "苹果2" in client.get(f"/desk/approvals/{approval.public_id}/").content.decode()
    assert client.get(f"/desk/approvals/{approval.public_id}/word/").status_code == 200
