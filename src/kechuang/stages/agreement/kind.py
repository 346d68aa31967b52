"""The kind `agreement`: what it needs, gives and lets a scheme set."""

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind


class AgreementParameters(Parameters):
    """What a scheme may set of this stage."""

    signing_days: int = Field(default=20, ge=1, le=90)
    """Days from the approval to the signature."""


KIND = StageKind(
    "agreement",
    pgettext_lazy("stage", "Task agreement"),
    AgreementParameters,
    needs=frozenset({"amount", "approval_number"}),
    gives=frozenset({"milestones", "payment_plan"}),
)
