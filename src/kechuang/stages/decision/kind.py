"""The kind `decision`: what it needs, gives and lets a scheme set."""

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind


class DecisionParameters(Parameters):
    """What a scheme may set of this stage."""

    order_of_merit: bool = True
    """Whether money goes strictly by rank."""
    share_floor: str = Field(default="7/10", pattern=r"^[0-9]+/[1-9][0-9]*$")
    """Least share of cooperation projects in the funded total (S08, K01), as a fraction."""


KIND = StageKind(
    "decision",
    pgettext_lazy("stage", "Funding decision"),
    DecisionParameters,
    needs=frozenset({"score", "amount_asked"}),
    gives=frozenset({"rank", "amount"}),
)
