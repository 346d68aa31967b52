"""What the actions on a case's stay, an expert's part and a single reading do."""

from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kechuang.cases.engine import Result, conclude
from kechuang.directory.experts import declare_relation
from kechuang.directory.models import DeclaredRelation, Organisation
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Step
from kechuang.forms.queries import sheet_of
from kechuang.forms.services import lock, open_sheet
from kechuang.stages.review.conflicts import conflicting
from kechuang.stages.review.effects_round import round_for, seat_next, with_round
from kechuang.stages.review.letter import letter
from kechuang.stages.review.messages import ASKED, MORE, REMINDER, tell_expert, tell_secretary
from kechuang.stages.review.models import Assignment, Batch, Declared, ReviewStay
from kechuang.stages.review.opinions import PART, form_of, judged, points_in
from kechuang.stages.review.payloads import Concluded, Ground, HandBack, Points, Promise, Until
from kechuang.stages.review.plan import fit_in_problem, next_expert, recorded_problem, rule_of
from kechuang.stages.review.rules import READING, VACANT
from kechuang.trail.form import Facts


def enter(step: Step) -> Facts:
    """Join the round of the call that takes cases now."""
    stay: ReviewStay = step.subject
    stay.round = round_for(stay, step.actor, step.now)
    return {"round": stay.round.public_id}


def start(step: Step) -> Facts:
    """The experts read from now on."""
    given: Until = step.payload
    step.subject.due_at = given.due_at
    return {}


def finish(step: Step) -> Facts:
    """Leave the score behind; it is unsealed with the decision."""
    given: Concluded = step.payload
    step.subject.due_at = None
    conclude(step, Result.PASSED, given.model_dump())
    return {"record": given.record}


def withdraw(step: Step) -> Facts:
    """The applicant takes the application back; whoever was asked need not go on."""
    stay: ReviewStay = step.subject
    conclude(step, Result.WITHDRAWN, {})
    end_readings(step, stay)
    return {}


def postpone(step: Step) -> Facts:
    """Take a case that cannot be reviewed properly out of this round and into the next."""
    stay: ReviewStay = step.subject
    given: Ground = step.payload
    before = stay.round
    stay.due_at, stay.remark = None, given.reason
    end_readings(step, stay)
    stay.round = round_for(stay, with_round(step.actor), step.now)
    return {"from": before.public_id, "to": stay.round.public_id}


def end_readings(step: Step, stay: ReviewStay) -> None:
    """End every reading of a case, once the stay is written."""
    mover = with_round(step.actor)
    rows = list(stay.assignments.filter(state__in=[*READING, *VACANT, "signed"]).values_list("pk", flat=True))

    def each() -> None:
        """One by one."""
        for one in Assignment.objects.filter(pk__in=rows):
            perform(one, "void", mover, now=step.now)

    step.later.append(each)


def add_expert(step: Step) -> Facts:
    """Seat one more expert: the first of the reserve."""
    stay: ReviewStay = step.subject
    return seated(step, stay)


def seated(step: Step, stay: ReviewStay) -> Facts:
    """Seat the first of the reserve at a case. Raises Refusal `no_reserve` where the pool has nobody left."""
    away = {
        batch.expert.public_id
        for batch in stay.round.batches.exclude(promised_at=None).select_related("expert")
        if conflicting(batch, [stay])
    }
    expert = next_expert(stay, frozenset(away))
    if expert is None:
        raise Refusal(
            "no_reserve",
            _("The reserve holds nobody who may and can review this case. Put the case into the next round."),
        )
    problem = recorded_problem(stay.round)
    fit = fit_in_problem(problem, stay.case.public_id, expert.public_id)
    batch = stay.round.batches.exclude(state="discarded").filter(expert=expert).first()
    mover = with_round(step.actor)
    if batch is None:
        appointment = expert.person.appointments.filter(role="expert").order_by("-id")[:1].get()
        fresh = Batch(round=stay.round, expert=expert, appointment=appointment)
        batch = Batch.objects.get(pk=perform(fresh, "plan", mover, now=step.now).subject.pk)
        perform(batch, "invite", mover, now=step.now)
    elif batch.state == "signed":
        perform(batch, "reopen", mover, now=step.now)
    fresh_seat = seat_next(stay, batch, fit, step.actor, step.now)
    tell_expert(batch, MORE, step.now)
    return {"record": stay.round.record, "seat": fresh_seat.public_id}


def promise(step: Step) -> Facts:
    """Sign the letter and declare ties; what a tie forbids goes back at once, and nobody learns which tie it was."""
    batch: Batch = step.subject
    given: Promise = step.payload
    batch.letter, batch.promised_at = letter().digest, step.now
    declared = given.declared()
    Declared.objects.bulk_create(Declared(batch=batch, kind=kind, name=name, at=step.now) for kind, name in declared)
    remember_ties(batch, declared, step)
    mover = with_round(step.actor)

    def recuse() -> None:
        """Hand back what a tie forbids."""
        seats = list(batch.assignments.filter(state__in=READING).select_related("stay__case"))
        away = conflicting(batch, [one.stay for one in seats])
        for one in seats:
            if one.stay_id in away:
                perform(one, "recuse", mover, now=step.now)

    step.later.append(recuse)
    return {"letter": batch.letter, "declared": len(declared)}


def remember_ties(batch: Batch, declared: list[tuple[Declared.Kind, str]], step: Step) -> None:
    """Let the directory know ties to bodies that it knows, so that the next round need not ask."""
    lasting = {
        Declared.Kind.PAID_ADVICE: DeclaredRelation.Kind.PAID_ADVICE,
        Declared.Kind.SHARES: DeclaredRelation.Kind.SHARES,
    }
    for kind, name in declared:
        if kind not in lasting:
            continue
        body = Organisation.objects.filter(Q(name=name) | Q(name_en=name) | Q(credit_code=name.upper())).first()
        tie: dict[str, Any] = {"expert": batch.expert, "kind": lasting[kind], "organisation": body}
        if body is not None and not DeclaredRelation.objects.filter(**tie).exists():
            declare_relation(**tie, since=step.now.date())


def sign(step: Step) -> Facts:
    """Seal every accepted opinion of an expert. Raises Refusal naming the numbers that are not done."""
    batch: Batch = step.subject
    rule = rule_of(batch.round)
    seats = list(batch.assignments.filter(state__in=READING).order_by("place"))
    accepted = [one for one in seats if one.state == "accepted"]
    unanswered = [one.place for one in seats if one.state == "asked"]
    if unanswered:
        raise Refusal("unanswered", numbered(_("Accept or hand back first: number {numbers}."), unanswered))
    if not accepted:
        raise Refusal("nothing_to_sign", _("There is no opinion to sign."))
    points: list[tuple[Assignment, int]] = []
    missing = []
    for one in accepted:
        sheet = sheet_of(one.chain, PART)
        try:
            if sheet is None:
                raise Refusal("incomplete", "")
            _sheet, checked = lock(sheet=sheet, judge=judged, now=step.now)
        except Refusal:
            missing.append(one.place)
        else:
            points.append((one, points_in(checked, rule) or 0))
    if missing:
        raise Refusal("incomplete", numbered(_("Not complete yet: number {numbers}."), missing))
    mover = with_round(step.actor)

    def each() -> None:
        """One by one, each with its points."""
        for one, value in points:
            perform(one, "sign", mover, {"points": value}, now=step.now)

    step.later.append(each)
    return {"opinions": len(points)}


def numbered(words: Any, numbers: list[int]) -> Any:
    """A sentence with the numbers of cases."""
    return format_lazy(str(words), numbers="、".join(map(str, numbers)))


def invited(step: Step) -> Facts:
    """Tell the expert, once everything is written."""
    batch: Batch = step.subject
    step.later.append(lambda: tell_expert(batch, ASKED, step.now) if batch.assignments.exists() else None)
    return {}


def reminded(step: Step) -> Facts:
    """Tell the expert, and note when."""
    batch: Batch = step.subject
    batch.reminded_at = step.now
    tell_expert(batch, REMINDER, step.now)
    return {}


def accept(step: Step) -> Facts:
    """Take a case on: its sheet is opened."""
    seat: Assignment = step.subject
    appointment = step.actor.appointment or seat.batch.appointment
    rule = rule_of(seat.batch.round)
    open_sheet(owner=seat.chain, part=PART, form=form_of(rule), answers={}, by=appointment, now=step.now)
    return {}


def decline(step: Step) -> Facts:
    """Hand a case back with a reason."""
    seat: Assignment = step.subject
    given: HandBack = step.payload
    seat.reason, seat.note = given.reason.value, given.note
    tell_secretary(seat, step.now)
    return {"reason": given.reason.value}


def recuse(step: Step) -> Facts:
    """What the expert declared forbids this case."""
    step.subject.reason = Assignment.Reason.CONFLICT.value
    tell_secretary(step.subject, step.now)
    return {"reason": step.subject.reason}


def note(step: Step) -> Facts:
    """Keep the secretary's reason beside the seat."""
    given: Ground = step.payload
    step.subject.note = given.reason
    return {}


def replace(step: Step) -> Facts:
    """Seat the first of the reserve in place of whoever handed the case back."""
    seat: Assignment = step.subject
    return seated(step, seat.stay)


def signed(step: Step) -> Facts:
    """The opinion counts from now on."""
    given: Points = step.payload
    step.subject.points, step.subject.signed_at = given.points, step.now
    return {}
