"""The page on which a system administrator moves the demonstration's clock on, and reads what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kechuang.cases.models import Case
from kechuang.cases.queries import cases_of_chains
from kechuang.demo import clock
from kechuang.directory.roles import Role
from kechuang.door.action_form import minute
from kechuang.door.refusal import Refusal, Sentence
from kechuang.door.table import CLOCK
from kechuang.door.told import words_of
from kechuang.trail.models import Event
from kechuang.ui.errors import forbidden
from kechuang.ui.forms import HouseForm
from kechuang.ui.links import Link, links_of
from kechuang.ui.visit import visit

STEPS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
MOVED_KEY = "clock_moved"
SHOWN = 60
"""As many events are told one by one; of more, the number."""
REFUSED = 422


class MinuteForm(HouseForm):
    """The minute to go to."""

    at = minute(
        label=_("Move the clock to"),
        help_text=_("A later minute, at most 100 days ahead."),
        error_messages={"required": _("Give the minute."), "invalid": _("Give a day and a minute.")},
    )
    at.widget.attrs["class"] = "form-control"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that time did, in words."""

    at: datetime
    words: Sentence
    link: Link | None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Where the clock stands, moving it, and what the last move did."""
    if not settings.CONFIGURATION.demonstration:
        raise Http404
    came = visit(request)
    if came.appointment is None or came.appointment.role != Role.SYSTEM_ADMINISTRATOR:
        return forbidden(request)
    form = MinuteForm(request.POST if "at" in request.POST else None, initial={"at": came.now + STEPS["day"]})
    if request.method == "POST":
        step = STEPS.get(request.POST.get("step", ""))
        to = came.now + step if step else form.cleaned_data["at"] if form.is_valid() else None
        if to is not None and moved(request, form, to):
            return redirect("demo:clock")
    refused = request.method == "POST"
    context = {"form": form, "move": last_move(request), "steps": list(STEPS)}
    return render(request, "demo/clock.html", context, status=REFUSED if refused else 200)


def moved(request: HttpRequest, form: MinuteForm, to: datetime) -> bool:
    """Move the clock and remember in the session what to tell; a refusal goes to the form."""
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    try:
        move = clock.move_on(to=to)
    except Refusal as refusal:
        if not form.is_bound:
            form.is_bound, form.data = True, {"at": to.strftime("%Y-%m-%dT%H:%M")}
        form.add_error("at", str(refusal.sentence))
        return False
    request.session[MOVED_KEY] = {
        "before": move.before.isoformat(),
        "after": move.after.isoformat(),
        "last": last,
        "done": dict(move.done),
    }
    return True


def last_move(request: HttpRequest) -> Mapping[str, Any] | None:
    """What the last move of this session did. Bounded: the events, their cases and their links."""
    kept = request.session.get(MOVED_KEY)
    if not kept:
        return None
    mine = Event.objects.filter(id__gt=kept["last"], actor=CLOCK.key).exclude(action__in=("advance", "enter"))
    events = list(mine.select_related("chain").order_by("at", "id")[: SHOWN + 1])
    before, after = parse_datetime(kept["before"]), parse_datetime(kept["after"])
    done = kept["done"]
    return {
        "before": before,
        "after": after,
        "told": told(events[:SHOWN]),
        "more": len(events) > SHOWN,
        "sealed": done.get("sealed_days", 0),
        "papers": done.get("papers", 0),
    }


def told(events: Sequence[Event]) -> list[Told]:
    """Events as the page tells them, each with the page of what it happened to."""
    chains = [event.chain.name for event in events]
    links = {**links_of(chains), **links_of_cases(cases_of_chains(chains, Case.objects.all()))}
    return [Told(event.at, words_of(event.chain.name, event.action), links.get(event.chain.name)) for event in events]


def links_of_cases(cases: Mapping[str, Case]) -> dict[str, Link]:
    """Each chain's case by its number alone: a system administrator keeps the house and reads no case."""
    return {chain: Link(case.number or str(_("an application not submitted yet")), "") for chain, case in cases.items()}
