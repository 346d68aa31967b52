"""The kind `notice`: what it needs, gives and lets a scheme set."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import Field

from kechuang.door.refusal import Sentence
from kechuang.schemes.kinds import Parameters, StageKind


class NoticeParameters(Parameters):
    """What a scheme may set of this stage."""

    days: int = Field(default=7, ge=1, le=60)
    """How long it stands, from the day after it is posted."""
    working_days: bool = False
    """Whether only working days count."""
    show_amount: bool = True
    """Whether the proposed amount is shown."""
    answer_days: int = Field(default=15, ge=1, le=60)
    """Working days in which an objection is answered."""


def tells(rules: NoticeParameters) -> Sequence[Sentence]:
    """How long anybody may object."""
    said = (
        _("The list is public for %(days)s working days; anybody may object under a real name.")
        if rules.working_days
        else _("The list is public for %(days)s days; anybody may object under a real name.")
    )
    return [said % {"days": rules.days}]


KIND = StageKind(
    "notice",
    pgettext_lazy("stage", "Public notice"),
    NoticeParameters,
    needs=frozenset({"amount"}),
    gives=frozenset({"notice_passed"}),
    tells=tells,
)
