"""The kind `intake`: what it needs, gives and lets a scheme set."""

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind


class IntakeParameters(Parameters):
    """What a scheme may set of this stage."""

    partners_confirm: bool = True
    """Whether every partner must confirm its part."""
    recommendation: bool = True
    """Whether a recommending organisation must put the application forward."""
    grace_days: int = Field(default=3, ge=0, le=30)
    """Working days after the window closes in which partners, organisation and recommender may still act on what was
    submitted in time."""


KIND = StageKind(
    "intake",
    pgettext_lazy("stage", "Application"),
    IntakeParameters,
    needs=frozenset(),
    gives=frozenset({"application", "parties", "amount_asked"}),
    numbers=frozenset({"amount_asked"}),
)
