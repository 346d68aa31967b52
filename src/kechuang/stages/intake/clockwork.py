"""What time does to applications."""

from datetime import datetime

from django.db.models import F

from kechuang.cases.models import Case
from kechuang.door.perform import perform
from kechuang.door.table import CLOCK
from kechuang.stages.intake.models import Application
from kechuang.stages.intake.table import OPEN_STATES, too_late


def close_late(now: datetime) -> int:
    """Let lapse what was not submitted, or not carried on, in time; how many."""
    follow_errata()
    late = Application.objects.filter(state__in=OPEN_STATES, case__call__closes_at__lte=now)
    moved = 0
    for application in late.select_related("case__call__version").order_by("id"):
        if too_late(application, now):
            perform(application, "lapse", CLOCK, now=now)
            moved += 1
    return moved


def follow_errata() -> int:
    """Where an erratum has moved the end of a window, say so on what is not submitted yet; how many."""
    drafts = Application.objects.filter(state__in=("declaring", "draft"), first_sent_at__isnull=True)
    behind = drafts.exclude(due_at=F("case__call__closes_at")).select_related("case__call")
    for application in behind:
        closes = application.case.call.closes_at
        Application.objects.filter(pk=application.pk).update(due_at=closes)
        Case.objects.filter(stay_chain=application.chain).update(due_at=closes)
    return len(behind)
