"""What the actions on a project under way do besides changing its state."""

from datetime import UTC, date, datetime, time
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Sum
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from kechuang.cases.engine import Result, conclude, outcome_value, parameters
from kechuang.cases.messages import OVERDUE, address, named
from kechuang.clock.working_days import end_of_term
from kechuang.directory.models import Appointment
from kechuang.door.refusal import Refusal
from kechuang.door.table import Step
from kechuang.funds.models import Entry
from kechuang.funds.services import book
from kechuang.money.amounts import wan
from kechuang.notify.services import send_all
from kechuang.stages.execution.kind import ExecutionParameters
from kechuang.stages.execution.models import Execution, Goal, Instalment, Payment, Report
from kechuang.stages.execution.payloads import Paid, ProgressReport, Remark
from kechuang.trail.form import Facts


class ExecutionOutcome(BaseModel):
    """What the stage leaves behind; money in fen."""

    model_config = ConfigDict(frozen=True)
    delivered: int
    promised: int
    contracted: int
    paid: int
    spent: int


def local_day(instant: datetime) -> date:
    """The day of an instant in the installation's zone."""
    return instant.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def end_of(day: date) -> datetime:
    """The last second of a day in the installation's zone, as an instant."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)


def enter(step: Step) -> Facts:
    """Take over from the agreement what has to be reached and what may be paid."""
    stay: Execution = step.subject
    milestones, plan = outcome_value(stay.case, "milestones"), outcome_value(stay.case, "payment_plan")
    stay.contracted = sum(int(one["fen"]) for one in plan)
    stay.due_at = end_of(date.fromisoformat(milestones[0]["due_on"]))

    def take_over() -> None:
        """Write the goals and instalments of the stay, which has its key by now."""
        Goal.objects.bulk_create(
            Goal(
                execution=stay,
                place=int(one["place"]),
                what=one["what"],
                due_on=date.fromisoformat(one["due_on"]),
            )
            for one in milestones
        )
        Instalment.objects.bulk_create(
            Instalment(execution=stay, place=int(one["place"]), fen=int(one["fen"]), after=int(one["after"]))
            for one in plan
        )

    step.later.append(take_over)
    return {"milestones": len(milestones), "fen": stay.contracted}


def acting(step: Step) -> Appointment:
    """The appointment that acts. Raises Refusal."""
    if step.actor.appointment is None:
        raise Refusal("not_yours", _("A person in an appointment does this."))
    return step.actor.appointment


def answer_by(stay: Execution, now: datetime) -> datetime:
    """When the answer to a report is due."""
    days = cast("ExecutionParameters", parameters(stay)).answer_days
    return end_of_term(now, days, ZoneInfo(settings.TIME_ZONE))


def next_end(stay: Execution, now: datetime) -> datetime:
    """When the next milestone is due; after the last of them the project itself."""
    following, last = stay.goals.filter(reached_at__isnull=True).first(), stay.goals.last()
    ends = stay.case.ends_on or (last.due_on if last else local_day(now))
    return end_of(following.due_on if following else ends)


def report(step: Step) -> Facts:
    """Keep a report; it claims no more milestones than there are and none that were lost since."""
    stay: Execution = step.subject
    given: ProgressReport = step.payload
    goals = list(stay.goals.all())
    confirmed = sum(goal.reached_at is not None for goal in goals)
    if not confirmed <= given.reached <= len(goals):
        said = format_lazy(
            str(_("Between {least} (confirmed already) and {most} (all of them).")), least=confirmed, most=len(goals)
        )
        raise Refusal("milestones", said, {"reached": [said]})
    Report.objects.create(
        execution=stay,
        text=given.text,
        effects=given.effects,
        spent=given.spent,
        reached=given.reached,
        by=acting(step),
        at=step.now,
    )
    stay.due_at = answer_by(stay, step.now)
    return {"reached": given.reached, "spent_fen": given.spent}


def open_report(stay: Execution) -> Report:
    """The report that is before the bureau. Raises Refusal."""
    found = stay.reports.filter(answer=Report.State.OPEN).first()
    if found is None:
        raise Refusal("no_report", _("There is no report before the bureau."))
    return found


def confirm(step: Step) -> Facts:
    """The bureau agrees: the claimed milestones are reached, the next one is due."""
    stay: Execution = step.subject
    found = open_report(stay)
    found.answer, found.answered_at = Report.State.CONFIRMED, step.now
    found.save()
    stay.goals.filter(place__lte=found.reached, reached_at__isnull=True).update(reached_at=step.now)
    stay.due_at = next_end(stay, step.now)
    return {"report": found.pk, "reached": found.reached}


def hand_back(step: Step) -> Facts:
    """The report wants more: by the milestone's day, or later where that is too near."""
    stay: Execution = step.subject
    given: Remark = step.payload
    found = open_report(stay)
    found.answer, found.remark, found.answered_at = Report.State.RETURNED, given.reason, step.now
    found.save()
    stay.due_at = max(next_end(stay, step.now), answer_by(stay, step.now))
    return {"report": found.pk}


def payable(stay: Execution) -> int:
    """What may be paid by now in all, in fen: the instalments whose milestone is reached."""
    reached = stay.goals.filter(reached_at__isnull=False).count()
    return int(stay.instalments.filter(after__lte=reached).aggregate(sum=Sum("fen"))["sum"] or 0)


def pay(step: Step) -> Facts:
    """Enter a payment; never more than the agreement allows by now."""
    stay: Execution = step.subject
    given: Paid = step.payload
    if given.paid_on > local_day(step.now):
        said = _("This day is still ahead. Enter a payment once the treasury has made it.")
        raise Refusal("not_paid_yet", said, {"paid_on": [said]})
    free = payable(stay) - stay.paid
    if given.fen > free:
        said = format_lazy(
            str(_("By now {free} (10,000 yuan) may be paid: later instalments follow milestones not yet reached.")),
            free=wan(free),
        )
        raise Refusal("instalment_not_due", said, {"fen": [said]})
    book(
        kind=Entry.Kind.PAID,
        chain=stay.case.chain,
        fen=given.fen,
        document=given.document,
        by=step.actor,
        now=step.now,
    )
    stay.paid += given.fen
    Payment.objects.create(
        execution=stay, fen=given.fen, paid_on=given.paid_on, document=given.document, by=acting(step), at=step.now
    )
    return {"fen": given.fen, "paid_fen": stay.paid}


def deliver(step: Step) -> Facts:
    """The work is done: leave for acceptance with what was reached, paid and spent."""
    stay: Execution = step.subject
    goals = list(stay.goals.all())
    reached = sum(goal.reached_at is not None for goal in goals)
    latest = stay.reports.filter(answer=Report.State.CONFIRMED).first()
    stay.due_at = None
    outcome = ExecutionOutcome(
        delivered=reached,
        promised=len(goals),
        contracted=stay.contracted,
        paid=stay.paid,
        spent=latest.spent if latest else 0,
    )
    conclude(step, Result.PASSED, outcome)
    return {"reached": reached, "promised": len(goals)}


def warn(step: Step) -> Facts:
    """A milestone is overdue."""
    stay: Execution = step.subject
    following = stay.goals.filter(reached_at__isnull=True).first()
    stay.warned_of = following.due_on if following else None
    if following is not None:
        case = stay.case
        send_all(
            to=[case.created_by],
            code=OVERDUE.code,
            words={"case": named(case), "what": following.what},
            link=address(case),
            now=step.now,
        )
    return {"milestone": following.place if following else 0}
