"""What the actions on a decision round do: compute the list, change a line, adopt, take up again, publish."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Case, Outcome
from kechuang.cases.rounds import with_round
from kechuang.decide.portfolio import FUNDED, CannotMeetError, Problem, Proposal, Solution, solve
from kechuang.directory.models import Appointment
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor, Step
from kechuang.money.amounts import wan
from kechuang.money.shares import percent
from kechuang.schemes.kinds import kinds
from kechuang.stages.decision.kind import DecisionParameters
from kechuang.stages.decision.messages import tell
from kechuang.stages.decision.models import AGAINST, DecisionRound, DecisionStay, Line
from kechuang.stages.decision.money import Before, before, figures_of, free_in_year, left_of, lock_money
from kechuang.stages.decision.payloads import Adoption, Change, Reason
from kechuang.stages.decision.rules import OUT
from kechuang.trail.form import Facts
from kechuang.trail.services import keep_record

IN_RUNNING = ("waiting", "tabled")


def opened(step: Step) -> Facts:
    """Which round of which call."""
    found: DecisionRound = step.subject
    return {"call": found.call.public_id, "stage": found.stage, "number": found.number}


def rule_of(found: DecisionRound) -> DecisionParameters:
    """What the frozen scheme sets of this stage."""
    version = found.call.version
    if version is None:
        raise ValueError("a round belongs to a call that was signed")
    part = next(one for one in version.scheme.stage if one.id == found.stage)
    return cast("DecisionParameters", kinds()[part.kind].parameters.model_validate(part.parameters))


def scores_of(cases: Sequence[Case]) -> dict[int, int | None]:
    """What the review gave each case, in hundredths, by the case's key. One statement."""
    found: dict[int, int | None] = {}
    outcomes = Outcome.objects.filter(case__in=cases, result=Outcome.Result.PASSED).order_by("id")
    for key, data in outcomes.values_list("case", "data"):
        if "score" in data:
            found[key] = data["score"]
    return found


def problem_of(stays: Sequence[DecisionStay], rule: DecisionParameters, budget: int, earlier: Before) -> Problem:
    """What is decided, as `decide` reads it."""
    scores = scores_of([stay.case for stay in stays])
    return Problem(
        tuple(
            Proposal(one.case.public_id, scores.get(one.case.pk), one.case.amount_asked or 0, one.case.iur)
            for one in stays
        ),
        budget=budget,
        share=rule.share,
        minimum_score=rule.minimum_score,
        before_total=earlier.total,
        before_cooperation=earlier.cooperation,
    )


def compute(step: Step) -> Facts:
    """Compute the list by the rule and seal it; what was changed on an earlier list of this round is dropped.

    Where the rule leaves nothing to fund, the list says so: the meeting may still fund a part with a ground, and
    nobody waits for ever.
    """
    found: DecisionRound = step.subject
    rule, budget, earlier = rule_of(found), max(0, left_of(found.call, found)), before(found, step.now)
    stays = list(found.stays.filter(state__in=IN_RUNNING).select_related("case"))
    try:
        problem = problem_of(stays, rule, budget, earlier)
        solution = solve(problem, may_fund_none=True)
    except CannotMeetError as impossible:
        what = format_lazy(str(_("These figures make no list: {what}.")), what=str(impossible))
        raise Refusal("no_list", what) from impossible
    record = keep_record(
        chain=found.chain,
        kind="portfolio",
        problem=problem,
        solution=solution,
        parameters={"share_floor": rule.share_floor, "minimum_score": rule.minimum_score},
        facts={"cases": len(stays)},
        now=step.now,
    )
    found.budget, found.share, found.record = budget, rule.share_floor, record.digest
    found.before_total, found.before_cooperation = earlier.total, earlier.cooperation
    step.later.append(lambda: write_down(found, stays, problem, solution, step))
    return {"record": record.digest, "cases": len(stays), "fen": solution.total}


def write_down(
    found: DecisionRound, stays: Sequence[DecisionStay], problem: Problem, solution: Solution, step: Step
) -> None:
    """Put the computed list into lines, and every new case before the meeting."""
    by_id = {stay.case.public_id: stay for stay in stays}
    scores = {one.id: one.score for one in problem.proposals}
    found.lines.all().delete()
    Line.objects.bulk_create(
        Line(
            round=found,
            stay=by_id[one.id],
            rank=one.rank,
            score=scores[one.id],
            asked=by_id[one.id].case.amount_asked or 0,
            iur=by_id[one.id].case.iur,
            proposed=one.decision == FUNDED,
            rule=one.rule,
            funded=one.decision == FUNDED,
            amount=by_id[one.id].case.amount_asked if one.decision == FUNDED else None,
        )
        for one in solution.lines
    )
    mover = with_round(step.actor)
    for stay in stays:
        if stay.state == "waiting":
            perform(stay, "table", mover, now=step.now)


def line_of(found: DecisionRound, name: str) -> Line:
    """The line of a stay. Raises Refusal."""
    line = found.lines.filter(stay__public_id=name).first()
    if line is None:
        raise Refusal("no_line", _("This project is not on the list."))
    return line


def change(step: Step) -> Facts:
    """Change one line: what departs from the rank needs a ground, what is cut a reason, and nothing is raised."""
    found: DecisionRound = step.subject
    given: Change = step.payload
    line = line_of(found, given.line)
    if given.funded and line.rule in OUT:
        raise Refusal("out_of_the_running", _("This project has no valid score, or less than the least: it is out."))
    amount = (given.amount or line.asked) if given.funded else None
    if amount is not None and amount > line.asked:
        said = _("An amount may be cut and is never raised above what was asked.")
        raise Refusal("raised", said, {"amount": [said]})
    if amount is not None and amount < line.asked and not given.remark:
        said = _("Say why the amount is cut.")
        raise Refusal("cut_without_reason", said, {"remark": [said]})
    departs = given.funded != line.proposed
    if departs:
        check_ground(given)
    ground = given.ground.value if departs and given.ground else ""
    if (given.funded, amount, ground, given.remark) == (line.funded, line.amount, line.ground, line.remark):
        raise Refusal("nothing_changed", _("This is how the line stands already: nothing was changed."))
    line.funded, line.amount, line.ground, line.remark = given.funded, amount, ground, given.remark
    line.save(update_fields=["funded", "amount", "ground", "remark"])
    return {"line": given.line, "funded": given.funded, "fen": amount, "ground": line.ground}


def check_ground(given: Change) -> None:
    """Refuse a departure without a ground, and a ground for the other direction. Raises Refusal."""
    if given.ground is None:
        said = _("This departs from the rank: choose the ground.")
        raise Refusal("no_ground", said, {"ground": [said]})
    if (given.ground in AGAINST) == given.funded:
        said = _("This ground speaks the other way.")
        raise Refusal("wrong_ground", said, {"ground": [said]})


def adopt(step: Step) -> Facts:
    """Record the meeting. The list has to stay within the money and to hold the share, as both are now."""
    found: DecisionRound = step.subject
    given: Adoption = step.payload
    lines = list(found.lines.all())
    lock_money(found, step.now)
    earlier = before(found, step.now)
    found.budget = max(0, left_of(found.call, found))
    found.before_total, found.before_cooperation = earlier.total, earlier.cooperation
    figures = figures_of(found, lines)
    if not figures.within:
        over = format_lazy(str(_("The list overdraws the call by {over} (10,000 yuan).")), over=wan(-figures.left))
        raise Refusal("beyond_budget", over)
    if not figures.holds and figures.reached is not None:
        said = _("Cooperation projects hold {share} % of the year's approvals, at least {floor} % is asked.")
        shares = {"share": percent(figures.reached), "floor": percent(figures.share)}
        raise Refusal("below_share", format_lazy(str(said), **shares))
    free = free_in_year(found, step.now)
    if free is None:
        raise Refusal("no_envelope", _("The year's funds are not entered yet. The plan officer does this first."))
    if figures.total > free:
        short = format_lazy(str(_("The year's funds have only {free} (10,000 yuan) left.")), free=wan(free))
        raise Refusal("beyond_envelope", short)
    if given.met_on > timezone.localdate(step.now):
        ahead = _("The day of the meeting is still ahead.")
        raise Refusal("not_met_yet", ahead, {"met_on": [ahead]})
    found.meeting, found.met_on, found.minute = given.meeting, given.met_on, given.minute
    found.attendance, found.recused, found.adopted_at = given.attendance, given.recused, step.now
    found.adopted_by = step.actor.appointment
    return {
        "funded": figures.funded,
        "fen": figures.total,
        "cooperation_fen": figures.cooperation,
        "departures": sum(line.departs for line in lines),
        "record": found.record,
    }


def reopen(step: Step) -> Facts:
    """Take an adopted list up again before it is out."""
    found: DecisionRound = step.subject
    given: Reason = step.payload
    found.remark = given.reason
    found.meeting = found.minute = found.attendance = found.recused = ""
    found.met_on = found.adopted_at = found.adopted_by = None
    return {}


def publish(step: Step) -> Facts:
    """Let every case go its way in one batch, and tell the applicants."""
    found: DecisionRound = step.subject
    found.published_at = step.now
    lines = list(found.lines.select_related("stay__case__call", "stay__case__created_by__person"))
    step.later.append(lambda: send_out(found, lines, step.actor.appointment, step.now))
    return {"funded": sum(line.funded for line in lines), "refused": sum(not line.funded for line in lines)}


def send_out(found: DecisionRound, lines: Sequence[Line], by: Appointment | None, now: datetime) -> None:
    """Conclude every stay and tell whom it concerns."""
    mover = Actor(by, engine=True)
    for line in lines:
        told: dict[str, Any] = {"rank": line.rank, "record": found.record, "minute": found.minute}
        if line.funded:
            perform(line.stay, "grant", mover, told | {"amount": line.amount}, now=now)
        else:
            perform(line.stay, "refuse", mover, told | {"reason": line.ground or line.rule}, now=now)
        tell(line, now)
