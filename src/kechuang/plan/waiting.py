"""What of the plan waits for a person."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.directory.roles import Role
from kechuang.plan.models import Plan
from kechuang.plan.table import PLANS
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Waiting


def plans_waiting(request: HttpRequest) -> list[Waiting]:
    """The draft plans, for the director. One statement."""
    appointment = visit(request).appointment
    if appointment is None or appointment.role != Role.DIRECTOR:
        return []
    adopt = PLANS.row("draft", "adopt")
    return [
        Waiting(
            title=_("The plan of %(year)s") % {"year": plan.year},
            note=PLANS.state("draft").label,
            address=reverse("plan:act", args=[plan.year, "adopt"]),
            button=adopt.label if adopt else "",
        )
        for plan in Plan.objects.filter(state="draft")
    ]
