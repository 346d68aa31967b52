"""The case page: where a case stands, whose turn it is, what happens next, what happened, and what can be done."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.cases.engine import stay_of
from kechuang.cases.models import Case, Stay
from kechuang.cases.shown import show
from kechuang.cases.visible import visible_cases
from kechuang.desk.case_page import CasePage
from kechuang.directory.roles import Role
from kechuang.door.pages import act_on
from kechuang.door.subject import Subject
from kechuang.ui.visit import visit


def seen_case(request: HttpRequest, public_id: str) -> Case:
    """The case, if the reader may see the whole of it. Raises Http404, the same for hidden and absent.

    An expert reads blind copies on pages of their own, never here (contract 9).
    """
    viewer = visit(request).appointment
    if viewer is None or viewer.role == Role.EXPERT:
        raise Http404
    case = visible_cases(viewer).select_related("created_by").filter(public_id=public_id).first()
    if case is None:
        raise Http404
    return case


@login_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case; with `?stage=` what a stage left behind."""
    case = seen_case(request, public_id)
    show(request, case)
    return render(request, "desk/case.html", {"case": case, "page": CasePage(request, case)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Do something to the case's present stay, on the page of that action."""
    case = seen_case(request, public_id)
    stay = stay_of(case)
    if stay is None:
        raise Http404
    return act_on(request, stay, action, back=address, title=str(case), more={"case": case})


def address(subject: Subject) -> str:
    """The page of the case that a stay belongs to."""
    return reverse("desk:case", args=[cast("Stay", subject).case.public_id])
