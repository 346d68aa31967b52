"""What the page of a case says of its decision once it is out: the reason, or the amount, and the minute."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kechuang.cases.models import Outcome
from kechuang.cases.shown import shown
from kechuang.stages.decision.rules import REASONS


def decision_result(request: HttpRequest) -> Mapping[str, Any]:
    """The decision's outcome for whoever may read the whole case. No statement."""
    case = shown(request)
    outcomes = case.outcomes.all() if case else ()
    decided = [one for one in outcomes if one.kind == "decision" and one.result != Outcome.Result.WITHDRAWN]
    outcome = max(decided, key=lambda one: one.pk, default=None)
    reason = REASONS.get(outcome.data.get("reason", ""), "") if outcome else ""
    return {"outcome": outcome, "passed": outcome and outcome.result == Outcome.Result.PASSED, "reason": reason}
