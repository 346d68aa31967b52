"""The ledger (台账): where each case sits, whose turn it is, and how long is left."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.cases.queries import step_label
from kechuang.cases.visible import visible_cases
from kechuang.directory.roles import Role
from kechuang.ui.errors import forbidden
from kechuang.ui.visit import visit

ROWS = 50


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The cases that the reader may see whole."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role == Role.EXPERT:
        return forbidden(request)
    page = Paginator(visible_cases(viewer).order_by("due_at", "-id"), ROWS).get_page(request.GET.get("page"))
    rows = [(case, step_label(case), Role(case.holder).label if case.holder else "") for case in page.object_list]
    return render(request, "desk/cases.html", {"page": page, "rows": rows})
