"""The kind `screening`: what it needs, gives and lets a scheme set."""

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind


class ScreeningParameters(Parameters):
    """What a scheme may set of this stage."""

    correction_days: int = Field(default=5, ge=1, le=30)
    """Working days for the one correction (domain rules §1.2)."""
    mixed_parties: bool = False
    """Whether an enterprise and a university or institute must both take part (S08)."""


KIND = StageKind(
    "screening",
    pgettext_lazy("stage", "Formality check"),
    ScreeningParameters,
    needs=frozenset({"application"}),
    gives=frozenset({"eligible"}),
)
