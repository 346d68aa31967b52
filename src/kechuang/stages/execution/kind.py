"""The kind `execution`: what it needs, gives and lets a scheme set."""

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind


class ExecutionParameters(Parameters):
    """What a scheme may set of this stage."""

    report_months: int = Field(default=6, ge=1, le=24)
    """A progress report is due every so many months."""


KIND = StageKind(
    "execution",
    pgettext_lazy("stage", "Execution"),
    ExecutionParameters,
    needs=frozenset({"milestones", "payment_plan"}),
    gives=frozenset({"delivered"}),
)
