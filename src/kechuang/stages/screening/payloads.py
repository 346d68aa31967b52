"""What is given with the actions of the formality check."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from kechuang.door.table import Payload, Says


class Mark(BaseModel):
    """The officer's answer to one item."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ok: bool
    note: Annotated[str, Field(max_length=500)] = ""


class Marks(Payload):
    """The checklist as far as it is answered."""

    marks: Annotated[dict[str, Mark], Says(_("Checklist"), _("What an officer has looked at, and how it stands."))]


class Acceptance(Payload):
    """It is taken."""

    explanation: Annotated[
        str,
        Field(max_length=1000),
        Says(_("Explanation"), _("Only needed where a check is not in order: why it is accepted all the same.")),
    ] = ""


class Refusal(Payload):
    """It is not taken: on one of the law's grounds, with the reason."""

    ground: Annotated[
        Literal["not_qualified", "off_guide", "barred", "over_quota"], Says(_("Ground"), choices="refusal_grounds")
    ]
    reason: Annotated[
        str,
        Field(min_length=10, max_length=1000),
        Says(_("Reason"), _("The applicant reads this: say what it rests on, and how to object.")),
    ]


class Correction(Payload):
    """It goes back once."""

    what: Annotated[
        str,
        Field(min_length=10, max_length=1000),
        Says(
            _("What is to be corrected"), _("The applicant reads this. It can be returned only once: name everything.")
        ),
    ]


class Resubmission(Payload):
    """The corrected form."""

    names_stay: Annotated[
        bool,
        Says(
            _("Submit although names stand where reviewers see them"),
            _("Only where the name belongs to the matter, such as that of a method."),
        ),
    ] = False
