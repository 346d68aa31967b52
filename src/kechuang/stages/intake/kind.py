"""The kind `intake`: what it needs, gives and lets a scheme set."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy
from pydantic import Field

from kechuang.door.refusal import Sentence
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


def tells(rules: IntakeParameters) -> Sequence[Sentence]:
    """Who acts on an application before the bureau has it."""
    said: list[Sentence] = [_("Filled in here, and saved as it is typed. What is a state secret must not be entered.")]
    if rules.partners_confirm:
        said.append(_("Every partner confirms its part here."))
    said.append(_("The organisation approves it."))
    if rules.recommendation:
        said.append(_("The recommending organisation puts it forward."))
    if rules.grace_days:
        said.append(
            ngettext_lazy(
                "What was submitted in time may still be confirmed, approved and recommended "
                "in the %(days)s working day after.",
                "What was submitted in time may still be confirmed, approved and recommended "
                "in the %(days)s working days after.",
                rules.grace_days,
            )
            % {"days": rules.grace_days}
        )
    return said


KIND = StageKind(
    "intake",
    pgettext_lazy("stage", "Application"),
    IntakeParameters,
    needs=frozenset(),
    gives=frozenset({"application", "parties", "amount_asked"}),
    numbers=frozenset({"amount_asked"}),
    tells=tells,
)
