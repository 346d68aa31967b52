"""What waits for a person at the desk: calls and cases whose next step is his."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.cases.kinds import acted_on_together, room_of_chain
from kechuang.cases.models import Case
from kechuang.cases.queries import step_label
from kechuang.cases.visible import visible_cases
from kechuang.directory.roles import BUREAU_ROLES, Role
from kechuang.door.perform import options
from kechuang.door.refusal import Sentence
from kechuang.door.table import Actor
from kechuang.schemes.models import Call
from kechuang.schemes.queries import calls_for
from kechuang.schemes.table import CALLS
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Waiting

SHOWN = 50
CALLS_SHOWN = 40
JUST_CLOSED = timedelta(days=60)
CALLS_KEY = "calls_at_hand"


def calls_at_hand(request: HttpRequest) -> Sequence[Call]:
    """The calls that the reader may see and that are not long over, the latest first. One statement a page."""
    known: Sequence[Call] | None = request.__dict__.get(CALLS_KEY)
    if known is None:
        came = visit(request)
        lively = Q(state__in=("draft", "proposed")) | Q(closes_at__gt=came.now - JUST_CLOSED)
        calls = (
            calls_for(came.appointment)
            .filter(lively)
            .exclude(state="withdrawn")
            .defer("guide")
            .order_by("-opens_at", "id")
        )
        known = request.__dict__[CALLS_KEY] = list(calls[:CALLS_SHOWN])
    return known


def calls_waiting(request: HttpRequest) -> Sequence[Waiting]:
    """The calls whose next step is this person's, due by the minute they open. No statement of its own."""
    appointment = visit(request).appointment
    if appointment is None or appointment.role not in {Role.DIRECTOR, Role.DIVISION_OFFICER}:
        return []
    state = "proposed" if appointment.role == Role.DIRECTOR else "draft"
    calls = [call for call in calls_at_hand(request) if call.state == state]
    if state == "draft":
        calls = [call for call in calls if call.division_id == appointment.division_id]
    found = []
    for call in calls:
        row = next(iter(options(call, Actor(appointment), now=visit(request).now))).transition
        address = reverse("desk:call-act", args=[call.public_id, row.action])
        page = reverse("desk:call", args=[call.public_id])
        found.append(Waiting(call.title, CALLS.state(call.state).label, address, row.label, call.opens_at, page))
    return found


def cases_waiting(request: HttpRequest) -> Sequence[Waiting]:
    """The cases whose present stay is with the role that the person acts in, and which are his to see.

    One statement; which of them he may in fact move on, the page of the case says.
    """
    appointment = visit(request).appointment
    if appointment is None or appointment.role == Role.EXPERT:
        return []
    held = visible_cases(appointment).filter(state="running", holder=appointment.role)
    held = held.exclude(stage_kind__in=acted_on_together())
    first = held.order_by(F("due_at").asc(nulls_last=True), "id")[:SHOWN]
    inside = appointment.role in BUREAU_ROLES
    return [waiting_case(case, Actor(appointment), inside=inside) for case in first]


def waiting_case(case: Case, actor: Actor, *, inside: bool) -> Waiting:
    """A case that waits, with its one action: done here where there is only one, or where it has a page of its own.

    Where one has to look and choose, the page of the case is the action.
    """
    page = reverse("desk:case", args=[case.public_id])
    action, address = direct(case, actor)
    if not address:
        action, address = (_("Look and decide") if inside else _("Go to it")), page
    title = case.title or case.call.title
    return Waiting(title, step_label(case), address, action, case.due_at, page, case.number or "")


def direct(case: Case, actor: Actor) -> tuple[Sentence, str]:
    """The one thing that this role does to a case where it stands, and where it is done; else nothing."""
    room = room_of_chain(case.stay_chain)
    rows = room.table.transitions if room else ()
    mine = [row for row in rows if case.step in row.sources and row.permission.admits(actor)]
    if mine and mine[0].page:
        return mine[0].label, reverse(mine[0].page, args=[case.stay_chain.partition("/")[2]])
    if len(mine) == 1:
        return mine[0].label, reverse("desk:case-act", args=[case.public_id, mine[0].action])
    return "", ""
