"""The kind `review`: what it needs, gives and lets a scheme set."""

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind


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


KIND = StageKind(
    "review",
    pgettext_lazy("stage", "Expert review"),
    ReviewParameters,
    needs=frozenset({"application", "eligible"}),
    gives=frozenset({"score"}),
)
