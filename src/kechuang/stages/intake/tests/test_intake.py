"""An application on its way to the bureau: who says yes, what is kept, what is refused to the second."""

from datetime import timedelta
from typing import Any

import pytest

from kechuang.cases.models import Case, Outcome
from kechuang.clock.working_days import end_of_term
from kechuang.conftest import CLOSES, OPENS
from kechuang.directory.models import Organisation
from kechuang.documents.models import Paper
from kechuang.door import clockwork
from kechuang.door.perform import options, perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.forms.models import Sheet
from kechuang.forms.queries import sheet_of
from kechuang.notify.models import Message
from kechuang.schemes.models import Call
from kechuang.stages.intake.effects import zone
from kechuang.stages.intake.models import PART, Application
from kechuang.stages.intake.services import fill, start
from kechuang.stages.intake.tests.alliance import AT, Alliance, complete, filled, person_of, sent_up, with_stages
from kechuang.trail.queries import verify

GRACE_ENDS = end_of_term(CLOSES, 3, zone())


def refused(subject: Any, action: str, actor: Actor, now: Any, payload: dict[str, Any] | None = None) -> Refusal:
    """The door's answer, which must be no."""
    with pytest.raises(Refusal) as answer:
        perform(subject, action, actor, payload or {}, now=now)
    return answer.value


def test_nothing_is_kept_before_the_declaration(open_call: Call, alliance: Alliance) -> None:
    with pytest.raises(Refusal) as answer:
        start(call=open_call, actor=alliance.applicant, not_secret=False, now=AT)
    assert answer.value.code == "payload"
    assert Case.objects.count() == 0
    assert Sheet.objects.count() == 0


def test_the_form_begins_with_what_is_known(open_call: Call, alliance: Alliance) -> None:
    application = start(call=open_call, actor=alliance.applicant, not_secret=True, now=AT)
    sheet = sheet_of(application.chain, PART)
    assert sheet is not None
    assert sheet.answers == {
        "parties": [{"organisation": "澜川恒锐精密制造有限公司"}],
        "principal": "沈云飞",
        "contact": "沈云飞",
        "telephone": "024-0000 1234",
        "recommender": "北岸区科学技术局",
        "members": [{"name": "沈云飞", "organisation": "澜川恒锐精密制造有限公司"}],
    }


def test_a_double_click_begins_one_application(open_call: Call, alliance: Alliance) -> None:
    name = "abcdefghjkmn"
    one = start(call=open_call, actor=alliance.applicant, not_secret=True, now=AT, public_id=name)
    again = start(call=open_call, actor=alliance.applicant, not_secret=True, now=AT, public_id=name)
    assert one == again
    assert Case.objects.count() == 1


def test_only_applicants_begin_and_only_in_the_window(open_call: Call, alliance: Alliance) -> None:
    for actor, now, code in (
        (alliance.unit, AT, "not_yours"),
        (alliance.applicant, OPENS - timedelta(seconds=1), "call_not_open"),
        (alliance.applicant, CLOSES, "call_not_open"),
    ):
        with pytest.raises(Refusal) as answer:
            start(call=open_call, actor=actor, not_secret=True, now=now)
        assert answer.value.code == code


def test_the_whole_way_to_the_bureau(open_call: Call, alliance: Alliance) -> None:
    application = filled(open_call, alliance)
    perform(application, "submit", alliance.applicant, now=AT)
    application.refresh_from_db()
    case = Case.objects.get()
    assert (application.state, case.step, case.number, case.title) == (
        "confirming", "confirming", "CXY2026-0001", "高温合金叶片低应力加工工艺研究",
    )  # fmt: skip
    assert (case.amount_asked, case.own_funds, case.field) == (80_000_000, 160_000_000, "advanced-equipment")
    assert (case.recommender, case.principal) == (alliance.district, alliance.applicant.appointment.person)  # type: ignore[union-attr]
    assert [(one.organisation.name, one.part, one.public_money) for one in case.parties.all()] == [
        ("澜川恒锐精密制造有限公司", "lead", 50_000_000),
        ("澜川理工大学", "partner", 30_000_000),
    ]
    assert [(one.name, one.principal, one.months) for one in case.members.all()] == [
        ("沈云飞", True, 12),
        ("赵闻博", False, 8),
    ]
    assert case.budget_lines.get(place=1).public_money == 30_000_000
    assert [(one.name, one.value) for one in case.indicators.all()] == [("合格率", "95"), ("变形量", "0.05")]
    confirmation = application.confirmations.get()
    assert refused(confirmation, "confirm", alliance.unit, AT).code == "not_yours"
    perform(confirmation, "confirm", alliance.partner, now=AT)
    assert refused(application, "recommend", alliance.recommender, AT).code == "not_now"
    perform(application, "approve", alliance.unit, now=AT)
    perform(application, "recommend", alliance.recommender, now=AT)
    outcome = Outcome.objects.get()
    assert outcome.result == "passed"
    assert outcome.data["application"] == application.sheet
    assert outcome.data["milestones"][0] == {"month": 12, "what": "完成机理研究"}
    assert outcome.data["parties"][1] == {
        "organisation": alliance.university.public_id, "part": "partner", "public_money": 30_000_000,
    }  # fmt: skip
    case.refresh_from_db()
    assert case.stage == "screening"
    assert verify().faults == ()


def test_the_receipt_names_number_time_and_digest(open_call: Call, alliance: Alliance) -> None:
    application = filled(open_call, alliance)
    perform(application, "submit", alliance.applicant, now=AT)
    application.refresh_from_db()
    facts = {fact["label"]: fact["value"] for fact in Paper.objects.get().words["facts"]}
    assert facts["申报编号"] == "CXY2026-0001"
    assert facts["提交时间"] == "2026-03-10 10:00:00"
    assert facts["内容摘要值（SHA-256）"] == application.digest == Sheet.objects.get(public_id=application.sheet).digest


def test_what_is_missing_is_named_and_nothing_is_locked(open_call: Call, alliance: Alliance) -> None:
    application = filled(
        open_call, alliance, title="", budget=[{"row": "equipment", "public_money": "80", "own_money": "1"}]
    )
    answer = refused(application, "submit", alliance.applicant, AT)
    assert (answer.code, list(answer.fields)) == ("incomplete", ["title", "budget"])
    assert sheet_of(application.chain, PART).locked is False  # type: ignore[union-attr]
    assert Case.objects.get().number is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"parties": "swap"}, "parties"),
        ({"parties": "lead only"}, "parties"),
        ({"members": "without"}, "members"),
        ({"recommender": "澜川理工大学"}, "recommender"),
        ({"amount_asked": "40000"}, "amount_asked"),
        ({"principal": "别人"}, "principal"),
    ],
)
def test_the_rules_for_every_case(open_call: Call, alliance: Alliance, changed: dict[str, Any], field: str) -> None:
    whole = complete(alliance)
    spoilt = {
        "swap": whole["parties"][::-1],
        "lead only": [whole["parties"][0], {**whole["parties"][1], "organisation": alliance.enterprise.name}],
        "without": whole["members"][1:] * 2,
    }
    application = filled(open_call, alliance, **{name: spoilt.get(value, value) for name, value in changed.items()})
    assert field in refused(application, "submit", alliance.applicant, AT).fields


def test_a_name_that_reviewers_would_read_stops_the_submission_unless_it_must_stay(
    open_call: Call, alliance: Alliance
) -> None:
    application = filled(open_call, alliance, innovation=complete(alliance)["innovation"] + "由澜川恒锐精密制造完成。")
    assert refused(application, "submit", alliance.applicant, AT).code == "names_stand"
    perform(application, "submit", alliance.applicant, {"names_stay": True}, now=AT)


def test_late_by_a_second(open_call: Call, alliance: Alliance) -> None:
    application = filled(open_call, alliance)
    assert refused(application, "submit", alliance.applicant, CLOSES).code == "too_late"
    assert perform(application, "submit", alliance.applicant, now=CLOSES - timedelta(seconds=1)).state == "confirming"


def test_those_who_stand_behind_it_have_three_working_days_more_and_then_time_closes_it(
    open_call: Call, alliance: Alliance
) -> None:
    application = filled(open_call, alliance)
    perform(application, "submit", alliance.applicant, now=CLOSES - timedelta(seconds=1))
    clockwork.run(CLOSES)
    perform(application.confirmations.get(), "confirm", alliance.partner, now=GRACE_ENDS)
    late = GRACE_ENDS + timedelta(seconds=1)
    assert refused(application, "approve", alliance.unit, late).code == "term_over"
    clockwork.run(late)
    application.refresh_from_db()
    assert (application.state, Case.objects.get().state) == ("lapsed", "withdrawn")
    assert clockwork.run(late)["applications"] == 0


def test_a_draft_that_is_not_submitted_lapses_when_the_window_closes(open_call: Call, alliance: Alliance) -> None:
    application = filled(open_call, alliance)
    assert clockwork.run(CLOSES - timedelta(seconds=1))["applications"] == 0
    assert clockwork.run(CLOSES)["applications"] == 1
    application.refresh_from_db()
    assert application.state == "lapsed"


def test_what_comes_back_can_be_corrected_and_goes_round_again(open_call: Call, alliance: Alliance) -> None:
    application = filled(open_call, alliance)
    perform(application, "submit", alliance.applicant, now=AT)
    first = Paper.objects.get()
    perform(application.confirmations.get(), "confirm", alliance.partner, now=AT)
    perform(application, "return_unit", alliance.unit, {"reason": "请补充指标。"}, now=AT)
    application.refresh_from_db()
    assert (application.state, application.remark) == ("draft", "请补充指标。")
    assert Message.objects.filter(code="application_returned").count() == 1
    assert alliance.applicant.appointment is not None
    fill(
        application=application,
        answers=complete(alliance, title="高温合金叶片加工工艺"),
        by=alliance.applicant.appointment,
        now=AT,
    )
    perform(application, "submit", alliance.applicant, now=AT)
    application.refresh_from_db()
    case = Case.objects.get()
    assert (case.number, case.title, application.state) == ("CXY2026-0001", "高温合金叶片加工工艺", "confirming")
    assert application.confirmations.filter(state="asked").count() == 1
    assert hasattr(Paper.objects.get(pk=first.pk), "withdrawal")
    assert Sheet.objects.filter(owner=application.chain).count() == 2


def test_a_partner_need_not_confirm_the_same_content_twice(open_call: Call, alliance: Alliance) -> None:
    application = filled(open_call, alliance)
    perform(application, "submit", alliance.applicant, now=AT)
    perform(application.confirmations.get(), "confirm", alliance.partner, now=AT)
    perform(application, "return_unit", alliance.unit, {"reason": "再看一遍。"}, now=AT)
    perform(application, "submit", alliance.applicant, now=AT)
    application.refresh_from_db()
    assert application.state == "unit"


def test_a_partner_that_declines_gives_it_back_with_its_reason(open_call: Call, alliance: Alliance) -> None:
    application = filled(open_call, alliance)
    perform(application, "submit", alliance.applicant, now=AT)
    perform(application.confirmations.get(), "decline", alliance.partner, {"reason": "任务写得不对。"}, now=AT)
    application.refresh_from_db()
    assert (application.state, application.remark, application.returned_by) == (
        "draft",
        "任务写得不对。",
        "澜川理工大学",
    )


def test_the_applicant_can_take_it_back_or_give_it_up_until_the_window_closes(
    open_call: Call, alliance: Alliance
) -> None:
    application = filled(open_call, alliance)
    perform(application, "submit", alliance.applicant, now=AT)
    assert refused(application.confirmations.get(), "confirm", alliance.unit, AT).code == "not_yours"
    perform(application, "recall", alliance.applicant, now=AT)
    perform(application, "submit", alliance.applicant, now=AT)
    assert refused(application, "recall", alliance.applicant, CLOSES).code == "window_over"
    perform(application, "withdraw", alliance.applicant, now=AT)
    assert Case.objects.get().state == "withdrawn"


def test_the_caps_of_the_call_count_what_was_submitted_and_not_given_up(open_call: Call, alliance: Alliance) -> None:
    one = filled(open_call, alliance)
    two = filled(open_call, alliance)
    perform(one, "submit", alliance.applicant, now=AT)
    assert refused(two, "submit", alliance.applicant, AT).code == "person_cap"
    Call.objects.update(per_person=5, per_organisation=1)
    assert refused(two, "submit", alliance.applicant, AT).code == "organisation_cap"
    perform(one, "withdraw", alliance.applicant, now=AT)
    perform(two, "submit", alliance.applicant, now=AT)


def test_pressing_twice_and_two_officers_at_once_do_it_once(open_call: Call, alliance: Alliance) -> None:
    application = filled(open_call, alliance)
    seen = Application.objects.get(pk=application.pk).revision
    for _time in range(2):
        perform(application, "submit", alliance.applicant, now=AT, expect=seen, key="k1")
    assert Paper.objects.count() == 1
    perform(application.confirmations.get(), "confirm", alliance.partner, now=AT)
    stands = Application.objects.get(pk=application.pk).revision
    perform(application, "approve", alliance.unit, now=AT, expect=stands, key="k2")
    with pytest.raises(Refusal) as answer:
        perform(application, "return_unit", alliance.unit, {"reason": "我看不行。"}, now=AT, expect=stands, key="k3")
    assert answer.value.code == "not_now"


def test_an_erratum_that_moves_the_end_moves_what_is_due(open_call: Call, alliance: Alliance, officer: Actor) -> None:
    application = filled(open_call, alliance)
    later = CLOSES + timedelta(days=3)
    perform(open_call, "correct", officer, {"text": "延期三天。", "closes_at": later}, now=AT)
    clockwork.run(AT)
    application.refresh_from_db()
    assert (application.due_at, Case.objects.get().due_at) == (later, later)
    clockwork.run(AT)
    assert Message.objects.filter(code="application_erratum").get().person == person_of(alliance.applicant).person
    start(call=open_call, actor=alliance.applicant, not_secret=True, now=AT)
    clockwork.run(AT)
    assert Message.objects.filter(code="application_erratum").count() == 1
    assert perform(application, "submit", alliance.applicant, now=CLOSES).state == "confirming"


def test_the_next_application_carries_the_team_over(open_call: Call, alliance: Alliance) -> None:
    sent_up(open_call, alliance)
    Call.objects.update(per_person=5)
    again = start(call=open_call, actor=alliance.applicant, not_secret=True, now=AT)
    sheet = sheet_of(again.chain, PART)
    assert sheet is not None
    assert [row["name"]["name"] for row in sheet.answers["members"]] == ["沈云飞", "赵闻博"]
    assert "title" not in sheet.answers


def test_nobody_else_can_do_anything(open_call: Call, alliance: Alliance, officer: Actor) -> None:
    application = filled(open_call, alliance)
    for actor in (alliance.unit, alliance.partner, alliance.recommender, officer):
        assert options(Application.objects.get(pk=application.pk), actor, now=AT) == []


def test_an_organ_of_government_is_no_party_that_stands_for_science(open_call: Call, alliance: Alliance) -> None:
    Organisation.objects.filter(pk=alliance.university.pk).update(kind=Organisation.Kind.ENTERPRISE)
    assert "parties" in refused(filled(open_call, alliance), "submit", alliance.applicant, AT).fields


def test_a_scheme_that_asks_nobody_else_lets_it_go_straight_on(open_call: Call, alliance: Alliance) -> None:
    call = with_stages(open_call, {"partners_confirm": False, "recommendation": False, "grace_days": 0})
    application = filled(call, alliance)
    perform(application, "submit", alliance.applicant, now=AT)
    application.refresh_from_db()
    assert (application.state, application.confirmations.count(), application.due_at) == ("unit", 0, CLOSES)
    perform(application, "approve", alliance.unit, now=AT)
    application.refresh_from_db()
    assert (application.state, Case.objects.get().stage) == ("done", "screening")
