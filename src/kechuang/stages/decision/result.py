"""What the page of a case says of its decision once it is out: the reason, or the amount, and the minute."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kechuang.cases.models import Outcome
from kechuang.cases.visible import visible_cases
from kechuang.directory.roles import Role
from kechuang.stages.decision.rules import REASONS
from kechuang.ui.visit import visit


def decision_result(request: HttpRequest) -> Mapping[str, Any]:
    """The decision's outcome for whoever may read the whole case. One statement."""
    match, viewer = request.resolver_match, visit(request).appointment
    if match is None or viewer is None or viewer.role == Role.EXPERT:
        return {"outcome": None}
    outcomes = Outcome.objects.filter(
        case__in=visible_cases(viewer).order_by().values("pk"),
        case__public_id=match.kwargs.get("public_id", ""),
        kind="decision",
    )
    outcome = outcomes.exclude(result=Outcome.Result.WITHDRAWN).order_by("-id").first()
    reason = REASONS.get(outcome.data.get("reason", ""), "") if outcome else ""
    return {"outcome": outcome, "passed": outcome and outcome.result == Outcome.Result.PASSED, "reason": reason}
