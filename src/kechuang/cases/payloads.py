"""What the engine gives with its moves."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from kechuang.door.table import Payload, Says


class Move(Payload):
    """From which stage, how it was left, and the digest of its outcome."""

    stage: Annotated[str, Says(_("Stage"))]
    result: Annotated[str, Says(_("Result"))]
    outcome: Annotated[str, Says(_("Digest of the outcome"))]
