"""What the actions on an application do besides changing its state."""

from datetime import datetime
from functools import partial
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kechuang.cases import bound
from kechuang.cases.engine import Result, conclude, parameters, part_of
from kechuang.cases.models import Case, Party
from kechuang.cases.numbers import give_number
from kechuang.clock.working_days import end_of_term
from kechuang.directory.models import Appointment, Organisation, Person
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor, Step
from kechuang.forms.answers import Checked
from kechuang.forms.blind import flags, names_in
from kechuang.forms.models import Sheet
from kechuang.forms.queries import sheet_of, with_files
from kechuang.forms.services import lock, open_sheet, reopen
from kechuang.stages.intake import messages
from kechuang.stages.intake.kind import IntakeParameters
from kechuang.stages.intake.models import PART, Application, Confirmation
from kechuang.stages.intake.paper import issue_receipt
from kechuang.stages.intake.payloads import Reason, Submission
from kechuang.stages.intake.prefill import begun
from kechuang.trail.form import Facts


def rules(application: Application) -> IntakeParameters:
    """What the scheme sets of this stage."""
    return cast("IntakeParameters", parameters(application))


def zone() -> ZoneInfo:
    """The installation's zone."""
    return ZoneInfo(settings.TIME_ZONE)


def last_moment(application: Application) -> datetime:
    """Until when what was submitted in time may still be acted on."""
    closes, days = application.case.call.closes_at, rules(application).grace_days
    return end_of_term(closes, days, zone()) if days else closes


def acting(step: Step) -> Appointment:
    """The appointment that acts. Raises Refusal for the clock."""
    if step.actor.appointment is None:
        raise Refusal("not_yours", _("A person in an appointment does this."))
    return step.actor.appointment


def enter(step: Step) -> Facts:
    """The application is there, with nothing in it."""
    application: Application = step.subject
    call = application.case.call
    application.due_at = call.closes_at
    application.told_of = call.remarks.aggregate(last=Max("id"))["last"] or 0
    return {"case": application.case.public_id}


def declare(step: Step) -> Facts:
    """Open the form, with what is known filled in."""
    application: Application = step.subject
    form = part_of(application).form
    if form is None:
        raise Refusal("no_form", _("The scheme of this call has no form. Tell the division that runs it."))
    by = acting(step)
    open_sheet(
        owner=application.chain, part=PART, form=form, answers=begun(application.case, form, by), by=by, now=step.now
    )
    return {"not_secret": True}


def submit(step: Step) -> Facts:
    """Lock the form, keep what is bound in tables, give the number and the receipt, ask the partners."""
    application: Application = step.subject
    case, given = application.case, cast("Submission", step.payload)
    sheet = sheet_of(application.chain, PART)
    if sheet is None:
        raise Refusal("no_form", _("There is no form yet. Make the declaration first."))
    standing = with_files(sheet)
    found = flags(sheet.form, standing, [case.lead.name, *names_in(sheet.form, standing)])
    if found and not given.names_stay:
        said = _("Names stand where reviewers see them. Take them out, or say that they must stay.")
        raise Refusal("names_stand", said, {"names_stay": [said]})
    locked, result = lock(sheet=sheet, judge=partial(bound.judge, case), now=step.now)
    within_caps(case, result)
    bound.write(case, result.bound)
    case.refresh_from_db()
    case.number = give_number(case, step.now)
    Case.objects.filter(pk=case.pk).update(number=case.number)
    application.first_sent_at = application.first_sent_at or step.now
    application.sent_at, application.sheet, application.digest = step.now, locked.public_id, locked.digest
    application.remark = application.returned_by = ""
    application.due_at = last_moment(application)
    receipt = issue_receipt(application, by=acting(step), now=step.now)
    link = reverse("stage_intake:receipt", args=[application.public_id])
    messages.tell_applicant(case, messages.SUBMITTED, step.now, link=link)
    step.later.append(partial(ask_partners, application.pk, step.actor, step.now))
    return {
        "number": case.number,
        "sheet_digest": locked.digest,
        "receipt": receipt.public_id,
        "names_stay": bool(found),
    }


def fill(_step: Step) -> Facts:
    """Done on the form's own page only: a draft is no event (contract 5). Raises Refusal."""
    raise Refusal("on_its_page", _("The form is filled in on its own page, which saves by itself."))


def within_caps(case: Case, result: Checked) -> None:
    """Refuse what is over the call's caps. Two submissions at once wait for each other at the organisation's row."""
    Organisation.objects.select_for_update().get(pk=case.lead.pk)
    call = case.call
    counted = Case.objects.filter(call=call, number__isnull=False).exclude(pk=case.pk).exclude(state="withdrawn")
    if counted.filter(lead=case.lead).count() >= call.per_organisation:
        raise Refusal(
            "organisation_cap",
            _("Your organisation has submitted as many applications to this call as it may. Withdraw one first."),
        )
    principal = result.bound.get("principal") or {}
    person = Person.objects.select_for_update().filter(public_id=principal.get("id", "")).first() or case.principal
    if counted.filter(principal=person).count() >= call.per_person:
        said = _("The principal investigator has submitted as many applications to this call as one person may.")
        raise Refusal("person_cap", said)


def fresh(pk: int, *, locked: bool = False) -> Application:
    """The application as it stands, with its case; `locked` makes others wait."""
    found = Application.objects.select_related("case__call__version", "case__lead", "case__created_by")
    return found.select_for_update(of=("self",)).get(pk=pk) if locked else found.get(pk=pk)


def ask_partners(pk: int, actor: Actor, now: datetime) -> None:
    """Ask each partner to confirm the form as it is locked now; where nobody need be asked, go on.

    A partner that has confirmed the very same content is not asked again.
    """
    application = fresh(pk)
    case = application.case
    engine = Actor(actor.appointment, engine=True)
    for old in application.confirmations.filter(state="asked"):
        perform(old, "lapse", engine, now=now)
    agreed = set(
        application.confirmations.filter(state="confirmed", digest=application.digest).values_list(
            "organisation", flat=True
        )
    )
    partners = case.parties.filter(part=Party.Part.PARTNER).select_related("organisation")
    for party in partners if rules(application).partners_confirm else ():
        if party.organisation.pk not in agreed:
            one = Confirmation(application=application, organisation=party.organisation)
            one.sheet, one.digest = application.sheet, application.digest
            perform(one, "ask", engine, now=now)
            messages.ask_partner(case, party.organisation, now)
    go_on_when_confirmed(pk, actor, now)


def go_on_when_confirmed(pk: int, actor: Actor, now: datetime) -> None:
    """Once every partner has confirmed, it is the organisation's turn. Two partners at once wait for each other."""
    application = fresh(pk, locked=True)
    waiting = application.confirmations.filter(sheet=application.sheet).exclude(state="confirmed")
    if application.state == "confirming" and not waiting.exists():
        perform(application, "confirmed", Actor(actor.appointment, engine=True), now=now)


def approve(step: Step) -> Facts:
    """The organisation stands behind it; where the scheme asks for no recommendation it goes straight to the bureau."""
    application: Application = step.subject
    if not rules(application).recommendation:
        step.later.append(partial(pass_by, application.pk, step.actor, step.now))
    elif application.case.recommender_id is None:
        raise Refusal("no_recommender", _("No recommending organisation is named. Return it to the applicant."))
    return {"sheet_digest": application.digest}


def pass_by(pk: int, actor: Actor, now: datetime) -> None:
    """Go on where nobody need recommend."""
    perform(fresh(pk), "pass_by", Actor(actor.appointment, engine=True), now=now)


def hand_over(step: Step) -> Facts:
    """The bureau has it: leave the outcome for the stages that follow."""
    application: Application = step.subject
    case = application.case
    application.due_at = None
    sheet = Sheet.objects.select_related("version").get(public_id=application.sheet)
    conclude(step, Result.PASSED, bound.summary(case, sheet))
    messages.tell_applicant(case, messages.TAKEN, step.now)
    return {"sheet_digest": application.digest}


def hand_back(step: Step) -> Facts:
    """Open the form again for the applicant and say why."""
    application: Application = step.subject
    given, by = cast("Reason", step.payload), acting(step)
    application.remark, application.returned_by = given.reason, by.organisation.name
    open_again(application, by, step.now)
    messages.tell_applicant(application.case, messages.RETURNED, step.now, who=by.organisation.name)
    return {"returned_by": by.organisation.public_id}


def recall(step: Step) -> Facts:
    """The applicant takes it back to change it."""
    open_again(step.subject, acting(step), step.now)
    return {}


def open_again(application: Application, by: Appointment, now: datetime) -> None:
    """A new issue of the form; the locked one stays as evidence."""
    sheet = sheet_of(application.chain, PART)
    if sheet is not None and sheet.locked:
        reopen(sheet=sheet, by=by, now=now)


def declined(step: Step) -> Facts:
    """A partner said no: back to the applicant, with the partner's reason."""
    application: Application = step.subject
    said = application.confirmations.filter(state="declined", sheet=application.sheet).latest("state_since")
    application.remark, application.returned_by = said.reason, said.organisation.name
    open_again(application, acting(step), step.now)
    messages.tell_applicant(application.case, messages.RETURNED, step.now, who=said.organisation.name)
    return {"returned_by": said.organisation.public_id}


def withdraw(step: Step) -> Facts:
    """The applicant gives it up."""
    step.subject.due_at = None
    conclude(step, Result.WITHDRAWN, {"by": "applicant"})
    return {}


def lapse(step: Step) -> Facts:
    """It was not submitted, or not carried on, in time."""
    application: Application = step.subject
    application.due_at = None
    conclude(step, Result.WITHDRAWN, {"by": "time"})
    return {"submitted": application.first_sent_at is not None}


def confirm(step: Step) -> Facts:
    """A partner agrees to its part."""
    confirmation: Confirmation = step.subject
    step.later.append(partial(go_on_when_confirmed, confirmation.application.pk, step.actor, step.now))
    return {"sheet_digest": confirmation.digest, "organisation": confirmation.organisation.public_id}


def decline(step: Step) -> Facts:
    """A partner does not agree; the applicant gets it back."""
    confirmation: Confirmation = step.subject
    confirmation.reason = cast("Reason", step.payload).reason
    step.later.append(partial(send_back, confirmation.application.pk, step.actor, step.now))
    return {"organisation": confirmation.organisation.public_id}


def send_back(pk: int, actor: Actor, now: datetime) -> None:
    """Give a declined application back to its applicant."""
    application = fresh(pk, locked=True)
    if application.state == "confirming":
        perform(application, "declined", Actor(actor.appointment, engine=True), now=now)


def asked(step: Step) -> Facts:
    """A partner is asked."""
    confirmation: Confirmation = step.subject
    return {"application": confirmation.application.public_id, "sheet_digest": confirmation.digest}
