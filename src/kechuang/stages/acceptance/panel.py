"""What the page of a case shows of its acceptance."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kechuang.directory.roles import BUREAU_ROLES
from kechuang.stages.acceptance.models import Acceptance, Opinion
from kechuang.stages.acceptance.rules import checklist, rule_of
from kechuang.ui.templatetags.ui import labelled
from kechuang.ui.visit import visit


def acceptance_panel(request: HttpRequest, stay: Acceptance) -> Mapping[str, Any]:
    """The request, the checklist, the group and what it said. Seven statements."""
    appointment = visit(request).appointment
    return judged(stay) | {
        "acceptance": stay,
        "inside": appointment is not None and appointment.role in BUREAU_ROLES,
        "lines": checklist(stay),
        "results": list(stay.results.all()),
        "remarks": list(stay.remarks.all()),
    }


def judged(stay: Acceptance) -> dict[str, Any]:
    """The group, its members' opinions of the present examination, and what the group said. Three statements."""
    words = {one.code: labelled(one.name) for one in rule_of(stay).conclusions}
    seats = list(stay.seats.filter(left_at__isnull=True).select_related("expert__person", "expert__organisation"))
    opinions = {
        one.seat_id: one for one in Opinion.objects.filter(seat__in=[seat.pk for seat in seats], round=stay.round)
    }
    groups = [
        (
            one,
            words.get(one.proposal, one.proposal),
            [(words.get(code, code), count) for code, count in one.votes.items()],
        )
        for one in stay.group_opinions.select_related("by__expert__person")
    ]
    return {
        "seats": [
            (seat, opinions.get(seat.pk), words.get(opinions[seat.pk].proposal, "") if seat.pk in opinions else "")
            for seat in seats
        ],
        "said": len(opinions),
        "groups": groups,
        "conclusion": words.get(stay.conclusion, ""),
    }
