"""What waits for a person because of notices and objections."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.directory.roles import Role
from kechuang.stages.notice.queries import SHOWN, objections_for, rounds_for
from kechuang.stages.notice.table import NOTICES, OBJECTIONS
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Waiting


def notices_waiting(request: HttpRequest) -> Sequence[Waiting]:
    """For an officer: notices to be posted, objections to be answered. Two statements."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role != Role.DIVISION_OFFICER:
        return []
    found = [
        Waiting(
            one.call.title,
            NOTICES.state(one.state).label,
            reverse("stage_notice:round", args=[one.public_id]),
            _("Post the notice"),
        )
        for one in rounds_for(viewer).filter(state="preparing")[:SHOWN]
    ]
    return found + [
        Waiting(
            str(one.stay.case),
            OBJECTIONS.state(one.state).label,
            reverse("stage_notice:objection", args=[one.public_id]),
            _("Answer the objection"),
            one.due_at,
        )
        for one in objections_for(viewer).filter(state="received").order_by("due_at")[:SHOWN]
    ]
