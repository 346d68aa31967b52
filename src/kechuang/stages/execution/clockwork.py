"""What time does to projects under way."""

from datetime import datetime

from django.db.models import F, Min, Q

from kechuang.door.perform import perform
from kechuang.door.table import CLOCK
from kechuang.stages.execution.effects import local_day
from kechuang.stages.execution.models import Execution


def warn_of_overdue(now: datetime) -> int:
    """Warn once of each milestone whose day has passed; how many projects were warned.

    While a report is before the bureau nobody is warned: it may claim the milestone.
    """
    waiting = Execution.objects.filter(state="running").annotate(
        next_due=Min("goals__due_on", filter=Q(goals__reached_at__isnull=True))
    )
    late = waiting.filter(next_due__lt=local_day(now)).exclude(warned_of=F("next_due"))
    moved = 0
    for stay in late.order_by("id"):
        perform(stay, "warn", CLOCK, now=now)
        moved += 1
    return moved
