"""What time does to notices."""

from datetime import datetime

from kechuang.door.perform import perform
from kechuang.door.table import CLOCK
from kechuang.stages.notice.models import NoticeRound


def end_notices(now: datetime) -> int:
    """End the notices whose last second has passed; how many."""
    over = list(NoticeRound.objects.filter(state="posted", due_at__lt=now).order_by("id"))
    for found in over:
        perform(found, "end", CLOCK, now=now)
    return len(over)
