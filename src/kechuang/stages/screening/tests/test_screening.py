"""The formality check: what is found by itself, what an officer answers for, the one correction in working days."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.cases.engine import outcome_value
from kechuang.cases.models import Case, Outcome
from kechuang.conftest import CLOSES
from kechuang.directory import services
from kechuang.directory.integrity import Decision, record_decision
from kechuang.directory.models import Account, Appointment, Behaviour, Employment, Measure, Organisation, SubjectKind
from kechuang.directory.roles import Role
from kechuang.documents.models import Paper
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.files.models import Attachment
from kechuang.forms.models import Sheet
from kechuang.forms.queries import sheet_of
from kechuang.forms.services import save_draft
from kechuang.notify.models import Message
from kechuang.schemes.models import Call
from kechuang.stages.intake.tests.alliance import AT, Alliance, complete, sent_up
from kechuang.stages.screening.kind import CHECKLIST
from kechuang.stages.screening.models import Screening
from kechuang.stages.screening.panel import corrected_in, first_sheet

DAY = AT + timedelta(days=1)
WRONG = "请补充合作协议中知识产权的约定。"


@pytest.fixture
def screening(short_call: Call, alliance: Alliance) -> Screening:
    """The check of an application in which everything is in order."""
    sent_up(short_call, alliance)
    return Screening.objects.get()


def results(screening: Screening) -> dict[str, str]:
    """What the last run of the automatic checks found."""
    screening.refresh_from_db()
    return dict(screening.findings.filter(run=screening.run).values_list("code", "result"))


def marks(**changed: bool) -> dict[str, Any]:
    """The checklist answered, everything in order but what is named."""
    return {"marks": {item.code: {"ok": changed.get(item.code, True)} for item in CHECKLIST}}


def refused(subject: Any, action: str, actor: Actor, now: datetime, payload: dict[str, Any] | None = None) -> Refusal:
    """The door's answer, which must be no."""
    with pytest.raises(Refusal) as answer:
        perform(subject, action, actor, payload or {}, now=now)
    return answer.value


def test_the_automatic_checks_run_as_soon_as_a_case_is_here(screening: Screening) -> None:
    assert results(screening) == {
        "lead": "passed",
        "principal": "passed",
        "parties": "passed",
        "organisation_cap": "passed",
        "person_cap": "passed",
        "running": "passed",
        "overdue": "passed",
        "integrity": "passed",
        "credit_code": "doubtful",
        "budget": "passed",
        "title": "passed",
    }
    assert screening.due_at == CLOSES + timedelta(days=45)


def test_what_was_true_at_submission_may_not_be_true_any_more(
    screening: Screening, alliance: Alliance, officer: Actor
) -> None:
    lead, science, case = alliance.enterprise, alliance.university, screening.case
    Organisation.objects.filter(pk=lead.pk).update(credit_code="91210100MA0TEST0X1")
    Organisation.objects.filter(pk=science.pk).update(kind=Organisation.Kind.ENTERPRISE)
    Appointment.objects.filter(person=case.principal).update(until=AT.date())
    case.budget_lines.filter(place=1).update(public_money=1)
    other = Case.objects.create(
        public_id="abcdefghjkmn", call=case.call, lead=lead, principal=case.principal, created_by=case.created_by,
        state="running", state_since=AT, number="CXY2025-0001", title=case.title, stage="execution",
        stage_kind="execution", due_at=AT,
    )  # fmt: skip
    Call.objects.update(per_organisation=1)
    decision = Decision(
        Behaviour.PLAGIARISM, Measure.NO_APPLYING, "沈科监〔2026〕1号", "科技局", date(2026, 1, 1), date(2027, 1, 1)
    )
    record_decision(subject=science, subject_kind=SubjectKind.IMPLEMENTING_BODY, decision=decision)
    perform(screening, "look_again", officer, now=DAY)
    found = results(screening)
    wrong = {code for code, result in found.items() if result == "failed"}
    assert wrong == {
        "parties", "principal", "organisation_cap", "person_cap", "overdue", "integrity", "credit_code", "budget",
    }  # fmt: skip
    assert found["title"] == "doubtful"
    words = {one.code: one.words for one in screening.findings.filter(run=2)}
    assert words["overdue"]["numbers"] == other.number
    assert words["integrity"]["who"] == "澜川理工大学"
    assert screening.findings.filter(run=1).count() == 11
    Case.objects.filter(pk=other.pk).update(holder=Role.DIVISION_OFFICER)
    perform(screening, "look_again", officer, now=DAY)
    assert results(screening)["overdue"] == "passed", "the bureau is late, not the applicant"


def test_a_bar_counts_only_on_the_day_of_the_gate(screening: Screening, alliance: Alliance, officer: Actor) -> None:
    decision = Decision(Behaviour.PLAGIARISM, Measure.NO_APPLYING, "1号", "科技局", date(2024, 1, 1), AT.date())
    record_decision(subject=alliance.enterprise, subject_kind=SubjectKind.IMPLEMENTING_BODY, decision=decision)
    perform(screening, "look_again", officer, now=DAY)
    assert results(screening)["integrity"] == "passed"
    perform(screening, "look_again", officer, now=AT)
    assert results(screening)["integrity"] == "failed"


def test_whoever_is_employed_by_the_lead_need_not_act_for_it_here(screening: Screening, officer: Actor) -> None:
    person = screening.case.principal
    assert person is not None
    Appointment.objects.filter(person=person).update(until=AT.date())
    Employment.objects.create(person=person, organisation=screening.case.lead, since=date(2020, 1, 1))
    perform(screening, "look_again", officer, now=DAY)
    assert results(screening)["principal"] == "passed"


def test_an_officer_accepts_once_the_list_is_answered(screening: Screening, officer: Actor) -> None:
    assert refused(screening, "accept", officer, DAY).code == "list_open"
    perform(screening, "mark", officer, marks(), now=DAY)
    perform(screening, "accept", officer, now=DAY)
    case = Case.objects.get()
    assert outcome_value(case, "eligible") is True
    assert outcome_value(case, "application") == screening.sheet
    assert case.state == "finished"


def test_what_is_not_in_order_is_explained_or_not_accepted(screening: Screening, officer: Actor) -> None:
    perform(screening, "mark", officer, marks(papers=False), now=DAY)
    answer = refused(screening, "accept", officer, DAY, {"explanation": " "})
    assert (answer.code, list(answer.fields)) == ("explain", ["explanation"])
    assert "附件齐全、清晰，与所填内容一致" in str(answer.sentence)
    perform(screening, "accept", officer, {"explanation": "附件清晰度不影响审查。"}, now=DAY)
    screening.refresh_from_db()
    assert screening.reason == "附件清晰度不影响审查。"


def test_an_item_that_the_scheme_does_not_have(screening: Screening, officer: Actor) -> None:
    given = {"marks": {"colour": {"ok": True}}}
    assert refused(screening, "mark", officer, DAY, given).code == "unknown_item"
    assert refused(screening, "mark", officer, DAY, {"marks": {"guide": {"fine": 1}}}).code == "payload"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"ground": "off_guide"},
        {"ground": "off_guide", "reason": "不行"},
        {"ground": "because", "reason": "不属于本指南支持方向。"},
        {"ground": "not_corrected", "reason": "不属于本指南支持方向。"},
    ],
)
def test_no_refusal_without_one_of_the_four_grounds_and_a_reason(
    screening: Screening, officer: Actor, given: dict[str, Any]
) -> None:
    assert refused(screening, "refuse", officer, DAY, given).code == "payload"


def test_a_refusal_ends_the_case_with_a_letter_that_says_why(screening: Screening, officer: Actor) -> None:
    perform(screening, "refuse", officer, {"ground": "off_guide", "reason": "申报内容不属于本指南支持方向。"}, now=DAY)
    outcome = Outcome.objects.get(kind="screening")
    assert (outcome.result, outcome.data["ground"], Case.objects.get().state) == ("refused", "off_guide", "refused")
    said = "".join(Paper.objects.get(kind="refusal").words["paragraphs"])
    assert "申请材料不符合申报指南要求" in said
    assert "申报内容不属于本指南支持方向。" in said
    assert Message.objects.filter(code="screening_refused").count() == 2


@pytest.fixture
def returned(screening: Screening, officer: Actor) -> Screening:
    """The check, returned for correction on a Wednesday."""
    perform(screening, "return", officer, {"what": WRONG}, now=DAY)
    screening.refresh_from_db()
    return screening


def test_a_correction_has_five_working_days_and_a_letter(returned: Screening) -> None:
    assert returned.state == "correcting"
    assert returned.due_at == datetime(2026, 3, 18, 23, 59, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert Case.objects.get().holder == Role.APPLICANT
    assert WRONG in Paper.objects.get(kind="correction").words["paragraphs"]
    draft = sheet_of(returned.chain, "application")
    assert draft is not None
    assert not draft.locked
    assert Attachment.objects.filter(owner=returned.chain).get().name == "协议.pdf"


def corrected(returned: Screening, alliance: Alliance, **changed: Any) -> None:
    """Write into the form that was returned."""
    draft = sheet_of(returned.chain, "application")
    assert draft is not None
    assert alliance.applicant.appointment is not None
    by = alliance.applicant.appointment
    save_draft(sheet=draft, answers=complete(alliance, **changed), base=draft.revision, by=by, now=DAY)


def test_a_correction_is_locked_written_and_checked_again(
    returned: Screening, alliance: Alliance, officer: Actor
) -> None:
    before = returned.sheet
    corrected(returned, alliance, title="高温合金叶片应力均衡加工")
    perform(returned, "correct", alliance.applicant, now=returned.due_at or DAY)
    returned.refresh_from_db()
    case = Case.objects.get()
    assert (returned.state, returned.run, case.title) == ("checking", 2, "高温合金叶片应力均衡加工")
    assert returned.sheet != before
    assert Sheet.objects.get(public_id=before).locked
    first = first_sheet(returned)
    assert first is not None
    after = Sheet.objects.select_related("version").get(public_id=returned.sheet)
    assert [label.zh for label in corrected_in(first, after)] == ["项目名称"]
    assert refused(returned, "return", officer, DAY, {"what": WRONG}).code == "returned_before"
    perform(returned, "mark", officer, marks(), now=DAY)
    perform(returned, "accept", officer, now=DAY)
    assert outcome_value(case, "application") == returned.sheet


def test_an_incomplete_correction_is_not_taken(returned: Screening, alliance: Alliance) -> None:
    corrected(returned, alliance, background="")
    assert list(refused(returned, "correct", alliance.applicant, DAY).fields) == ["background"]


def test_a_correction_late_by_a_second_is_refused_by_the_clock(returned: Screening, alliance: Alliance) -> None:
    assert returned.due_at is not None
    corrected(returned, alliance)
    assert clockwork.run(returned.due_at)["corrections"] == 0
    late = returned.due_at + timedelta(seconds=1)
    assert refused(returned, "correct", alliance.applicant, late).code == "term_over"
    assert clockwork.run(late)["corrections"] == 1
    outcome = Outcome.objects.get(kind="screening")
    assert (outcome.result, outcome.data["ground"], outcome.by) == ("refused", "not_corrected", "clock")


def test_an_applicant_gives_up_only_while_the_call_is_open(screening: Screening, alliance: Alliance) -> None:
    assert refused(screening, "withdraw", alliance.applicant, CLOSES).code == "window_over"
    perform(screening, "withdraw", alliance.applicant, now=DAY)
    assert Case.objects.get().state == "withdrawn"


def test_only_officers_of_the_division_decide(
    screening: Screening, alliance: Alliance, director: Actor, house: Organisation
) -> None:
    other = services.register_division(organisation=house, name="平台处")
    person = services.register_person(name="外处")
    stranger = Actor(
        services.appoint(
            person=person, organisation=house, role=Role.DIVISION_OFFICER, since=date(2020, 1, 1), division=other
        )
    )
    for actor in (alliance.applicant, alliance.unit, director, stranger):
        assert refused(screening, "mark", actor, DAY, marks()).code == "not_yours"


def test_the_officer_s_page_shows_findings_and_keeps_what_was_answered(
    screening: Screening, lin: Account, client: Client
) -> None:
    client.force_login(lin)
    address = reverse("stage_screening:work", args=[screening.public_id])
    html = client.get(address).content.decode()
    assert "企业：澜川恒锐精密制造有限公司；高校院所：澜川理工大学。" in html
    assert "研究高温合金叶片加工残余应力的形成规律" in html
    client.post(
        address,
        {"seen": screening.revision, "key": "k", "ok-guide": "yes", "ok-papers": "no", "note-papers": "第3页看不清"},
    )
    screening.refresh_from_db()
    assert screening.marks == {"guide": {"ok": True, "note": ""}, "papers": {"ok": False, "note": "第3页看不清"}}
    stale = client.post(address, {"seen": "1", "key": "k2", "ok-guide": "no"})
    assert stale.status_code == 422
    screening.refresh_from_db()
    assert screening.marks["guide"]["ok"] is True


def test_the_applicant_sees_what_to_correct_and_not_what_was_found(
    returned: Screening, alliance: Alliance, client: Client
) -> None:
    assert alliance.applicant.appointment is not None
    client.force_login(alliance.applicant.appointment.person.account)
    html = client.get(f"/desk/cases/{returned.case.public_id}/").content.decode()
    assert WRONG in html
    assert "自动核查" not in html
    assert client.get(reverse("stage_screening:work", args=[returned.public_id])).status_code in {302, 403}
