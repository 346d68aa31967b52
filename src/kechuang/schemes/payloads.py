"""What is given with the actions on a call."""

from typing import Annotated, Self

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from kechuang.door.table import Payload, Says
from kechuang.schemes.definition import catalogue

LEAST_BUDGET, MOST_BUDGET = 1, 10**14


def known_scheme(code: str) -> str:
    """Refuse a scheme that the catalogue does not hold."""
    if code not in catalogue():
        raise ValueError(_("The catalogue has no such scheme."))
    return code


SchemeCode = Annotated[str, AfterValidator(known_scheme)]
Fen = Annotated[int, Field(ge=LEAST_BUDGET, le=MOST_BUDGET)]
Cap = Annotated[int, Field(ge=1, le=100)]


class CallDraft(Payload):
    """A call as its officer writes it."""

    title: Annotated[str, Field(min_length=1, max_length=120), Says(_("Title"))]
    scheme_code: Annotated[SchemeCode, Says(_("Scheme"), choices="schemes")]
    guide: Annotated[
        str,
        Field(min_length=1, max_length=20000),
        Says(_("Guide"), _("Who may apply, for what, and what is funded.")),
    ]
    opens_at: Annotated[AwareDatetime, Says(_("Opens"), _("To the minute, by the server's clock."))]
    closes_at: Annotated[AwareDatetime, Says(_("Closes"), _("From this minute on nothing is taken in."))]
    budget: Annotated[Fen, Says(_("Budget"), widget="money")]
    per_organisation: Annotated[Cap, Says(_("Applications per organisation"))]
    per_person: Annotated[Cap, Says(_("Applications per person"))]
    contact: Annotated[str, Field(min_length=1, max_length=60), Says(_("Contact"))]
    telephone: Annotated[str, Field(min_length=1, max_length=40), Says(_("Telephone"))]

    @model_validator(mode="after")
    def closes_after_it_opens(self) -> Self:
        """Refuse a window that ends before it begins."""
        if self.closes_at <= self.opens_at:
            raise ValueError(_("The call closes before it opens: put the closing time after the opening time."))
        return self


class Reason(Payload):
    """Why."""

    reason: Annotated[str, Field(min_length=1, max_length=1000), Says(_("Reason"))]


class Erratum(Payload):
    """A correction that everybody sees, and a later end where the correction costs time."""

    text: Annotated[str, Field(min_length=1, max_length=2000), Says(_("Correction"))]
    closes_at: Annotated[
        AwareDatetime | None, Says(_("New closing time"), _("Only later than before; empty if it stays."))
    ] = None
