"""The kind `archive`: what it needs, gives and lets a scheme set."""

from typing import Literal

from django.utils.translation import pgettext_lazy

from kechuang.schemes.kinds import Parameters, StageKind


class ArchiveParameters(Parameters):
    """What a scheme may set of this stage."""

    retention: Literal["permanent", "30 years", "10 years"] = "30 years"
    """How long it is kept."""


KIND = StageKind(
    "archive",
    pgettext_lazy("stage", "Archiving"),
    ArchiveParameters,
    needs=frozenset({"conclusion"}),
    gives=frozenset({"package"}),
)
