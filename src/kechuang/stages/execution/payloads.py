"""What is given with the actions on a project under way."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from kechuang.door.table import Payload, Says

MOST = 10**15
"""In fen; more is a slip of the keyboard."""


class ProgressReport(Payload):
    """How far the project has come."""

    text: Annotated[
        str,
        Field(min_length=30, max_length=5000),
        Says(_("What was done"), _("At least 30 characters: against the milestones, what was done and found.")),
    ]
    effects: Annotated[
        str,
        Field(max_length=2000),
        Says(_("Economic and social effects"), _("New output, taxes, jobs, users; empty where there are none yet.")),
    ] = ""
    spent: Annotated[int, Field(ge=0, le=MOST), Says(_("Spent so far"), widget="money")]
    reached: Annotated[
        int,
        Field(ge=0, le=12),
        Says(_("Milestones reached so far"), _("How many in all, from the first on; 0 where none is reached yet.")),
    ]


class Paid(Payload):
    """A payment that the treasury made."""

    fen: Annotated[int, Field(gt=0, le=MOST), Says(_("Amount"), widget="money")]
    paid_on: Annotated[date, Says(_("Paid on"))]
    document: Annotated[str, Field(min_length=2, max_length=120), Says(_("Number of the payment document"))]


class Remark(Payload):
    """Why a report goes back."""

    reason: Annotated[str, Field(min_length=2, max_length=1000), Says(_("Reason"), _("The applicant reads this."))]
