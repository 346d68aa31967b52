"""What the page of a case shows of the project under way."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kechuang.stages.execution.effects import payable
from kechuang.stages.execution.models import Execution
from kechuang.ui.visit import visit


def execution_panel(request: HttpRequest, stay: Execution) -> Mapping[str, Any]:
    """Milestones, money and reports. Six statements."""
    today = visit(request).today
    goals = [(goal, goal.reached_at is None and goal.due_on < today) for goal in stay.goals.all()]
    return {
        "execution": stay,
        "goals": goals,
        "reached": sum(goal.reached_at is not None for goal, _late in goals),
        "payable": payable(stay),
        "payments": list(stay.payments.all()),
        "reports": list(stay.reports.all()),
    }
