"""The kind `acceptance`: what it needs, gives and lets a scheme set."""

from typing import Literal

from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.schemes.kinds import Parameters, StageKind


class AcceptanceParameters(Parameters):
    """What a scheme may set of this stage."""

    group_size: Literal[3, 5, 7, 9] = 5
    """Members of the acceptance group; an odd number."""
    conclusions: tuple[str, ...] = Field(default=("passed", "failed", "closed"), min_length=2)
    """The conclusions that this rule knows (domain rules §1.6)."""


KIND = StageKind(
    "acceptance",
    pgettext_lazy("stage", "Acceptance"),
    AcceptanceParameters,
    needs=frozenset({"delivered"}),
    gives=frozenset({"conclusion"}),
)
