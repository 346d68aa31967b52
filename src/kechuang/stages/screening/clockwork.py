"""What time does to corrections."""

from datetime import datetime

from kechuang.door.perform import perform
from kechuang.door.table import CLOCK
from kechuang.stages.screening.models import Screening


def end_corrections(now: datetime) -> int:
    """Refuse what was not corrected in time; how many."""
    moved = 0
    for screening in Screening.objects.filter(state="correcting", due_at__lt=now).order_by("id"):
        perform(screening, "lapse", CLOCK, now=now)
        moved += 1
    return moved
