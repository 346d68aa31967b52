"""The page of a member of the acceptance group: the materials at the left, the opinion at the right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.directory.public_id import new_public_id
from kechuang.directory.roles import Role
from kechuang.door.action_form import ActionForm
from kechuang.door.pages import REFUSED, actor_of, deed
from kechuang.door.perform import row_of, unmet
from kechuang.door.refusal import Refusal
from kechuang.files import pages
from kechuang.files.models import Attachment
from kechuang.stages.acceptance.group_views import choosing
from kechuang.stages.acceptance.models import Acceptance, Seat
from kechuang.stages.acceptance.panel import judged
from kechuang.stages.acceptance.rules import checklist
from kechuang.ui.visit import visit


def seat_of(request: HttpRequest, public_id: str) -> Seat:
    """The reader's seat in the group of an acceptance. Raises Http404, the same for strangers and for what is not."""
    appointment = visit(request).appointment
    if appointment is None or appointment.role != Role.EXPERT:
        raise Http404
    seat = (
        Seat.objects.select_related("acceptance__case__call__version", "acceptance__case__lead")
        .filter(acceptance__public_id=public_id, appointment__person=appointment.person_id, left_at__isnull=True)
        .first()
    )
    if seat is None:
        raise Http404
    return seat


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read, sign an opinion; the leader, once all have signed, signs for the group."""
    seat = seat_of(request, public_id)
    stay = seat.acceptance
    mine = seat.opinions.filter(round=stay.round).first()
    action = "opine" if mine is None else "sign_group" if seat.leader else ""
    form, shut = form_of(request, stay, action) if action else (None, "")
    if form is not None and request.method == "POST" and request.POST.get("action") == action and form.is_valid():
        try:
            deed(request, stay, action, form)
        except Refusal as refusal:
            form.show(refusal)
        else:
            messages.success(request, _("Your signature is recorded."))
            return redirect("stage_acceptance:opinion", public_id)
    context = judged(stay) | {
        "acceptance": stay,
        "case": stay.case,
        "seat": seat,
        "mine": mine,
        "action": action,
        "form": form,
        "shut": shut,
        "lines": checklist(stay),
        "results": list(stay.results.all()),
        "remarks": list(stay.remarks.filter(kind="rectification")),
        "inside": seat.leader and mine is not None,
    }
    return render(request, "stage_acceptance/opinion.html", context, status=REFUSED if form and form.is_bound else 200)


def form_of(request: HttpRequest, stay: Acceptance, action: str) -> tuple[ActionForm | None, str]:
    """The form of what the member may do now, or why he may not."""
    try:
        row = row_of(stay, action, actor_of(request))
    except Refusal as refusal:
        return None, str(refusal.sentence)
    shut = unmet(row, stay, visit(request).now)
    if shut is not None:
        return None, str(shut.sentence)
    begun = {"seen": stay.revision, "key": new_public_id()}
    return choosing(ActionForm(row.payload, request.POST or None, initial=begun), "proposal", stay), ""


@login_required
@require_safe
def material(request: HttpRequest, public_id: str, file_id: str) -> HttpResponseBase:
    """A file of the checklist, for a member of the group."""
    stay = seat_of(request, public_id).acceptance
    return pages.send(get_object_or_404(Attachment, public_id=file_id, owner=stay.chain))
