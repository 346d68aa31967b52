"""Calls at the desk: one call, and what can be done with it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.directory.models import Appointment
from kechuang.directory.roles import BUREAU_ROLES
from kechuang.door.pages import act_on, actor_of
from kechuang.door.perform import options
from kechuang.door.subject import Subject
from kechuang.schemes.models import Call
from kechuang.schemes.payloads import CallDraft
from kechuang.schemes.queries import calls_for, scheme_of
from kechuang.schemes.table import CALLS
from kechuang.trail.models import Event
from kechuang.trail.queries import events_of
from kechuang.ui.visit import visit

SHOWN_FIRST = ("propose", "sign", "correct")
"""The action that a page puts first, where it is open."""


def sees(appointment: Appointment | None, state: str) -> bool:
    """Whether calls in this state are the reader's to see."""
    return state in {"announced", "open", "closed"} or (appointment is not None and appointment.role in BUREAU_ROLES)


def turn(call: Call) -> str:
    """Whose turn it is, in words."""
    return {
        "draft": _("the division"),
        "proposed": _("the director"),
        "announced": _("nobody: it opens by itself"),
        "open": _("the applicants"),
    }.get(call.state, _("nobody"))


def seen_call(request: HttpRequest, public_id: str) -> Call:
    """The call, if the reader may see it. Raises Http404, the same for what is hidden and what is not there."""
    call = calls_for(visit(request).appointment).filter(public_id=public_id).first()
    if call is None:
        raise Http404
    return call


@login_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One call: where it stands, whose turn it is, what can be done, what happened."""
    call = seen_call(request, public_id)
    offered = options(call, actor_of(request), now=visit(request).now)
    first = next((one for code in SHOWN_FIRST for one in offered if one.transition.action == code), None)
    inside = sees(visit(request).appointment, "draft")
    context = {
        "call": call,
        "state": CALLS.state(call.state),
        "turn": turn(call),
        "scheme": scheme_of(call),
        "first": first,
        "others": [one for one in offered if one is not first],
        "events": timeline(events_of(call.chain)) if inside else [],
        "remarks": call.remarks.all() if inside else call.remarks.filter(kind="erratum"),
    }
    return render(request, "desk/call.html", context)


def timeline(events: Any) -> list[tuple[Event, Any, Appointment | None]]:
    """Events with their words and with who acted. One statement."""
    actors = Appointment.objects.select_related("person", "organisation").in_bulk(
        {event.actor for event in events} - {"clock"}, field_name="public_id"
    )
    labels = {row.action: row.public for row in CALLS.transitions}
    return [(event, labels[event.action], actors.get(event.actor)) for event in events]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Draft a call."""
    blank = Call(per_organisation=2, per_person=1)
    return act_on(
        request, blank, "draft", back=address, title=_("Calls"), begin={"per_organisation": 2, "per_person": 1}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Do something to a call: the form of its payload, then the deed."""
    call = seen_call(request, public_id)
    begin = {name: getattr(call, name) for name in CallDraft.model_fields} if action == "revise" else {}
    return act_on(request, call, action, back=address, title=call.title, begin=begin)


def address(call: Subject) -> str:
    """The page of a call; the list while it is not there yet."""
    return reverse("desk:call", args=[call.public_id]) if call.pk else reverse("desk:calls")
