"""What is given with the actions on an approval."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from kechuang.door.table import Payload, Says


class Wording(Payload):
    """The document's title and what it asks of the projects."""

    title: Annotated[str, Field(min_length=4, max_length=120), Says(_("Title"))]
    text: Annotated[
        str,
        Field(min_length=10, max_length=3000),
        Says(_("Text"), _("Stands above the list of projects, a paragraph a line.")),
    ]


class Reason(Payload):
    """Why it goes back."""

    reason: Annotated[str, Field(min_length=2, max_length=1000), Says(_("Reason"))]
