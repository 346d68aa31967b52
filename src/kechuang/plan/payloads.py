"""What is given with the actions on a plan."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import AfterValidator, Field

from kechuang.door.table import Payload, Says
from kechuang.plan.definition import catalogue


def known(code: str) -> str:
    """Refuse a plan that the catalogue does not hold."""
    if code not in catalogue():
        raise ValueError(_("The catalogue has no such plan."))
    return code


class Source(Payload):
    """Which plan of the catalogue."""

    code: Annotated[str, AfterValidator(known), Says(pgettext_lazy("of a year", "Plan"), choices="plans")]


class Adoption(Payload):
    """Where it was adopted."""

    meeting: Annotated[str, Field(min_length=2, max_length=120), Says(_("Meeting"))]
    minute: Annotated[str, Field(min_length=2, max_length=60), Says(_("Minute number"))]


class Reason(Payload):
    """Why."""

    reason: Annotated[str, Field(min_length=2, max_length=1000), Says(_("Reason"))]
