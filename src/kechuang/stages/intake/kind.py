"""The kind `intake`: what it needs, gives and lets a scheme set."""

from django.utils.translation import pgettext_lazy

from kechuang.schemes.kinds import Parameters, StageKind


class IntakeParameters(Parameters):
    """What a scheme may set of this stage."""

    partners_confirm: bool = True
    """Whether every partner must confirm its part before submission."""
    recommendation: bool = True
    """Whether a recommending organisation must put the application forward."""


KIND = StageKind(
    "intake",
    pgettext_lazy("stage", "Application"),
    IntakeParameters,
    needs=frozenset(),
    gives=frozenset({"application", "parties", "amount_asked"}),
)
