"""The kind `review`: what it needs, gives and lets a scheme set."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import AfterValidator, Field

from kechuang.decide.scores import Rule
from kechuang.door.refusal import Sentence
from kechuang.schemes.kinds import Parameters, StageKind
from kechuang.stages.review.rubric import OVERALL, Criterion, whole


class ReviewParameters(Parameters):
    """What a scheme may set of this stage."""

    experts: int = Field(default=5, ge=3, le=15)
    """Experts for each case."""
    minimum_valid: int = Field(default=3, ge=3, le=15)
    """Valid opinions without which there is no score."""
    drop_extremes_from: int = Field(default=5, ge=5, le=15)
    """From so many valid opinions on the highest and the lowest are left out."""
    off_site: bool = True
    """Whether only experts from outside the city are asked (S54)."""
    per_organisation: int = Field(default=1, ge=1, le=5)
    """At most so many experts of one family of organisations for a case."""
    most_cases: int = Field(default=15, ge=1, le=60)
    """At most so many cases for an expert, whatever his own limit."""
    recusal_years: int = Field(default=3, ge=0, le=10)
    """How many years back an employment counts as the same organisation."""
    days: int = Field(default=14, ge=1, le=90)
    """Days that experts are given unless the secretary says otherwise."""
    divergence: int = Field(default=30, ge=5, le=100)
    """Points between the highest and the lowest opinion from which the secretary is told to look."""
    comment_minimum: int = Field(default=50, ge=0, le=1000)
    """The least length of the opinion in words."""
    criterion: Annotated[tuple[Criterion, ...], AfterValidator(whole)] = (OVERALL,)
    """The rubric."""

    @property
    def rule(self) -> Rule:
        """How opinions become a score."""
        return Rule(self.minimum_valid, self.drop_extremes_from)

    @property
    def weights(self) -> dict[str, int]:
        """The weight of each criterion."""
        return {one.id: one.weight for one in self.criterion}


def tells(rules: ReviewParameters) -> Sequence[Sentence]:
    """Who judges."""
    said = (
        _("%(count)s experts from other cities, seated by computation, judge it without knowing whose it is.")
        if rules.off_site
        else _("%(count)s experts, seated by computation, judge it without knowing whose it is.")
    )
    return [said % {"count": rules.experts}]


KIND = StageKind(
    "review",
    pgettext_lazy("stage", "Expert review"),
    ReviewParameters,
    needs=frozenset({"application", "eligible"}),
    gives=frozenset({"score"}),
    tells=tells,
)
