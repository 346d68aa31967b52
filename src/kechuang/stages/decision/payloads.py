"""What is given with the actions of a decision."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import BeforeValidator, Field

from kechuang.door.table import Payload, Says
from kechuang.stages.decision.models import Ground

MOST = 10**14


def or_none(given: object) -> object:
    """Nothing where a page sends an empty choice."""
    return None if given == "" else given


class Change(Payload):
    """What the meeting makes of one line."""

    line: Annotated[str, Field(min_length=1, max_length=20), Says(_("Line"))]
    """The public id of the case's stay."""
    funded: Annotated[bool, Says(_("Fund it"))] = False
    amount: Annotated[
        int | None,
        Field(gt=0, le=MOST),
        Says(_("Amount"), _("At most what was asked; empty means what was asked."), widget="money"),
    ] = None
    ground: Annotated[
        Ground | None,
        BeforeValidator(or_none),
        Says(_("Ground"), _("Only where it departs from the rank."), choices="decision-grounds"),
    ] = None
    remark: Annotated[
        str, Field(max_length=500), Says(_("Reason"), _("Why the amount is cut, or more on the ground."))
    ] = ""


class Adoption(Payload):
    """The meeting that adopts the list."""

    meeting: Annotated[str, Field(min_length=2, max_length=120), Says(_("Meeting"))]
    met_on: Annotated[date, Says(_("Day of the meeting"))]
    minute: Annotated[str, Field(min_length=2, max_length=60), Says(_("Minute number"))]
    attendance: Annotated[
        str, Field(min_length=2, max_length=2000), Says(_("Who was present"), _("One name a line, with the office."))
    ]
    recused: Annotated[
        str, Field(max_length=2000), Says(_("Who left the room, and for which project"), _("Empty where nobody did."))
    ] = ""


class Reason(Payload):
    """Why."""

    reason: Annotated[str, Field(min_length=2, max_length=1000), Says(_("Reason"))]


class Granted(Payload):
    """What a case leaves the decision with."""

    rank: Annotated[int, Field(ge=1), Says(_("Rank"))]
    amount: Annotated[int, Field(gt=0), Says(_("Amount"))]
    record: Annotated[str, Says(_("Digest of the record"))]
    minute: Annotated[str, Says(_("Minute number"))]


class Refused(Payload):
    """Why a case is not funded: the rule or the ground, by its code."""

    rank: Annotated[int, Field(ge=1), Says(_("Rank"))]
    reason: Annotated[str, Says(_("Reason"))]
    record: Annotated[str, Says(_("Digest of the record"))]
    minute: Annotated[str, Says(_("Minute number"))]
