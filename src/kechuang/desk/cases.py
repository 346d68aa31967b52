"""The case page: where a case stands, whose turn it is, what happens next, what happened, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.cases.engine import stay_of
from kechuang.cases.kinds import room_of
from kechuang.cases.models import Case, Stay
from kechuang.cases.queries import events_of_case, step_label, way_of
from kechuang.cases.visible import visible_cases
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.door.pages import act_on, actor_of
from kechuang.door.perform import Option, options
from kechuang.door.refusal import Sentence
from kechuang.door.subject import Subject
from kechuang.door.table import tables
from kechuang.trail.models import Event
from kechuang.ui.visit import visit


@dataclass(frozen=True, slots=True)
class Offer:
    """An action as the page offers it: what it says, where it is done, or why not."""

    label: Sentence
    address: str
    shut: Sentence


def seen_case(request: HttpRequest, public_id: str) -> Case:
    """The case, if the reader may see the whole of it. Raises Http404, the same for hidden and absent.

    An expert reads blind copies on pages of their own, never here (contract 9).
    """
    viewer = visit(request).appointment
    if viewer is None or viewer.role == Role.EXPERT:
        raise Http404
    case = visible_cases(viewer).filter(public_id=public_id).first()
    if case is None:
        raise Http404
    return case


@login_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case."""
    case = seen_case(request, public_id)
    stay = stay_of(case)
    outcomes = list(case.outcomes.all())
    way = way_of(case, outcomes)
    offered = options(stay, actor_of(request), now=visit(request).now) if stay else []
    offers = [offer_of(case, stay, option) for option in offered]
    here = next((place for place, stop in enumerate(way) if stop.part.id == case.stage), None)
    context = {
        "case": case,
        "way": way,
        "next": way[here + 1] if here is not None and here + 1 < len(way) else None,
        "label": step_label(case),
        "holder": Role(case.holder).label if case.holder else "",
        "first": next((one for one in offers if not one.shut), None),
        "offers": offers,
        "panel": panel_of(request, case, stay),
        "parties": list(case.parties.select_related("organisation")),
        "events": told(events_of_case(case, outcomes)),
    }
    return render(request, "desk/case.html", context)


def offer_of(case: Case, stay: Stay | None, option: Option) -> Offer:
    """An option of the door with the address where it is done."""
    row = option.transition
    place = (
        reverse(row.page, args=[stay.public_id])
        if row.page and stay
        else reverse("desk:case-act", args=[case.public_id, row.action])
    )
    return Offer(row.label, place, option.shut.sentence if option.shut else "")


def panel_of(request: HttpRequest, case: Case, stay: Stay | None) -> SafeString:
    """What the room of the present stage shows."""
    panel = room_of(case.stage_kind).panel if stay else None
    if panel is None or stay is None:
        return SafeString("")
    return mark_safe(render_to_string(panel.template, dict(panel.context(request, stay)), request))  # noqa: S308  a rendered template


def told(events: Sequence[Event]) -> list[tuple[Event, Sentence, Appointment | None]]:
    """Events in plain words with who acted; a move of the engine that only repeats a stage's is left out.

    One statement.
    """
    actors = Appointment.objects.select_related("person", "organisation").in_bulk(
        {event.actor for event in events} - {"clock"}, field_name="public_id"
    )
    words: dict[tuple[str, str], Sentence] = {
        (kind, row.action): row.public for kind, table in tables().items() for row in table.transitions
    }
    rows = []
    for event in events:
        kind = event.chain.name.partition("/")[0]
        if event.action not in {"advance", "enter"}:
            rows.append((event, words[kind, event.action], actors.get(event.actor)))
    return rows


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
