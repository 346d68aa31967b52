"""A plan in force, and people who read it."""

import pytest

from kechuang.conftest import NOW
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.plan.models import Plan


@pytest.fixture
def plan(planner: Actor, director: Actor) -> Plan:
    """The catalogue's plan of 2026, adopted."""
    found = Plan.objects.get(pk=perform(Plan(), "prepare", planner, {"code": "work-points"}, now=NOW).subject.pk)
    adoption = {"meeting": "局长办公会", "minute": "科纪1号"}
    return Plan.objects.get(pk=perform(found, "adopt", director, adoption, now=NOW).subject.pk)
