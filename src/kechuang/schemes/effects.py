"""What the actions on a call do besides changing its state."""

from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Appointment
from kechuang.door.refusal import Refusal
from kechuang.door.table import Step
from kechuang.schemes.definition import catalogue
from kechuang.schemes.models import Call, CallRemark, SchemeVersion
from kechuang.schemes.payloads import CallDraft, Erratum, Reason
from kechuang.trail.form import Facts


def appointed(step: Step) -> Appointment:
    """The appointment that acts; the clock does none of these. Raises Refusal."""
    if step.actor.appointment is None:
        raise Refusal("not_yours", _("A person in an appointment does this."))
    return step.actor.appointment


def write_down(call: Call, draft: CallDraft) -> None:
    """Put what the officer wrote into the call's columns."""
    call.title, call.scheme_code, call.guide = draft.title, draft.scheme_code, draft.guide
    call.opens_at, call.closes_at, call.budget = draft.opens_at, draft.closes_at, draft.budget
    call.per_organisation, call.per_person = draft.per_organisation, draft.per_person
    call.contact, call.telephone = draft.contact, draft.telephone


def draft(step: Step) -> Facts:
    """A new call of the actor's own division."""
    call: Call = step.subject
    division = appointed(step).division
    if division is None:
        raise Refusal("no_division", _("You act for no division. Ask the system administrator to enter it."))
    call.division = division
    write_down(call, step.payload)
    return {"scheme": call.scheme_code, "budget_fen": call.budget}


def revise(step: Step) -> Facts:
    """The call as written anew."""
    write_down(step.subject, step.payload)
    return {"scheme": step.subject.scheme_code, "budget_fen": step.subject.budget}


def sign(step: Step) -> Facts:
    """Freeze the scheme as the catalogue holds it now (contract 4)."""
    call: Call = step.subject
    scheme = catalogue().get(call.scheme_code)
    if scheme is None:
        raise Refusal("scheme_gone", _("The catalogue no longer has this scheme. Return the call and choose another."))
    call.version, _new = SchemeVersion.objects.get_or_create(
        digest=scheme.digest,
        defaults={"code": scheme.code, "form": scheme.canonical().decode(), "frozen_at": step.now},
    )
    return {"scheme": scheme.code, "scheme_digest": scheme.digest}


def remark(step: Step, kind: CallRemark.Kind, text: str) -> Facts:
    """Keep the words beside the call; the trail holds only that there are some."""
    row = CallRemark.objects.create(call=step.subject, kind=kind, text=text, by=appointed(step), at=step.now)
    return {"remark": row.pk}


def hand_back(step: Step) -> Facts:
    """Say why the call goes back to its officer."""
    given: Reason = step.payload
    return remark(step, CallRemark.Kind.RETURNED, given.reason)


def withdraw(step: Step) -> Facts:
    """Say why the call is withdrawn."""
    given: Reason = step.payload
    return remark(step, CallRemark.Kind.WITHDRAWN, given.reason)


def correct(step: Step) -> Facts:
    """Publish an erratum; the window may grow and never shrinks."""
    call: Call = step.subject
    given: Erratum = step.payload
    facts = dict(remark(step, CallRemark.Kind.ERRATUM, given.text))
    if given.closes_at is not None:
        if given.closes_at <= call.closes_at:
            later = _("Choose a time after the present closing time: people count on it.")
            raise Refusal("window_shrinks", later, {"closes_at": [later]})
        call.closes_at = given.closes_at
        facts["extended"] = True
    return facts
