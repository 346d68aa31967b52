"""Who may do what in a decision, when, and the rules in words."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.permissions import prepares
from kechuang.decide import portfolio
from kechuang.directory.roles import Role
from kechuang.door.refusal import Sentence
from kechuang.door.table import Actor, Guard, Permission
from kechuang.stages.decision.models import DecisionRound, DecisionStay, Ground

OUT = frozenset({portfolio.NO_SCORE, portfolio.BELOW_MINIMUM})
"""Rules by which a case is not in the running at all."""

REASONS: dict[str, Sentence] = {
    portfolio.MERIT: pgettext_lazy("rule of a list", "funded by its rank"),
    portfolio.BUDGET: _("the money of the call ends above its rank"),
    portfolio.SHARE: _("the share of cooperation projects would not hold"),
    portfolio.PASSED: _("one ranked higher is not funded either"),
    portfolio.NO_SCORE: _("there is no valid score"),
    portfolio.BELOW_MINIMUM: _("the score is below the least that the call asks"),
    **{ground.value: ground.label for ground in Ground},
}
"""What an applicant is told, by the code that the outcome holds."""


def discusses(subject: DecisionRound, actor: Actor) -> bool:
    """The actor prepares the list, or is the director in whose meeting it is changed."""
    return actor.role is Role.DIRECTOR or prepares(subject, actor)


CHANGES = Permission(
    "decision_changer",
    _("Whoever prepares the list, and the director in the meeting, does this."),
    frozenset({Role.PLAN_OFFICER, Role.DIVISION_OFFICER, Role.DIRECTOR}),
    related=discusses,
)
ADOPTS = Permission("decision_adopter", _("The bureau director does this."), frozenset({Role.DIRECTOR}))


def has_cases(found: DecisionRound, _now: datetime) -> bool:
    """Some case waits in it."""
    return found.stays.filter(state__in=("waiting", "tabled")).exists()


def not_adopted(stay: DecisionStay, _now: datetime) -> bool:
    """The meeting has not decided yet."""
    return stay.round.state in {"gathering", "prepared"}


HAS_CASES = Guard("no_case", _("No case has come to this decision yet."), has_cases)
NOT_ADOPTED = Guard("decided", _("The decision is taken. Wait until it is published."), not_adopted)
