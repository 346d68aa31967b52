"""What the actions on a round do: assign, invite, remind, extend, close."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kechuang.decide import scores
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor, Step
from kechuang.schemes.models import Call
from kechuang.stages.review.models import Assignment, Batch, ReviewRound, ReviewStay
from kechuang.stages.review.payloads import Ground, Until
from kechuang.stages.review.plan import Plan, parameters_of, plan_of, rule_of
from kechuang.stages.review.rules import READING, VACANT
from kechuang.trail.form import Facts
from kechuang.trail.services import keep_record


def with_round(actor: Actor) -> Actor:
    """Whoever acts on a round moves what belongs to it, in the same transaction (contract 3)."""
    return Actor(actor.appointment, engine=True)


def round_for(stay: ReviewStay, mover: Actor, now: datetime) -> ReviewRound:
    """The round of the call that takes cases now; a new one where the last has been assigned."""
    call = Call.objects.select_for_update().get(pk=stay.case.call_id)  # two cases that come at once make one round
    rounds = ReviewRound.objects.filter(call=call, stage=stay.stage)
    open_one = rounds.filter(state="preparing").first()
    if open_one is not None:
        return open_one
    fresh = ReviewRound(call=call, stage=stay.stage, number=rounds.count() + 1)
    return ReviewRound.objects.get(pk=perform(fresh, "open", mover, now=now).subject.pk)


def opened(step: Step) -> Facts:
    """Which round of which call."""
    review: ReviewRound = step.subject
    return {"call": review.call.public_id, "stage": review.stage, "number": review.number}


def assign(step: Step) -> Facts:
    """Compute the assignment, keep its record, and seat the experts. Nothing is chosen by hand."""
    review: ReviewRound = step.subject
    plan = plan_of(review, step.now)
    if not plan.solution.pairs:
        raise Refusal("nobody_fits", _("Nobody in the pool may and can review any of these cases. Look at the funnel."))
    record = keep_record(
        chain=review.chain,
        kind="assignment",
        problem=plan.problem,
        solution=plan.solution,
        parameters=parameters_of(rule_of(review)),
        facts=plan.funnel.facts,
        now=step.now,
    )
    review.record = record.digest
    step.later.append(lambda: seat(review, plan, step.actor, step.now))
    return {"record": record.digest, "seats": plan.problem.seats, "filled": len(plan.solution.pairs)}


def seat(review: ReviewRound, plan: Plan, actor: Actor, now: datetime) -> None:
    """Bring each expert's part and each pair into being, as planned; the experts know nothing yet."""
    mover = with_round(actor)
    stays = {one.case.public_id: one.stay for one in plan.funnel.cases}
    candidates = {one.expert.public_id: one for one in plan.funnel.candidates}
    each: dict[str, list[tuple[str, int]]] = {}
    for case, expert, fit in plan.solution.pairs:
        each.setdefault(expert, []).append((case, fit))
    for expert, rows in sorted(each.items()):
        one = candidates[expert]
        batch = Batch(round=review, expert=one.expert, appointment=one.appointment)
        batch = Batch.objects.get(pk=perform(batch, "plan", mover, now=now).subject.pk)
        for place, (case, fit) in enumerate(rows, 1):
            perform(Assignment(batch=batch, stay=stays[case], place=place, fit=fit), "ask", mover, now=now)


def discard(step: Step) -> Facts:
    """Take the plan back before anybody was invited; its record stays as evidence."""
    review: ReviewRound = step.subject
    given: Ground = step.payload
    dropped, review.record, review.remark = review.record, "", given.reason
    mover = with_round(step.actor)

    def drop() -> None:
        """Every seat and every part of the plan."""
        for seated in Assignment.objects.filter(batch__round=review, state="asked"):
            perform(seated, "discard", mover, now=step.now)
        for batch in review.batches.filter(state="planned"):
            perform(batch, "discard", mover, now=step.now)

    step.later.append(drop)
    return {"record": dropped}


def later_than(given: datetime, limit: datetime) -> None:
    """Refuse an instant that is not later. Raises Refusal."""
    if given <= limit:
        said = _("Choose a later time.")
        raise Refusal("too_early", said, {"due_at": [said]})


def invite(step: Step) -> Facts:
    """Ask the experts; from now on they read."""
    review: ReviewRound = step.subject
    given: Until = step.payload
    later_than(given.due_at, step.now)
    review.due_at = given.due_at
    mover = with_round(step.actor)

    def begin() -> None:
        """Every part and every stay."""
        for batch in review.batches.filter(state="planned"):
            perform(batch, "invite", mover, now=step.now)
        for stay in review.stays.filter(state="waiting"):
            perform(stay, "start", mover, {"due_at": given.due_at}, now=step.now)

    step.later.append(begin)
    return {"experts": review.batches.filter(state="planned").count()}


def extend(step: Step) -> Facts:
    """Give more time; never less, since people count on it."""
    review: ReviewRound = step.subject
    given: Until = step.payload
    later_than(given.due_at, max(step.now, review.due_at or step.now))
    review.due_at = given.due_at
    mover = with_round(step.actor)

    def shift() -> None:
        """Every stay."""
        for stay in review.stays.filter(state="reviewing"):
            perform(stay, "extend", mover, {"due_at": given.due_at}, now=step.now)

    step.later.append(shift)
    return {}


def remind(step: Step) -> Facts:
    """Remind every expert who has not signed."""
    batches = unfinished(step.subject)
    mover = with_round(step.actor)

    def each() -> None:
        """One by one."""
        for batch in batches:
            perform(batch, "remind_with_round", mover, now=step.now)

    step.later.append(each)
    return {"experts": len(batches)}


def unfinished(review: ReviewRound) -> Sequence[Batch]:
    """The experts' parts that hold something unsigned."""
    return list(
        review.batches.filter(state__in=["invited", "promised"], assignments__state__in=READING)
        .distinct()
        .order_by("id")
    )


def close(step: Step) -> Facts:
    """Compute the scores by the rule, keep their record, and let every case go on with its score."""
    review: ReviewRound = step.subject
    rule = rule_of(review)
    opinions: dict[str, list[tuple[str, int]]] = {
        stay.case.public_id: [] for stay in review.stays.filter(state="reviewing").select_related("case")
    }
    signed = Assignment.objects.filter(batch__round=review, state="signed", stay__state="reviewing")
    for case, expert, points in signed.values_list("stay__case__public_id", "batch__expert__public_id", "points"):
        opinions[case].append((expert, points or 0))
    problem = scores.Problem(tuple((case, tuple(sorted(given))) for case, given in sorted(opinions.items())), rule.rule)
    solution = scores.solve(problem)
    record = keep_record(
        chain=review.chain,
        kind="scores",
        problem=problem,
        solution=solution,
        parameters={"minimum_valid": rule.minimum_valid, "drop_extremes_from": rule.drop_extremes_from},
        facts={},
        now=step.now,
    )
    review.scores, review.due_at = record.digest, None
    step.later.append(lambda: finish(review, dict(solution.scores), step.actor, step.now))
    return {"record": record.digest, "cases": len(opinions)}


def finish(review: ReviewRound, found: dict[str, scores.Score], actor: Actor, now: datetime) -> None:
    """End what nobody signed, then conclude each case's stay."""
    mover = with_round(actor)
    for seated in Assignment.objects.filter(batch__round=review, state__in=[*READING, *VACANT]):
        perform(seated, "lapse", mover, now=now)
    for batch in review.batches.filter(state__in=["invited", "promised"]):
        perform(batch, "lapse", mover, now=now)
    for stay in review.stays.filter(state="reviewing").select_related("case__call__version"):
        score = found[stay.case.public_id]
        given = {
            "score": score.shown,
            "valid": score.valid,
            "counted": score.counted,
            "spread": score.spread,
            "record": review.scores,
        }
        perform(stay, "conclude", mover, given, now=now)


def seat_next(stay: ReviewStay, batch: Batch, fit: int, actor: Actor, now: datetime) -> Assignment:
    """Give one more case to an expert whose part is under way."""
    place = 1 + max(batch.assignments.exclude(state="discarded").values_list("place", flat=True), default=0)
    fresh = Assignment(batch=batch, stay=stay, place=place, fit=fit)
    done = perform(fresh, "ask", with_round(actor), now=now)
    return Assignment.objects.get(pk=done.subject.pk)
