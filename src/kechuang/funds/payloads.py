"""What is given with the actions on an envelope."""

from typing import Annotated, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from kechuang.door.table import Payload, Says

MOST = 10**14
Document = Annotated[str, Field(min_length=2, max_length=120), Says(_("Document"), _("Its number or its title."))]


class Opening(Payload):
    """The year's plan funds as the budget gives them."""

    year: Annotated[int, Field(ge=2000, le=2100), Says(_("Year"))]
    opening: Annotated[int, Field(gt=0, le=MOST), Says(_("Opening amount"), widget="money")]
    document: Document


class Change(Payload):
    """A later change of the year's funds: either more or less."""

    more: Annotated[
        int | None, Field(gt=0, le=MOST), Says(_("Increase by"), _("Fill in one of the two."), widget="money")
    ] = None
    less: Annotated[int | None, Field(gt=0, le=MOST), Says(_("Reduce by"), widget="money")] = None
    reason: Annotated[str, Field(min_length=2, max_length=500), Says(_("Reason"))]
    document: Document

    @model_validator(mode="after")
    def one_of_the_two(self) -> Self:
        """Refuse a change in both directions and one in none."""
        if (self.more is None) == (self.less is None):
            raise ValueError(_("Fill in either the increase or the reduction."))
        return self

    @property
    def fen(self) -> int:
        """The change, signed."""
        return (self.more or 0) - (self.less or 0)
