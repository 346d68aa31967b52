"""What is given with the actions on a task agreement."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Self

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from kechuang.door.table import Payload, Says

MOST_ROWS = 12


class MilestonePart(Payload):
    """One milestone."""

    what: Annotated[str, Field(min_length=1, max_length=300), Says(_("What is reached"))]
    due_on: Annotated[date, Says(_("Until"))]


class PaymentPart(Payload):
    """One instalment, in fen, after the milestone of this place; 0 is the signature."""

    fen: Annotated[int, Field(gt=0), Says(_("Amount"), widget="money")]
    after: Annotated[int, Field(ge=0, le=MOST_ROWS), Says(_("Paid after"))]


class Terms(Payload):
    """The milestones in the order of their days, and the instalments in theirs."""

    milestones: Annotated[tuple[MilestonePart, ...], Field(min_length=1, max_length=MOST_ROWS), Says(_("Milestones"))]
    payments: Annotated[tuple[PaymentPart, ...], Field(min_length=1, max_length=MOST_ROWS), Says(_("Payments"))]

    @model_validator(mode="after")
    def follow_one_another(self) -> Self:
        """Refuse milestones whose days do not ascend, and instalments that follow none."""
        for place, (earlier, later) in enumerate(pairwise(self.milestones), 2):
            if later.due_on <= earlier.due_on:
                raise ValueError(
                    format_lazy(str(_("Milestone {place} is not later than the one before it.")), place=place)
                )
        for place, payment in enumerate(self.payments, 1):
            if payment.after > len(self.milestones):
                raise ValueError(
                    format_lazy(str(_("Payment {place} follows a milestone that is not there.")), place=place)
                )
        return self


class Remark(Payload):
    """Why it goes back."""

    reason: Annotated[str, Field(min_length=2, max_length=1000), Says(_("Reason"), _("The applicant reads this."))]
