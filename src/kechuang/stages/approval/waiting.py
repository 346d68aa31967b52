"""What waits for a person because of approvals."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.directory.roles import Role
from kechuang.stages.approval.queries import SHOWN, rounds_for
from kechuang.stages.approval.table import APPROVALS
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Waiting


def approvals_waiting(request: HttpRequest) -> Sequence[Waiting]:
    """For an officer the documents to be worded, for the director those to be signed. One statement."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role not in {Role.DIVISION_OFFICER, Role.DIRECTOR}:
        return []
    state, button = ("proposed", _("Sign and send")) if viewer.role == Role.DIRECTOR else ("preparing", _("Go to it"))
    return [
        Waiting(
            one.title, APPROVALS.state(one.state).label, reverse("stage_approval:round", args=[one.public_id]), button
        )
        for one in rounds_for(viewer).filter(state=state)[:SHOWN]
    ]
