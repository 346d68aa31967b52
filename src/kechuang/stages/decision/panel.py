"""What the page of a case shows while the case is before the meeting: the way to the list, for those who may see it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kechuang.cases.kinds import Word
from kechuang.cases.permissions import reads_round
from kechuang.stages.decision.models import DecisionStay
from kechuang.stages.decision.rules import REASONS
from kechuang.ui.visit import visit

WORDS = (Word("reason", _("Reason"), lambda data, _part: REASONS.get(data["reason"], data["reason"])),)
"""Why it is not funded."""


def decision_panel(request: HttpRequest, stay: DecisionStay) -> Mapping[str, Any]:
    """The round, if the reader may look at it; others read only that the decision is pending."""
    return {"round": stay.round if reads_round(visit(request).appointment, stay.round) else None}
