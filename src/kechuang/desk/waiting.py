"""What waits for a person at the desk: calls and cases whose next step is his."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.cases.queries import step_label
from kechuang.cases.visible import visible_cases
from kechuang.directory.roles import Role
from kechuang.door.perform import options
from kechuang.door.table import Actor
from kechuang.schemes.models import Call
from kechuang.schemes.table import CALLS
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Waiting

SHOWN = 20


def calls_waiting(request: HttpRequest) -> Sequence[Waiting]:
    """The calls whose next step is this person's, due by the minute they open. One statement."""
    appointment = visit(request).appointment
    if appointment is None or appointment.role not in {Role.DIRECTOR, Role.DIVISION_OFFICER}:
        return []
    state = "proposed" if appointment.role == Role.DIRECTOR else "draft"
    calls = Call.objects.filter(state=state).order_by("opens_at")
    if state == "draft":
        calls = calls.filter(division=appointment.division_id)
    found = []
    for call in calls[:SHOWN]:
        option = next(iter(options(call, Actor(appointment), now=visit(request).now)))
        address = reverse("desk:call-act", args=[call.public_id, option.transition.action])
        found.append(
            Waiting(call.title, CALLS.state(call.state).label, address, option.transition.label, call.opens_at)
        )
    return found


def cases_waiting(request: HttpRequest) -> Sequence[Waiting]:
    """The cases whose present stay is with the role that the person acts in, and which are his to see.

    One statement; which of them he may in fact move on, the page of the case says.
    """
    appointment = visit(request).appointment
    if appointment is None or appointment.role == Role.EXPERT:
        return []
    held = visible_cases(appointment).filter(state="running", holder=appointment.role).order_by("due_at", "id")
    return [
        Waiting(
            str(case) if case.number else case.title or case.call.title,
            step_label(case),
            reverse("desk:case", args=[case.public_id]),
            _("Go to it"),
            case.due_at,
        )
        for case in held[:SHOWN]
    ]
