"""The pages of the formality check: the officer's working place, and submitting a correction."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.cases.visible import Sight, visible
from kechuang.directory.public_id import new_public_id
from kechuang.door.pages import REFUSED, act_on, actor_of
from kechuang.door.perform import options, perform, row_of
from kechuang.door.refusal import Refusal
from kechuang.forms.models import Sheet
from kechuang.forms.queries import sheet_of
from kechuang.forms.seat import Seat
from kechuang.forms.seat import address as sheet_address
from kechuang.stages.screening.effects import rules
from kechuang.stages.screening.models import Screening
from kechuang.stages.screening.panel import checklist, corrected_in, first_sheet
from kechuang.stages.screening.sentences import told
from kechuang.stages.screening.sheets import access
from kechuang.ui.errors import forbidden
from kechuang.ui.visit import visit

ANSWERS = {"yes": True, "no": False}


def seen(request: HttpRequest, public_id: str) -> Screening:
    """The check, if the reader sees the whole of its case. Raises Http404."""
    found = Screening.objects.select_related(
        "case__call__version", "case__call__division", "case__lead", "case__created_by__person", "case__principal"
    )
    screening = found.filter(public_id=public_id).first()
    if screening is None or visible(screening.case, visit(request).appointment) is not Sight.FULL:
        raise Http404
    return screening


def address(screening: Screening) -> str:
    """The page of the case."""
    return reverse("desk:case", args=[screening.case.public_id])


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, public_id: str) -> HttpResponse:
    """The application on the left; on the right what was found, the checklist, and what can be decided."""
    screening = seen(request, public_id)
    actor, now = actor_of(request), visit(request).now
    try:
        row_of(screening, "mark", actor)
    except Refusal as refusal:
        if refusal.code == "not_yours":
            return forbidden(request)
        return redirect(address(screening))
    error = ""
    if request.method == "POST":
        seen_then = request.POST.get("seen", "")
        try:
            perform(
                screening,
                "mark",
                actor,
                {"marks": typed(screening, request)},
                now=now,
                expect=int(seen_then) if seen_then.isascii() and seen_then.isdigit() else -1,
                key=request.POST.get("key", "")[:64],
            )
        except Refusal as refusal:
            error = str(refusal.sentence)
        else:
            messages.success(request, _("The checklist is saved."))
            return redirect(request.path)
    offered = [one for one in options(screening, actor, now=now) if one.transition.action != "mark"]
    sheet = Sheet.objects.select_related("version").get(public_id=screening.sheet)
    first = first_sheet(screening)
    context = {
        "screening": screening,
        "case": screening.case,
        "sheet": sheet,
        "first": first,
        "corrected": corrected_in(first, sheet) if first else [],
        "findings": told(list(screening.findings.filter(run=screening.run))),
        "checklist": checklist(screening),
        "offered": offered,
        "key": new_public_id(),
        "error": error,
        "answered": len(screening.marks),
    }
    return render(request, "stage_screening/work.html", context, status=REFUSED if error else 200)


def typed(screening: Screening, request: HttpRequest) -> dict[str, Any]:
    """The officer's answers as the page sends them; what is not answered is left out."""
    found = {}
    for item in rules(screening).checklist:
        said = ANSWERS.get(request.POST.get(f"ok-{item.code}", ""))
        if said is not None:
            found[item.code] = {"ok": said, "note": request.POST.get(f"note-{item.code}", "")[:500].strip()}
    return found


@login_required
@require_safe
def amend(request: HttpRequest, public_id: str) -> HttpResponse:
    """To the form that was returned."""
    sheet = sheet_of(seen(request, public_id).chain, "application")
    if sheet is None:
        raise Http404
    return redirect(sheet_address(sheet))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is still missing in the correction; then its submission."""
    screening = seen(request, public_id)
    sheet = sheet_of(screening.chain, "application")
    if sheet is None:
        raise Http404
    seat = Seat(request, sheet, access(request, sheet))
    more = {
        "screening": screening,
        "case": screening.case,
        "seat": seat,
        "sheet": sheet,
        "problems": seat.result.problems,
    }
    return act_on(
        request,
        screening,
        "correct",
        back=lambda _subject: address(screening),
        more=more,
        template="stage_screening/correct.html",
    )
