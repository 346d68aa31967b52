"""What the actions on an envelope do."""

from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Appointment
from kechuang.door.refusal import Refusal
from kechuang.door.table import Step
from kechuang.funds.models import Adjustment, Envelope
from kechuang.funds.payloads import Change, Opening
from kechuang.trail.form import Facts


def appointed(step: Step) -> Appointment:
    """The appointment that acts. Raises Refusal."""
    if step.actor.appointment is None:
        raise Refusal("not_yours", _("A person in an appointment does this."))
    return step.actor.appointment


def enter(step: Step) -> Facts:
    """Open the year's envelope."""
    envelope: Envelope = step.subject
    given: Opening = step.payload
    if Envelope.objects.filter(year=given.year).exists():
        there = _("The funds of this year are entered already. Adjust them instead.")
        raise Refusal("envelope_there", there, {"year": [there]})
    envelope.year, envelope.opening, envelope.adjusted = given.year, given.opening, given.opening
    envelope.document, envelope.opened_by, envelope.opened_at = given.document, appointed(step), step.now
    return {"year": given.year, "opening_fen": given.opening}


def adjust(step: Step) -> Facts:
    """Change the envelope; never below what is approved."""
    envelope: Envelope = step.subject
    given: Change = step.payload
    if envelope.adjusted + given.fen < envelope.approved:
        below = _("More than that is approved already. Release approvals first, or reduce by less.")
        raise Refusal("below_approved", below, {"less": [below]})
    row = Adjustment.objects.create(
        envelope=envelope,
        fen=given.fen,
        reason=given.reason,
        document=given.document,
        by=appointed(step),
        at=step.now,
    )
    envelope.adjusted += given.fen
    return {"adjustment": row.pk, "fen": given.fen}
