"""The pages anybody may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kechuang.schemes.queries import public_calls, scheme_of, takes_applications
from kechuang.trail.models import DecisionRecord
from kechuang.ui.visit import visit

SHOWN = 30
"""The latest calls on the front page."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    calls = [(call, takes_applications(call, visit(request).now)) for call in public_calls()[:SHOWN]]
    calls.sort(key=lambda one: (not one[1], one[0].opens_at < visit(request).now, one[0].closes_at))
    return render(
        request, "portal/home.html", {"calls": [(call, open_now, scheme_of(call)) for call, open_now in calls]}
    )


@require_safe
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    """One call, as everybody may read it."""
    found = get_object_or_404(public_calls(), public_id=public_id)
    context = {
        "call": found,
        "open": takes_applications(found, visit(request).now),
        "ahead": visit(request).now < found.opens_at,
        "scheme": scheme_of(found),
        "errata": found.remarks.filter(kind="erratum"),
    }
    return render(request, "portal/call.html", context)


@require_safe
def record(request: HttpRequest, digest: str) -> HttpResponse:  # noqa: ARG001  the address says all
    """The public form of a decision record, for anybody to verify."""
    found = get_object_or_404(DecisionRecord, digest=digest)
    return HttpResponse(found.public, content_type="application/json")
