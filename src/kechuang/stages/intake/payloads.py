"""What is given with the actions on an application."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from kechuang.door.table import Payload, Says


class Declared(Payload):
    """The declaration that comes before everything else."""

    not_secret: Annotated[
        Literal[True],
        Says(
            _("Nothing in this application is a state secret"),
            _("Secret projects must never be entered into this system. Hand them in on paper, by the secret channel."),
        ),
    ]


class Submission(Payload):
    """The submission of the form as it stands."""

    names_stay: Annotated[
        bool,
        Says(
            _("Submit although names stand where reviewers see them"),
            _("Only where the name belongs to the matter, such as that of a method."),
        ),
    ] = False


class Reason(Payload):
    """Why it goes back."""

    reason: Annotated[
        str,
        Field(min_length=5, max_length=1000),
        Says(_("Reason"), _("The applicant reads this: say what to change.")),
    ]
