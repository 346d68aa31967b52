"""Questions about plans."""

from dataclasses import dataclass
from datetime import date

from kechuang.plan.definition import PlanForm, catalogue
from kechuang.plan.models import Plan, PlanVersion


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a year's plan: the adopted version, else the draft that the catalogue holds."""

    plan: Plan
    version: PlanVersion | None
    form: PlanForm


def plan_of(year: int | None, today: date) -> Plan | None:
    """The plan of a year; where none is named, of this year, else the latest. One statement."""
    if year is not None:
        return Plan.objects.filter(year=year).first()
    plans = list(Plan.objects.order_by("-year"))
    return next((plan for plan in plans if plan.year == today.year), plans[0] if plans else None)


def shown(plan: Plan, *, draft: bool = False) -> Shown | None:
    """The version in force; the draft where it is asked for or nothing is in force yet. None where there is neither."""
    version = None if draft else plan.adopted.select_related("adopted_by__person").first()
    if version is not None:
        return Shown(plan, version, version.content)
    form = catalogue().get(plan.code)
    return Shown(plan, None, form) if form is not None and form.year == plan.year else None
