"""What is given when a case is filed."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from kechuang.door.table import Payload, Says


class Filing(Payload):
    """The package that was made for it, by its public id."""

    package: Annotated[str, StringConstraints(min_length=1, max_length=20), Says(_("Package"))]
