"""The kind `archive`: what it needs, gives and lets a scheme set."""

from typing import Literal

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind

YEARS = {"permanent": None, "30 years": 30, "10 years": 10}
"""The retention periods of organs' archives (永久, 30年, 10年), in years; none where it is kept for ever."""


class ArchiveParameters(Parameters):
    """What a scheme may set of this stage."""

    retention: Literal["permanent", "30 years", "10 years"] = "30 years"
    """How long it is kept."""
    filing_days: int = Field(default=60, ge=1, le=365)
    """Days from the conclusion within which it is filed."""


KIND = StageKind(
    "archive",
    pgettext_lazy("stage", "Archiving"),
    ArchiveParameters,
    needs=frozenset({"conclusion"}),
    gives=frozenset({"package"}),
)
