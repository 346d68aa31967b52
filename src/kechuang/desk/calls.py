"""Calls at the desk: the list, one call, and what can be done with it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.desk.action_form import ActionForm
from kechuang.desk.doors import REFUSED
from kechuang.directory.models import Appointment
from kechuang.directory.public_id import new_public_id
from kechuang.directory.roles import BUREAU_ROLES
from kechuang.door.perform import Result, options, perform, row_of
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor, Transition
from kechuang.schemes.models import Call
from kechuang.schemes.queries import calls_for, scheme_of
from kechuang.schemes.table import CALLS
from kechuang.trail.models import Event
from kechuang.trail.queries import events_of
from kechuang.ui.errors import forbidden
from kechuang.ui.visit import visit

ROWS = 25
SHOWN_FIRST = ("propose", "sign", "correct")
"""The action that a page puts first, where it is open."""


def actor_of(request: HttpRequest) -> Actor:
    """Who acts on this page. Without an appointment nothing is permitted."""
    return Actor(visit(request).appointment)


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
    return act_on(request, Call(), "draft")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Do something to a call: the form of its payload, then the deed."""
    return act_on(request, seen_call(request, public_id), action)


def act_on(request: HttpRequest, call: Call, action: str) -> HttpResponse:
    """Show the form of an action, or do it; what was typed stays when the door refuses."""
    try:
        row = row_of(call, action, actor_of(request))
    except Refusal as refusal:
        if refusal.code == "unknown_action":
            raise Http404 from refusal
        if refusal.code == "not_yours" or not call.pk:
            return forbidden(request)
        replay = request.method == "POST" and replayed(request, call, action)
        if not replay:
            messages.error(request, str(refusal.sentence))
        return redirect("desk:call", call.public_id)
    form = ActionForm(row.payload, request.POST or None, initial=initial(call, row))
    if request.method == "POST" and form.is_valid():
        try:
            done = deed(request, call, action, form)
        except Refusal as refusal:
            form.show(refusal)
        else:
            messages.success(request, _("Done: %(what)s.") % {"what": row.public})
            return redirect("desk:call", done.subject.public_id)
    context = {"call": call if call.pk else None, "row": row, "form": form}
    return render(request, "desk/act.html", context, status=REFUSED if form.is_bound else 200)


def deed(request: HttpRequest, call: Call, action: str, form: ActionForm) -> Result:
    """Ask the door."""
    return perform(
        call,
        action,
        actor_of(request),
        form.payload(),
        now=visit(request).now,
        expect=form.cleaned_data["seen"] if call.pk else None,
        key=form.cleaned_data["key"],
    )


def replayed(request: HttpRequest, call: Call, action: str) -> bool:
    """Whether this very form was sent before: a double click, which is answered as if it were one."""
    row = next((row for row in CALLS.transitions if row.action == action), None)
    form = ActionForm(row.payload, request.POST) if row else None
    if form is None or not form.is_valid() or not form.cleaned_data["key"]:
        return False
    try:
        return deed(request, call, action, form).replayed
    except Refusal:
        return False


def initial(call: Call, row: Transition) -> dict[str, Any]:
    """What the form begins with: the call as it stands, the revision seen, and a key of its own."""
    begun: dict[str, Any] = {"seen": call.revision, "key": new_public_id()}
    if not call.pk:
        return begun | {"per_organisation": 2, "per_person": 1}
    if row.action == "revise":
        begun |= {name: getattr(call, name) for name in row.payload.model_fields}
    return begun
