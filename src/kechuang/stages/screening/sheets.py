"""How a form that was returned for correction is filled in and read."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kechuang.cases import bound
from kechuang.cases.permissions import APPLICANT
from kechuang.cases.visible import Sight, visible
from kechuang.door.table import Actor
from kechuang.forms.answers import Checked
from kechuang.forms.models import Sheet
from kechuang.forms.owners import NO_ACCESS, Access, Aside, Frame, Owner
from kechuang.forms.problems import Problem
from kechuang.stages.screening.models import Screening
from kechuang.stages.screening.table import in_time
from kechuang.ui.visit import visit

LOCKED = gettext_lazy("This was submitted and is locked. It can no longer be changed here.")
OVER = gettext_lazy("The term for the correction is over.")


def screening_of(sheet: Sheet) -> Screening:
    """Whose form it is; asked of the database once for each sheet in hand. Raises Http404."""
    known = sheet.__dict__.get("screening")
    if isinstance(known, Screening):
        return known
    found = Screening.objects.select_related(
        "case__call__version", "case__call__division", "case__lead", "case__created_by__person", "case__principal"
    )
    screening = found.filter(public_id=sheet.owner.partition("/")[2]).first()
    if screening is None:
        raise Http404
    sheet.__dict__["screening"] = screening
    return screening


def access(request: HttpRequest, sheet: Sheet) -> Access:
    """Who may: the applicant corrects it in the term; others read it once it is submitted, experts never."""
    screening = screening_of(sheet)
    viewer, now = visit(request).appointment, visit(request).now
    sight = visible(screening.case, viewer)
    if viewer is None or sight is not Sight.FULL:
        return NO_ACCESS
    if not sheet.locked and viewer.organisation_id != screening.case.lead.pk:
        return NO_ACCESS
    mine = APPLICANT.allows(screening, Actor(viewer)) and not sheet.locked and screening.state == "correcting"
    if mine and in_time(screening, now):
        return Access(read=True, edit=True)
    return Access(read=True, why_not=OVER if mine else LOCKED)


def frame(request: HttpRequest, sheet: Sheet) -> Frame:
    """The title, the way back, the step after, and what is to be corrected."""
    screening = screening_of(sheet)
    case = screening.case
    return Frame(
        title=case.title,
        back=reverse("desk:case", args=[case.public_id]),
        back_label=f"{case.number or ''} {case.title}",
        number=case.number or "",
        next=reverse("stage_screening:correct", args=[screening.public_id]),
        next_label=_("Check and submit the correction"),
        aside=Aside("stage_screening/aside.html", {"screening": screening, "call": case.call, "visit": visit(request)}),
        within=case.lead.pk,
        names=[case.lead.name],
    )


def more(sheet: Sheet, result: Checked) -> Sequence[Problem]:
    """The rules for every case."""
    return bound.faults(screening_of(sheet).case, sheet.form, result)


OWNER = Owner(access, frame, more)
