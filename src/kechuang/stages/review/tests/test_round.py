"""A round from the first case to its scores, and what may go wrong on the way."""

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from kechuang.cases.engine import outcome_value, stay_of
from kechuang.cases.models import Case
from kechuang.decide.verify import verify
from kechuang.directory.experts import declare_relation
from kechuang.directory.models import DeclaredRelation, Expert, Organisation
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.forms.queries import sheet_of
from kechuang.forms.services import save_draft
from kechuang.notify.models import Message
from kechuang.schemes.models import Call
from kechuang.stages.review.clockwork import remind_before_the_end
from kechuang.stages.review.models import Assignment, Batch, ReviewRound
from kechuang.stages.review.plan import rule_of
from kechuang.stages.review.tests.conftest import AT, UNTIL, acting, body, come, expert
from kechuang.trail.models import DecisionRecord
from kechuang.trail.queries import verify as verify_trail

pytestmark = pytest.mark.django_db
COMMENT = "技术路线清楚，关键工艺有试验数据支撑，指标可以检测；产线应用的风险说明不足，建议补充对比试验和成本测算。"


def promise(batch: Batch, **declared: str) -> None:
    """Sign the letter."""
    perform(batch, "promise", acting(batch.appointment), {"agreed": True, **declared}, now=AT)


def accept_all(batch: Batch) -> None:
    """Take on everything."""
    for seat in batch.assignments.filter(state="asked"):
        perform(seat, "accept", acting(batch.appointment), now=AT)


def write(seat: Assignment, level: int) -> None:
    """Write a whole opinion of one level throughout."""
    sheet = sheet_of(seat.chain, "opinion")
    assert sheet is not None
    given = {name: str(level) for name in rule_of(seat.batch.round).weights} | {"comment": COMMENT}
    save_draft(sheet=sheet, answers=given, base=sheet.revision, by=seat.batch.appointment, now=AT)


def sign(batch: Batch) -> None:
    """Sign all of it."""
    perform(Batch.objects.get(pk=batch.pk), "sign", acting(batch.appointment), {"agreed": True}, now=AT)


def whole_way(batch: Batch, level: int) -> None:
    """An expert does everything."""
    promise(batch)
    accept_all(batch)
    for seat in batch.assignments.filter(state="accepted"):
        write(seat, level)
    sign(batch)


def refused(subject: Any, action: str, actor: Actor, given: Any = None, now: Any = AT) -> str:
    """The code with which the door stays shut."""
    with pytest.raises(Refusal) as refusal:
        perform(subject, action, actor, given, now=now)
    return refusal.value.code


def test_cases_of_a_call_share_the_round_that_takes_cases(
    cases: list[Case], pool: list[Expert], secretary: Actor, signed_call: Call, bodies: list[Organisation]
) -> None:
    review = ReviewRound.objects.get()
    assert (review.number, review.stays.count()) == (1, 3)
    perform(review, "assign", secretary, now=AT)
    late = come(signed_call, 4, bodies[0], bodies[1])
    assert ReviewRound.objects.get(state="preparing").number == 2
    assert late.holder == "review_secretary"


def test_every_seat_is_filled_by_record_and_no_case_has_two_of_a_family(review: ReviewRound) -> None:
    seats = Assignment.objects.filter(batch__round=review)
    assert set(Counter(seats.values_list("stay", flat=True)).values()) == {5}
    record = DecisionRecord.objects.get(digest=review.record)
    assert verify(record.sealed).held[-1] == "solved_again"
    assert verify(record.public, sealed=record.sealed).sound
    assert json.loads(record.public)["facts"]["pool"] == 8
    for seat in seats:
        assert seat.batch.expert.public_id not in record.public
        assert seat.stay.case.public_id not in record.public


def test_scores_follow_the_rule_and_the_cases_go_on(review: ReviewRound, cases: list[Case], secretary: Actor) -> None:
    for place, batch in enumerate(review.batches.all()):
        whole_way(batch, 6 + place % 3)
    expected = {}
    for case in cases:
        signed = Assignment.objects.filter(stay__case=case, state="signed")
        given = sorted(points or 0 for points in signed.values_list("points", flat=True))
        assert len(given) == 5
        expected[case.pk] = (2 * sum(given[1:-1]) + 3) // 6  # three remain; half is rounded up
    perform(review, "close", secretary, now=AT)
    review.refresh_from_db()
    for case in cases:
        case.refresh_from_db()
        assert outcome_value(case, "score") == expected[case.pk]
        assert case.state == "finished"
    scores = DecisionRecord.objects.get(digest=review.scores)
    assert verify(scores.sealed).held[-1] == "solved_again"
    assert verify_trail().faults == ()


def test_the_funnel_counts_each_expert_once_by_the_first_reason(
    cases: list[Case], pool: list[Expert], secretary: Actor, bodies: list[Organisation]
) -> None:
    from kechuang.stages.review.plan import plan_of  # noqa: PLC0415

    expert(20, city="澜川")
    expert(21, organisation=body("恒锐远岭分公司", city="远岭"), fields=["biomedicine"])
    declare_relation(expert=expert(22), kind=DeclaredRelation.Kind.PAID_ADVICE, since=AT.date(), organisation=bodies[0])
    branch = body("恒锐研究院", city="远岭")
    Organisation.objects.filter(pk=branch.pk).update(family=bodies[0])
    expert(23, organisation=Organisation.objects.get(pk=branch.pk))
    gone = expert(24)
    gone.person.appointments.update(until="2025-12-31")
    funnel = plan_of(ReviewRound.objects.get(), AT).funnel
    assert funnel.total == 13
    assert dict(funnel.removed) == {"not_off_site": 1, "field": 1, "declared": 1, "same_unit": 1, "no_access": 1}
    assert {one.expert.pk for one in funnel.candidates} == {one.pk for one in pool}
    assert [left for *_words, left in funnel.steps][-1] == 8


def test_without_a_city_nobody_is_off_site(cases: list[Case], secretary: Actor, house: Organisation) -> None:
    Organisation.objects.filter(pk=house.pk).update(city="")
    assert refused(ReviewRound.objects.get(), "assign", secretary) == "no_home_city"
    Organisation.objects.filter(pk=house.pk).update(city="澜川")
    assert refused(ReviewRound.objects.get(), "assign", secretary) == "nobody_fits"


def test_an_assignment_can_be_discarded_before_it_is_sent_and_made_again(
    cases: list[Case], pool: list[Expert], secretary: Actor
) -> None:
    review = ReviewRound.objects.get()
    perform(review, "assign", secretary, now=AT)
    perform(review, "discard", secretary, {"reason": "增补专家"}, now=AT)
    assert not Assignment.objects.exclude(state="discarded").exists()
    perform(review, "assign", secretary, now=AT)
    assert Assignment.objects.filter(state="asked").count() == 15
    assert DecisionRecord.objects.count() == 2


def test_nothing_is_accepted_before_the_promise_nor_signed_before_all_is_done(review: ReviewRound) -> None:
    batch = review.batches.first()
    assert batch is not None
    actor = acting(batch.appointment)
    first = batch.assignments.first()
    assert first is not None
    assert refused(first, "accept", actor) == "not_promised"
    assert refused(batch, "promise", actor, {"agreed": False}) == "payload"
    promise(batch)
    batch.refresh_from_db()
    assert refused(batch, "sign", actor, {"agreed": True}) == "unanswered"
    accept_all(batch)
    assert refused(batch, "sign", actor, {"agreed": True}) == "incomplete"
    for seat in batch.assignments.all():
        write(seat, 8)
    assert refused(batch, "sign", actor, {"agreed": True}, now=UNTIL) == "time_over"
    sign(batch)
    assert set(batch.assignments.values_list("state", "points")) == {("signed", 8000)}
    batch.refresh_from_db()
    assert refused(batch, "sign", actor, {"agreed": True}) == "not_now"


def test_another_expert_can_do_nothing_with_it(review: ReviewRound) -> None:
    one, other = review.batches.all()[:2]
    assert refused(one, "promise", acting(other.appointment), {"agreed": True}) == "not_yours"
    seat = one.assignments.first()
    assert refused(seat, "decline", acting(other.appointment), {"reason": "no_time"}) == "not_yours"


def test_what_an_expert_declares_takes_him_off_the_case_and_nobody_else(
    review: ReviewRound, bodies: list[Organisation], cases: list[Case], signed_call: Call
) -> None:
    batch = review.batches.first()
    assert batch is not None
    Case.objects.filter(pk=cases[0].pk).update(lead=body("别家"))
    cases[0].parties.all().delete()
    cases[0].members.all().delete()
    held = batch.assignments.count()
    promise(batch, employer=" 澜川恒锐精密制造有限公司 \n", shares=bodies[1].name)
    left = set(batch.assignments.filter(state="asked").values_list("stay__case", flat=True))
    assert left <= {cases[0].pk}
    assert batch.assignments.filter(state="declined", reason="conflict").count() == held - len(left)
    assert batch.expert.relations.get().organisation == bodies[1]


def test_who_hands_back_is_replaced_by_the_first_of_the_reserve(
    review: ReviewRound, secretary: Actor, pool: list[Expert]
) -> None:
    seat = Assignment.objects.filter(batch__round=review).order_by("id").first()
    assert seat is not None
    case = seat.stay.case
    perform(seat, "decline", acting(seat.batch.appointment), {"reason": "recognised", "note": "看过样机"}, now=AT)
    perform(Assignment.objects.get(pk=seat.pk), "replace", secretary, now=AT)
    now_there = Assignment.objects.filter(stay__case=case, state__in=["asked", "accepted"])
    assert now_there.count() == 5
    before = {seat.batch.expert_id} | set(
        Assignment.objects.filter(stay__case=case).exclude(state="replaced").values_list("batch__expert", flat=True)
    )
    assert len(before) == 6
    newest = now_there.order_by("-id")[0]
    left = [one for one in pool if one.pk not in before - {newest.batch.expert_id}]
    topic = "焊接" if "焊接" in case.title else "切削"
    best = min(left, key=lambda one: (topic not in one.keywords, one.public_id))
    assert newest.batch.expert == best


def test_a_case_that_nobody_is_left_for_goes_into_the_next_round(
    review: ReviewRound, secretary: Actor, cases: list[Case]
) -> None:
    for _time in range(3):
        stay = stay_of(Case.objects.get(pk=cases[0].pk))
        perform(stay, "add_expert", secretary, now=AT)  # type: ignore[arg-type]
    stay = stay_of(cases[0])
    assert refused(stay, "add_expert", secretary) == "no_reserve"
    perform(stay, "postpone", secretary, {"reason": "专家不足"}, now=AT)  # type: ignore[arg-type]
    assert ReviewRound.objects.get(state="preparing").stays.get().case == cases[0]
    assert set(Assignment.objects.filter(stay__case=cases[0]).values_list("state", flat=True)) == {"void"}


def test_a_round_closes_only_with_enough_valid_opinions_and_when_time_is_over(
    review: ReviewRound, secretary: Actor, cases: list[Case]
) -> None:
    batches = list(review.batches.all())
    for batch in batches[:-1]:
        whole_way(batch, 7)
    assert refused(review, "close", secretary) in {"still_time", "too_few_valid"}
    seats = Assignment.objects.filter(stay__case=cases[0], state="signed")
    for seat in list(seats)[: seats.count() - 2]:
        perform(seat, "set_aside", secretary, {"reason": "代评"}, now=AT)
    assert refused(review, "close", secretary, now=UNTIL) == "too_few_valid"
    perform(review, "extend", secretary, {"due_at": UNTIL + timedelta(days=3)}, now=UNTIL)
    cases[0].refresh_from_db()
    assert cases[0].due_at == UNTIL + timedelta(days=3)
    assert refused(review, "extend", secretary, {"due_at": UNTIL}) == "too_early"


def test_an_expert_who_signed_can_be_asked_for_one_more(review: ReviewRound, secretary: Actor) -> None:
    batch = next(one for one in review.batches.all() if one.assignments.count() < 3)
    whole_way(batch, 7)
    missing = next(stay for stay in review.stays.all() if not batch.assignments.filter(stay=stay).exists())
    others = review.batches.exclude(pk=batch.pk)
    for other in others:  # everybody else is away
        for seat in other.assignments.filter(stay=missing):
            perform(seat, "decline", acting(other.appointment), {"reason": "no_time"}, now=AT)
    from kechuang.stages.review.models import ReviewStay  # noqa: PLC0415

    for _time in range(8):
        try:
            perform(ReviewStay.objects.get(pk=missing.pk), "add_expert", secretary, now=AT)
        except Refusal:
            break
    batch.refresh_from_db()
    assert batch.state == "promised"
    accept_all(batch)
    write(batch.assignments.get(state="accepted"), 5)
    sign(batch)
    assert batch.assignments.filter(state="signed").count() == batch.assignments.count()


def test_an_application_that_is_withdrawn_leaves_the_experts_free(
    review: ReviewRound, secretary: Actor, cases: list[Case]
) -> None:
    case = Case.objects.get(pk=cases[0].pk)
    stay = stay_of(case)
    perform(stay, "withdraw", Actor(case.created_by), {"reason": "条件变化"}, now=AT)  # type: ignore[arg-type]
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert set(Assignment.objects.filter(stay__case=case).values_list("state", flat=True)) == {"void"}
    for batch in review.batches.filter(assignments__state="asked").distinct():
        whole_way(batch, 8)
    perform(review, "close", secretary, now=AT)
    assert Case.objects.filter(state="finished").count() == 2


def test_time_reminds_once_before_the_end_whoever_has_not_signed(review: ReviewRound) -> None:
    first = review.batches.order_by("id")[0]
    whole_way(first, 7)
    assert remind_before_the_end(UNTIL - timedelta(days=4)) == 0
    near = UNTIL - timedelta(days=2)
    assert remind_before_the_end(near) == review.batches.count() - 1
    assert remind_before_the_end(near + timedelta(days=1)) == 0
    assert remind_before_the_end(UNTIL) == 0
    assert not Message.objects.filter(code="review_reminder", person=first.expert.person).exists()
