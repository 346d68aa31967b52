"""How the application form is filled in and read: who may, what stands around it, and the rules for every case."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kechuang.cases import bound
from kechuang.cases.permissions import APPLICANT
from kechuang.cases.shown import shown
from kechuang.cases.visible import Sight, visible
from kechuang.door.table import Actor
from kechuang.forms.answers import Checked
from kechuang.forms.models import Sheet
from kechuang.forms.owners import NO_ACCESS, Access, Aside, Frame, Owner
from kechuang.forms.problems import Problem
from kechuang.stages.intake.models import Application
from kechuang.stages.intake.queries import application_at
from kechuang.stages.intake.table import in_time
from kechuang.ui.visit import visit

LOCKED = gettext_lazy("This was submitted and is locked. It can no longer be changed here.")
OVER = gettext_lazy("The window of this call is closed: nothing is taken in any more.")


def application_of_sheet(sheet: Sheet) -> Application:
    """Whose form it is; asked of the database once for each sheet in hand. Raises Http404."""
    known = sheet.__dict__.get("application")
    if isinstance(known, Application):
        return known
    found = application_at(sheet.owner.partition("/")[2])
    if found is None:
        raise Http404
    return keep(sheet, found)


def keep(sheet: Sheet, application: Application) -> Application:
    """Say whose form a sheet in hand is, where that is known already."""
    sheet.__dict__["application"] = application
    return application


def access(request: HttpRequest, sheet: Sheet) -> Access:
    """Who may: the applicant fills it in while it is his turn; others read it once it was submitted.

    Experts read blind copies on pages of their own, where names in the texts are covered too (contract 9).
    """
    application = application_of_sheet(sheet)
    viewer, now = visit(request).appointment, visit(request).now
    seen = shown(request) == application.case or visible(application.case, viewer) is Sight.FULL
    if viewer is None or not seen:
        return NO_ACCESS
    if not sheet.locked and viewer.organisation_id != application.case.lead.pk:
        return NO_ACCESS
    mine = APPLICANT.allows(application, Actor(viewer)) and not sheet.locked and application.state == "draft"
    if mine and in_time(application, now):
        return Access(read=True, edit=True)
    return Access(read=True, why_not=OVER if mine else LOCKED)


def frame(request: HttpRequest, sheet: Sheet) -> Frame:
    """The title, the way back to the case, the step after, and the rules of the call beside it."""
    application = application_of_sheet(sheet)
    case = application.case
    title = sheet.answers.get("title") if isinstance(sheet.answers.get("title"), str) else ""
    return Frame(
        title=title or case.title or _("Untitled application"),
        back=reverse("desk:case", args=[case.public_id]),
        back_label=case.call.title,
        number=case.number or "",
        next=reverse("stage_intake:submit", args=[application.public_id]),
        next_label=_("Check and submit"),
        aside=Aside(
            "stage_intake/aside.html", {"call": case.call, "application": application, "visit": visit(request)}
        ),
        within=case.lead.pk,
        names=[case.lead.name],
    )


def more(sheet: Sheet, result: Checked) -> Sequence[Problem]:
    """The rules for every case."""
    return bound.faults(application_of_sheet(sheet).case, sheet.form, result)


OWNER = Owner(access, frame, more)
