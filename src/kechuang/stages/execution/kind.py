"""The kind `execution`: what it needs, gives and lets a scheme set."""

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind


class ExecutionParameters(Parameters):
    """What a scheme may set of this stage."""

    answer_days: int = Field(default=10, ge=1, le=60)
    """Working days in which the bureau answers a progress report, and in which a returned one comes again at least."""


KIND = StageKind(
    "execution",
    pgettext_lazy("stage", "Execution"),
    ExecutionParameters,
    needs=frozenset({"milestones", "payment_plan"}),
    gives=frozenset({"delivered"}),
)
