"""What waits for the members of acceptance groups."""

from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.directory.roles import Role
from kechuang.stages.acceptance.models import Opinion, Seat
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Waiting

SHOWN = 20


def opinions_waiting(request: HttpRequest) -> Sequence[Waiting]:
    """The acceptances whose group waits for this member's opinion, or for its leader's signature. One statement."""
    appointment = visit(request).appointment
    if appointment is None or appointment.role != Role.EXPERT:
        return []
    mine = Opinion.objects.filter(seat=OuterRef("pk"), round=OuterRef("acceptance__round"))
    seats = (
        Seat.objects.filter(appointment__person=appointment.person_id, left_at__isnull=True, acceptance__state="group")
        .annotate(said=Exists(mine), due=F("acceptance__due_at"))
        .select_related("acceptance__case")
        .order_by("due", "id")
    )
    return [
        Waiting(
            str(seat.acceptance.case),
            _("Before the acceptance group"),
            reverse("stage_acceptance:opinion", args=[seat.acceptance.public_id]),
            _("Sign the opinion of the group") if seat.said else _("Give my opinion"),
            seat.due,
        )
        for seat in seats[:SHOWN]
        if not seat.said or seat.leader
    ]
