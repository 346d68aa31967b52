"""What waits for a partner's administrator: applications that ask to be confirmed."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.directory.roles import Role
from kechuang.stages.intake.queries import asked_of
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Waiting

SHOWN = 20


def confirmations_waiting(request: HttpRequest) -> Sequence[Waiting]:
    """The parts to confirm. One statement, none for other roles."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role != Role.ORGANISATION_ADMINISTRATOR:
        return []
    return [
        Waiting(
            str(one.application.case),
            _("%(lead)s asks you to confirm your part") % {"lead": one.application.case.lead.name},
            reverse("desk:case", args=[one.application.case.public_id]),
            _("Read and confirm"),
            one.application.due_at,
        )
        for one in asked_of(viewer)[:SHOWN]
    ]
