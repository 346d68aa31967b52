"""Questions about applications."""

from datetime import datetime

from django.db.models import QuerySet

from kechuang.cases.models import Case
from kechuang.directory.models import Appointment, Organisation
from kechuang.directory.roles import Role
from kechuang.forms.models import Sheet
from kechuang.forms.queries import sheet_of
from kechuang.schemes.models import Call
from kechuang.schemes.queries import takes_applications
from kechuang.stages.intake.models import PART, Application, Confirmation

APPLYING = frozenset({Organisation.Kind.ENTERPRISE, Organisation.Kind.UNIVERSITY, Organisation.Kind.INSTITUTE})
"""An organ of government does not apply."""


def may_begin(viewer: Appointment | None, call: Call, now: datetime) -> bool:
    """Whether the person may begin an application to the call now. No statement."""
    if viewer is None or viewer.role != Role.APPLICANT or viewer.organisation.kind not in APPLYING:
        return False
    return takes_applications(call, now)


def drafts_of(viewer: Appointment, call: Call) -> QuerySet[Case]:
    """What the person has begun in this call for this organisation, and not given up."""
    mine = Case.objects.filter(call=call, created_by__person=viewer.person_id, lead=viewer.organisation_id)
    return mine.exclude(state="withdrawn").order_by("-id")


def application_at(public_id: str) -> Application | None:
    """The application with what its pages need. One statement."""
    found = Application.objects.select_related(
        "case__call__version", "case__call__division", "case__lead", "case__created_by__person", "case__principal"
    )
    return found.filter(public_id=public_id).first()


def application_of(case: Case) -> Application | None:
    """The application of a case, wherever it is by now. One statement."""
    found = Application.objects.filter(case=case).order_by("-id").first()
    if found is not None:
        found.case = case
    return found


def form_of_application(application: Application) -> Sheet | None:
    """Its form, as it stands. One statement."""
    return sheet_of(application.chain, PART)


def asked_of(viewer: Appointment) -> QuerySet[Confirmation]:
    """What partners the person speaks for are asked to confirm."""
    asked = Confirmation.objects.filter(state="asked", application__state="confirming")
    return asked.filter(organisation=viewer.organisation_id).select_related("application__case__lead")
