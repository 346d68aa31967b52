"""The plan on the front page: its measured targets, and the way to the whole."""

from typing import Any

from django.http import HttpRequest

from kechuang.plan.page import plan_shown
from kechuang.plan.queries import plan_of, shown
from kechuang.ui.visit import visit


def front(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows; nothing before a plan is adopted."""
    plan = plan_of(None, visit(request).today)
    found = shown(plan) if plan is not None and plan.versions else None
    if found is None:
        return {"plan": None}
    return {"plan": plan, "form": found.form, "page": plan_shown(found.form, visit(request).now)}
