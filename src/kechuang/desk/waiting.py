"""What waits for a person at the desk: calls that only he can move on."""

from typing import Any

from django.http import HttpRequest

from kechuang.directory.roles import Role
from kechuang.door.perform import options
from kechuang.door.table import Actor
from kechuang.schemes.models import Call
from kechuang.schemes.table import CALLS
from kechuang.ui.visit import visit

SHOWN = 20


def calls_waiting(request: HttpRequest) -> dict[str, Any]:
    """The calls whose next step is this person's, the one that opens first on top. One statement."""
    appointment = visit(request).appointment
    if appointment is None or appointment.role not in {Role.DIRECTOR, Role.DIVISION_OFFICER}:
        return {"waiting": []}
    state = "proposed" if appointment.role == Role.DIRECTOR else "draft"
    calls = Call.objects.filter(state=state).order_by("opens_at")
    if state == "draft":
        calls = calls.filter(division=appointment.division_id)
    actor, now = Actor(appointment), visit(request).now
    return {
        "waiting": [
            (call, CALLS.state(call.state), next(iter(options(call, actor, now=now)), None)) for call in calls[:SHOWN]
        ]
    }
