"""Beginning an application, and filling it in without its page."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kechuang.cases.engine import begin
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.forms.models import Sheet
from kechuang.forms.queries import sheet_of
from kechuang.forms.services import Conflict, save_draft
from kechuang.schemes.models import Call
from kechuang.stages.intake.models import PART, Application


def start(*, call: Call, actor: Actor, not_secret: bool, now: datetime, public_id: str = "") -> Application:
    """Begin an application with the declaration that it is no secret, for the actor's organisation.

    The same `public_id` from the same person gives the same application. Raises Refusal; then nothing was kept.
    """
    if actor.role is not Role.APPLICANT or actor.appointment is None:
        raise Refusal("not_yours", _("An applicant of an organisation does this."))
    before = begun_as(call, actor.appointment, public_id)
    if before is not None:
        return before
    try:
        with transaction.atomic():
            case = begin(call=call, actor=actor, now=now, public_id=public_id)
            application = Application.objects.get(case=case)
            perform(application, "declare", actor, {"not_secret": not_secret}, now=now)
    except IntegrityError:  # the same click came twice at the same moment
        before = begun_as(call, actor.appointment, public_id)
        if before is None:
            raise
        return before
    return Application.objects.select_related("case").get(pk=application.pk)


def begun_as(call: Call, by: Appointment, public_id: str) -> Application | None:
    """What this person has begun in the call under this name; nothing where no name is given."""
    if not public_id:
        return None
    mine = Application.objects.filter(case__call=call, case__created_by__person=by.person_id)
    return mine.filter(case__public_id=public_id).select_related("case").first()


def fill(*, application: Application, answers: dict[str, Any], by: Appointment, now: datetime) -> Sheet:
    """Write answers onto the form as it stands. Raises Refusal, BadAnswersError."""
    sheet = sheet_of(application.chain, PART)
    if sheet is None:
        raise Refusal("no_form", _("There is no form yet. Make the declaration first."))
    done = save_draft(sheet=sheet, answers=answers, base=sheet.revision, by=by, now=now)
    if isinstance(done, Conflict):
        raise Refusal("changed_meanwhile", _("Somebody has changed this meanwhile. Look at it as it stands, then act."))
    return done.sheet
