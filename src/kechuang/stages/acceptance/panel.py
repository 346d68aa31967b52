"""What the page of a case shows of its acceptance."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from kechuang.cases.kinds import Word
from kechuang.directory.roles import BUREAU_ROLES
from kechuang.schemes.definition import StagePart
from kechuang.stages.acceptance.kind import AcceptanceParameters
from kechuang.stages.acceptance.models import Acceptance, Opinion
from kechuang.stages.acceptance.rules import checklist, rule_of
from kechuang.ui.templatetags.ui import labelled
from kechuang.ui.visit import visit


def said(data: Mapping[str, Any], part: StagePart) -> str:
    """The conclusion in the word of the rule version."""
    known = {one.code: one.name for one in AcceptanceParameters.model_validate(part.parameters).conclusions}
    return labelled(known.get(data["conclusion"])) or str(data["conclusion"])


WORDS = (Word("conclusion", pgettext_lazy("acceptance", "Conclusion"), said),)
"""What the outcome says beside what every outcome can say."""


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
