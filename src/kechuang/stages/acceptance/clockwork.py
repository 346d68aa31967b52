"""What time does to acceptances."""

from datetime import datetime

from django.db.models import Q

from kechuang.door.perform import perform
from kechuang.door.table import CLOCK
from kechuang.stages.acceptance.effects import WARNED_EVERY
from kechuang.stages.acceptance.models import Acceptance


def warn_of_overdue(now: datetime) -> int:
    """Tell the applicants whose request or rectification is overdue, once a month; how many."""
    due = Acceptance.objects.filter(state__in=("requesting", "rectifying"), due_at__lt=now)
    due = due.filter(Q(warned_at__isnull=True) | Q(warned_at__lte=now - WARNED_EVERY))
    return len([perform(stay, "warn", CLOCK, now=now) for stay in due.select_related("case")])
