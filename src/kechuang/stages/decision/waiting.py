"""What of the decisions waits for a person: a list, not each of its cases."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.directory.roles import Role
from kechuang.stages.decision.list_of_rounds import rounds
from kechuang.stages.decision.table import ROUNDS
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Waiting

MINE = {
    Role.DIRECTOR: ("prepared",),
    Role.PLAN_OFFICER: ("gathering", "adopted"),
    Role.DIVISION_OFFICER: ("gathering", "adopted"),
}
SHOWN = 10


def lists_waiting(request: HttpRequest) -> list[Waiting]:
    """The lists whose next step is this person's. One statement."""
    appointment = visit(request).appointment
    states = MINE.get(Role(appointment.role), ()) if appointment is not None else ()
    if not states:
        return []
    return [
        Waiting(
            _("Decision: %(call)s") % {"call": one.call.title},
            ROUNDS.state(one.state).label,
            reverse("stage_decision:board", args=[one.public_id]),
            _("Open the list"),
        )
        for one in rounds(request).filter(state__in=states)[:SHOWN]
    ]
