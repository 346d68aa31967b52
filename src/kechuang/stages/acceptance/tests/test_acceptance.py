"""From the request to the conclusion: who does what, what is refused, and what is told to whom."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kechuang.cases.engine import outcome_value
from kechuang.cases.models import Case
from kechuang.directory import experts as pool
from kechuang.directory import services
from kechuang.directory.integrity import Decision, record_decision
from kechuang.directory.models import Behaviour, DeclaredRelation, Expert, Measure, Organisation, SubjectKind
from kechuang.documents.models import Paper
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.notify.models import Message
from kechuang.stages.acceptance.avoidance import candidates
from kechuang.stages.acceptance.kind import CONCLUSIONS, AcceptanceParameters
from kechuang.stages.acceptance.models import Opinion, Seat
from kechuang.stages.acceptance.tests.conftest import (
    AT,
    OPINION,
    REQUEST,
    WAN,
    add_materials,
    expert,
    group_of,
    member,
    stay,
)
from kechuang.trail.queries import verify


def refused(case: Case, action: str, actor: Actor, given: dict[str, Any] | None = None) -> Refusal:
    """The refusal."""
    with pytest.raises(Refusal) as answer:
        perform(stay(case), action, actor, given, now=AT)
    return answer.value


def told() -> list[str]:
    """The codes of the messages of acceptance, in their order."""
    found = Message.objects.exclude(code="case_turn").order_by("id")
    return list(found.values_list("code", flat=True))


def test_it_is_asked_for_within_the_days_of_the_rule(delivered: Case) -> None:
    assert (delivered.stage, delivered.step, delivered.holder) == ("acceptance", "requesting", "applicant")
    assert stay(delivered).due_at == datetime(2026, 4, 30, 15, 59, 59, tzinfo=UTC)  # 30 days after the end of March
    rows = [(one.name, one.promised, one.met) for one in stay(delivered).results.all()]
    assert rows == [("叶片型面误差", "≤ 0.05 mm", None), ("新增销售收入", "800 万元", None)]


def test_a_request_without_text_or_materials_is_not_sent(
    delivered: Case, applicant: Actor, unit: Actor, pdf: bytes
) -> None:
    assert refused(delivered, "ask", applicant).code == "not_written"
    assert "summary" in refused(delivered, "write", applicant, REQUEST | {"summary": "好"}).fields
    assert "results" in refused(delivered, "write", applicant, REQUEST | {"results": []}).fields
    assert "spent" in refused(delivered, "write", applicant, REQUEST | {"spent": -1}).fields
    perform(stay(delivered), "write", applicant, REQUEST, now=AT)
    assert refused(delivered, "ask", applicant).code == "materials_missing"
    add_materials(delivered, applicant, pdf, ("summary", "technical", "results"))
    assert refused(delivered, "ask", applicant).code == "materials_missing"
    add_materials(delivered, applicant, pdf, ("accounts",))
    assert refused(delivered, "ask", unit).code == "not_yours"
    perform(stay(delivered), "ask", applicant, now=AT)
    assert refused(delivered, "write", applicant, REQUEST).code == "not_now"


def test_the_organisation_and_the_bureau_return_it_once_with_reasons(
    asked: Case, applicant: Actor, unit: Actor, officer: Actor
) -> None:
    assert stay(asked).due_at == datetime(2026, 5, 9, 15, 59, 59, tzinfo=UTC)  # 60 days for the bureau
    perform(stay(asked), "return_materials", officer, {"reason": "缺少检测报告"}, now=AT)
    assert stay(asked).due_at == datetime(2026, 3, 24, 15, 59, 59, tzinfo=UTC)  # ten working days
    assert Message.objects.filter(code="case_turn").last() is not None
    perform(stay(asked), "ask", applicant, now=AT)
    perform(stay(asked), "return_unit", unit, {"reason": "请补章"}, now=AT)
    perform(stay(asked), "ask", applicant, now=AT)
    perform(stay(asked), "confirm", unit, now=AT)
    assert refused(asked, "return_materials", officer, {"reason": "再补"}).code == "returned_before"
    assert [one.text for one in stay(asked).remarks.all()] == ["请补章", "缺少检测报告"]


def test_the_group_is_of_the_size_that_the_rule_asks_for(asked: Case, officer: Actor, experts: list[Expert]) -> None:
    given = group_of(experts)
    assert refused(asked, "appoint", officer, given | {"members": given["members"][:2]}).code == "group_size"  # type: ignore[index]
    twice = [experts[0].public_id] * 3
    assert refused(asked, "appoint", officer, given | {"members": twice}).code == "payload"
    assert refused(asked, "appoint", officer, given | {"leader": "nobody"}).code == "payload"
    unknown = [*(one.public_id for one in experts[:2]), "zzzzzzzzzzzz"]
    assert refused(asked, "appoint", officer, given | {"members": unknown}).code == "unknown_expert"
    third = expert("丁", experts[1].organisation)
    answer = refused(asked, "appoint", officer, group_of([*experts[:2], third]))
    assert (answer.code, Seat.objects.count()) == ("finance_expert", 0)


def test_whoever_has_a_tie_avoids_the_project(
    asked: Case, officer: Actor, applicant: Actor, partner: Organisation, hengrui: Organisation, experts: list[Expert]
) -> None:
    assert applicant.appointment is not None
    head = experts[0].organisation
    branch = services.register_organisation(name="恒锐研究院", kind=Organisation.Kind.INSTITUTE, credit_code=None)
    services.join_family(organisation=branch, head=hengrui)
    of_partner, of_family = expert("同事", partner), expert("集团", branch)
    former, tied, judged_badly = expert("前同事", head), expert("导师", head), expert("失信", head)
    idle = expert("无任职", head, appointed=False)
    pool.record_employment(person=former.person, organisation=partner, since=date(2015, 1, 1), until=date(2024, 1, 1))
    pool.declare_relation(
        expert=tied,
        kind=DeclaredRelation.Kind.ADVISER,
        since=date(2010, 1, 1),
        person=applicant.appointment.person,
    )
    record_decision(
        subject=judged_badly.person,
        subject_kind=SubjectKind.REVIEWER,
        decision=Decision(
            next(iter(Behaviour)), Measure.NO_REVIEWING, "科监〔2026〕1号", "澜川市科学技术局", date(2026, 1, 1)
        ),
    )
    reasons = {one.expert.person.name: one.reason for one in candidates(asked, date(2026, 3, 10))}
    assert {name: reason for name, reason in reasons.items() if reason} == {
        "同事": "同一单位：澜川理工大学",
        "集团": "同一单位：恒锐精密机械有限公司",
        "前同事": "三年内曾任职于澜川理工大学",
        "导师": "已申明的利益关系：师生",
        "失信": "已取消评审资格",
        "无任职": "没有在任的专家身份",
    }
    for barred in (of_partner, of_family, former, tied, judged_badly, idle):
        answer = refused(asked, "appoint", officer, group_of([experts[0], experts[2], barred]))
        assert answer.code == "avoidance"
        assert barred.person.name in str(answer.fields["members"][0])


def test_each_member_signs_once_and_the_leader_last(asked: Case, officer: Actor, experts: list[Expert]) -> None:
    perform(stay(asked), "appoint", officer, group_of(experts), now=AT)
    assert told() == ["acceptance.appointed"] * 3
    stranger = expert("外人", experts[1].organisation)
    first, second = member(experts[0]), member(experts[1])
    assert refused(asked, "opine", member(stranger), OPINION).code == "not_yours"
    assert refused(asked, "opine", first, OPINION | {"proposal": "splendid"}).code == "unknown_conclusion"
    assert refused(asked, "opine", first, OPINION | {"declares": False}).code == "payload"
    perform(stay(asked), "opine", first, OPINION, now=AT)
    assert refused(asked, "opine", first, OPINION).code == "signed_already"
    words = {"proposal": "closed", "text": "验收组认为主要任务完成，一项指标因客观原因未达到。"}
    assert refused(asked, "sign_group", first, words).code == "opinions_missing"
    perform(stay(asked), "opine", second, OPINION | {"proposal": "closed"}, now=AT)
    perform(stay(asked), "opine", member(experts[2]), OPINION | {"proposal": "closed"}, now=AT)
    assert refused(asked, "sign_group", second, words).code == "not_leader"
    perform(stay(asked), "sign_group", first, words, now=AT)
    (said,) = stay(asked).group_opinions.all()
    assert (said.votes, said.proposal) == ({"closed": 2, "passed": 1}, "closed")
    asked.refresh_from_db()
    assert (asked.step, asked.holder) == ("deciding", "director")


def test_a_member_is_replaced_and_the_others_keep_their_opinions(
    asked: Case, officer: Actor, experts: list[Expert]
) -> None:
    perform(stay(asked), "appoint", officer, group_of(experts), now=AT)
    for one in experts[:2]:
        perform(stay(asked), "opine", member(one), OPINION, now=AT)
    other = expert("丁", experts[1].organisation)
    perform(stay(asked), "replace", officer, group_of([experts[0], other, experts[2]]), now=AT)
    sitting = stay(asked).seats.filter(left_at__isnull=True)
    assert {(one.expert.person.name, one.leader) for one in sitting} == {("甲", True), ("丁", False), ("丙", False)}
    assert refused(asked, "opine", member(experts[1]), OPINION).code == "not_yours"
    for one in (other, experts[2]):
        perform(stay(asked), "opine", member(one), OPINION, now=AT)
    assert Opinion.objects.count() == 4
    words = {"proposal": "passed", "text": "验收组一致认为完成全部任务，建议通过验收。"}
    perform(stay(asked), "sign_group", member(experts[0]), words, now=AT)
    assert stay(asked).group_opinions.get().votes == {"passed": 3}


def test_the_bureau_concludes_and_a_certificate_is_issued(judged: Case, officer: Actor, director: Actor) -> None:
    assert refused(judged, "decide", officer, {"conclusion": "passed"}).code == "not_yours"
    assert "conclusion" in refused(judged, "decide", director, {"conclusion": "splendid"}).fields
    chain = stay(judged).chain
    perform(stay(judged), "decide", director, {"conclusion": "passed"}, now=AT)
    paper = Paper.objects.get()
    assert (paper.kind, paper.number, paper.subject) == ("certificate", "澜科验〔2026〕1号", chain)
    assert "验收结论为：通过验收。" in paper.words["paragraphs"][0]
    assert paper.words["parts"][0]["tables"][0]["rows"][0] == ["叶片型面误差", "≤ 0.05 mm", "0.038 mm", "完成"]
    assert outcome_value(judged, "conclusion") == "passed"
    assert outcome_value(judged, "certificate") == paper.number
    assert outcome_value(judged, "spent") == 79 * WAN
    judged.refresh_from_db()
    assert judged.stage == "archive"
    assert told()[-1] == "acceptance.concluded"
    assert verify().faults == ()


def test_the_bureau_departs_from_the_group_with_a_ground_only(judged: Case, director: Actor) -> None:
    answer = refused(judged, "decide", director, {"conclusion": "failed"})
    assert (answer.code, list(answer.fields)) == ("ground", ["ground"])
    ending = stay(judged)
    perform(ending, "decide", director, {"conclusion": "failed", "ground": "审计发现挪用经费"}, now=AT)
    ending.refresh_from_db()
    assert (ending.conclusion, ending.certificate) == ("failed", None)
    assert Paper.objects.count() == 0
    assert [(one.kind, one.text) for one in ending.remarks.all()] == [("departure", "审计发现挪用经费")]
    assert outcome_value(judged, "certificate") == ""


def test_there_is_one_rectification_and_the_group_looks_again(
    judged: Case, applicant: Actor, director: Actor, experts: list[Expert]
) -> None:
    perform(stay(judged), "order_rectification", director, {"reason": "补做寿命试验"}, now=AT)
    assert stay(judged).due_at == datetime(2026, 6, 8, 15, 59, 59, tzinfo=UTC)
    judged.refresh_from_db()
    assert (judged.step, judged.holder) == ("rectifying", "applicant")
    perform(stay(judged), "write", applicant, REQUEST | {"spent": 80 * WAN}, now=AT)
    perform(stay(judged), "hand_in", applicant, now=AT)
    assert (stay(judged).state, stay(judged).round) == ("group", 2)
    for one in experts:
        perform(stay(judged), "opine", member(one), OPINION, now=AT)
    words = {"proposal": "passed", "text": "整改后全部指标达到任务书要求，验收组建议通过验收。"}
    perform(stay(judged), "sign_group", member(experts[0]), words, now=AT)
    assert refused(judged, "order_rectification", director, {"reason": "再改"}).code == "rectified_before"
    perform(stay(judged), "decide", director, {"conclusion": "passed"}, now=AT)
    assert outcome_value(judged, "rounds") == 2
    assert told().count("acceptance.again") == 3


def test_who_is_late_is_told_once_a_month(delivered: Case) -> None:
    due = stay(delivered).due_at
    assert due is not None
    second = timedelta(seconds=1)
    assert clockwork.run(due)["acceptances"] == 0
    assert clockwork.run(due + second)["acceptances"] == 1
    assert clockwork.run(due + timedelta(days=29))["acceptances"] == 0
    assert clockwork.run(due + timedelta(days=31))["acceptances"] == 1
    assert told() == ["case_overdue", "case_overdue"]


def test_a_rule_version_brings_its_own_words() -> None:
    two = [one.model_dump() for one in CONCLUSIONS[:2]]
    assert [one.code for one in AcceptanceParameters.model_validate({"conclusions": two}).conclusions] == [
        "passed",
        "closed",
    ]
    cases: list[dict[str, Any]] = [
        {"group_size": 4},
        {"conclusions": two[:1]},
        {"conclusions": [two[0], two[0]]},
        {"materials": []},
    ]
    for bad in cases:
        with pytest.raises(ValueError):
            AcceptanceParameters.model_validate(bad)
