"""What is given with the actions on notices and objections."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from kechuang.door.table import Payload, Says


class Grounds(Payload):
    """A real-name objection."""

    name: Annotated[
        str, Field(min_length=2, max_length=100), Says(_("Your real name"), _("An anonymous objection is not taken."))
    ]
    contact: Annotated[
        str, Field(min_length=5, max_length=100), Says(_("How to reach you"), _("Telephone or address for service."))
    ]
    grounds: Annotated[
        str,
        Field(min_length=20, max_length=5000),
        Says(_("Facts and grounds"), _("What is wrong, how you know it, and where the evidence is.")),
    ]


class Answer(Payload):
    """The written answer to an objection."""

    answer: Annotated[str, Field(min_length=10, max_length=3000), Says(_("Answer"), _("The objector reads this."))]


class Ground(Payload):
    """Why a case is not approved after all."""

    reason: Annotated[str, Field(min_length=5, max_length=1000), Says(_("Reason"), _("The applicant reads this."))]
