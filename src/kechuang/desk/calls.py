"""Calls at the desk: the list, one call, and what can be done with it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
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
from kechuang.door.table import Actor
from kechuang.schemes.models import Call
from kechuang.schemes.payloads import CallDraft
from kechuang.schemes.queries import calls_for, scheme_of
from kechuang.schemes.table import CALLS
from kechuang.trail.models import Event
from kechuang.trail.queries import events_of
from kechuang.ui.visit import visit

ROWS = 25
SHOWN_FIRST = ("propose", "sign", "correct")
"""The action that a page puts first, where it is open."""


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The calls, by state and by words of the title. At most four statements beside the shell's."""
    appointment = visit(request).appointment
    mine = calls_for(appointment)
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    states = [one for one in CALLS.states if sees(appointment, one.code)]
    chosen = mine.filter(state=state) if any(one.code == state for one in states) else mine
    chosen = chosen.filter(title__icontains=words) if words else chosen
    page = Paginator(chosen, ROWS).get_page(request.GET.get("page"))
    rows = [(call, CALLS.state(call.state), turn(call)) for call in page.object_list]
    blank = Call()
    context = {
        "page": page,
        "rows": rows,
        "states": [(one.code, one.label, one.code == state) for one in states],
        "state": state,
        "q": words,
        "kept": urlencode({"state": state, "q": words}),
        "may_draft": appointment is not None and bool(options(blank, Actor(appointment), now=visit(request).now)),
    }
    return render(request, "desk/calls.html", context)


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
