"""The pages anybody may read."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from kechuang.portal.reading import papers, steps, who
from kechuang.schemes.definition import Scheme
from kechuang.schemes.models import Call
from kechuang.schemes.queries import public_calls, scheme_of, takes_applications
from kechuang.trail.models import DecisionRecord
from kechuang.ui.visit import visit

SHOWN = 100
"""As many of the latest calls are listed."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A call on a list."""

    call: Call
    scheme: Scheme | None
    open: bool
    ahead: bool


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what one can apply for now or soon."""
    shown = listed(request)
    ahead = [one for one in shown if one.open or one.ahead]
    return render(request, "portal/home.html", {"calls": ahead, "past": len(shown) - len(ahead)})


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Every call: taking applications, to open, over."""
    shown = listed(request)
    groups = [
        (_("Taking applications"), [one for one in shown if one.open]),
        (_("Opens soon"), [one for one in shown if one.ahead]),
        (pgettext("call", "Closed"), [one for one in shown if not one.open and not one.ahead][::-1]),
    ]
    return render(request, "portal/calls.html", {"groups": [group for group in groups if group[1]]})


def listed(request: HttpRequest) -> list[Listed]:
    """The latest calls: those that close first first. One statement."""
    now = visit(request).now
    latest = public_calls().order_by("-closes_at")[:SHOWN]
    return [
        Listed(one, scheme_of(one), takes_applications(one, now), now < one.opens_at)
        for one in sorted(latest, key=lambda one: one.closes_at)
    ]


@require_safe
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    """One call, as everybody may read it."""
    found = get_object_or_404(public_calls(), public_id=public_id)
    scheme = scheme_of(found)
    context = {
        "call": found,
        "open": takes_applications(found, visit(request).now),
        "ahead": visit(request).now < found.opens_at,
        "scheme": scheme,
        "who": who(scheme) if scheme else (),
        "steps": steps(scheme) if scheme else (),
        "papers": papers(scheme) if scheme else (),
        "errata": found.remarks.filter(kind="erratum"),
    }
    return render(request, "portal/call.html", context)


@require_safe
def record(request: HttpRequest, digest: str) -> HttpResponse:  # noqa: ARG001  the address says all
    """The public form of a decision record, for anybody to verify."""
    found = get_object_or_404(DecisionRecord, digest=digest)
    return HttpResponse(found.public, content_type="application/json")
