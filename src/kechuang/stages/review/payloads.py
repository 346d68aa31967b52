"""What is given with the actions of a review."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, AwareDatetime, Field

from kechuang.door.table import Payload, Says
from kechuang.stages.review.models import Assignment, Declared

Words = Annotated[str, Field(max_length=2000)]


class Until(Payload):
    """Until when opinions are awaited."""

    due_at: Annotated[AwareDatetime, Says(_("Opinions until"), _("From this minute on nothing can be signed."))]


class Ground(Payload):
    """Why."""

    reason: Annotated[str, Field(min_length=1, max_length=1000), Says(_("Reason"))]


class HandBack(Payload):
    """Why an expert hands a case back."""

    reason: Annotated[Assignment.Reason, Says(_("Reason"), choices="review-reasons")]
    note: Annotated[str, Field(max_length=500), Says(_("More on it (only the review secretary reads it)"))] = ""


def agreed(given: bool) -> bool:
    """Refuse what was not ticked."""
    if not given:
        raise ValueError(_("Read it and tick it."))
    return given


class Promise(Payload):
    """The letter of commitment, and what ties the expert to others: one name a line."""

    employer: Annotated[
        Words, Says(_("Employers of the last three years"), _("One a line, in full. Your present one is known."))
    ] = ""
    relative: Annotated[
        Words, Says(_("Relatives who work in this city's science and technology"), _("One name a line."))
    ] = ""
    colleague: Annotated[
        Words, Says(_("Advisers, students and co-authors of the last three years there"), _("One name a line."))
    ] = ""
    paid_advice: Annotated[
        Words, Says(_("Bodies of this city that you advised for pay"), _("One a line, in full."))
    ] = ""
    shares: Annotated[Words, Says(_("Bodies of this city that you hold shares of"), _("One a line, in full."))] = ""
    agreed: Annotated[bool, AfterValidator(agreed), Says(_("I have read the letter and stand by it"))]

    def declared(self) -> list[tuple[Declared.Kind, str]]:
        """The names, each with its kind."""
        found = []
        for kind in Declared.Kind:
            lines = [" ".join(line.split()) for line in str(getattr(self, kind.value)).splitlines()]
            found += [(kind, line[:200]) for line in lines if line]
        return found


class Sign(Payload):
    """Sign all opinions of a batch."""

    agreed: Annotated[
        bool,
        AfterValidator(agreed),
        Says(_("These are my own opinions. I know that I cannot change them once they are signed.")),
    ]


class Concluded(Payload):
    """What the round found for a case: its score in hundredths and how it came about."""

    score: Annotated[int, Says(_("Score in hundredths"))]
    valid: Annotated[int, Says(_("Valid opinions"))]
    counted: Annotated[int, Says(_("Opinions counted"))]
    spread: Annotated[int, Says(_("Spread in hundredths"))]
    record: Annotated[str, Says(_("Digest of the record"))]


class Points(Payload):
    """What an opinion comes to, in hundredths."""

    points: Annotated[int, Says(_("Points in hundredths"))]
