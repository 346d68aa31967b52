"""The kind `decision`: what it needs, gives and lets a scheme set."""

from fractions import Fraction

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind


class DecisionParameters(Parameters):
    """What a scheme may set of this stage."""

    share_floor: str = Field(default="7/10", pattern=r"^[0-9]+/[1-9][0-9]*$")
    """Least share of cooperation projects in the funded total (S08, K01), as a fraction."""
    minimum_score: int = Field(default=0, ge=0, le=10000)
    """In hundredths of a point: what scores less is not funded."""

    @property
    def share(self) -> Fraction:
        """The share floor, exact."""
        return Fraction(self.share_floor)


KIND = StageKind(
    "decision",
    pgettext_lazy("stage", "Funding decision"),
    DecisionParameters,
    needs=frozenset({"score", "amount_asked"}),
    gives=frozenset({"rank", "amount"}),
    numbers=frozenset({"rank", "amount"}),
)
