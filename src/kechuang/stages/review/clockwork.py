"""What time does in a review: it reminds once, some days before the end, whoever has not signed."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.stages.review.models import Batch
from kechuang.stages.review.rules import READING

DAYS_BEFORE = timedelta(days=3)


def remind_before_the_end(now: datetime) -> int:
    """Remind every expert whose time ends within three days and who was not reminded in them; how many."""
    waiting = Batch.objects.filter(
        Q(reminded_at__isnull=True) | Q(reminded_at__lt=F("round__due_at") - DAYS_BEFORE),
        state__in=["invited", "promised"],
        assignments__state__in=READING,
        round__state="reviewing",
        round__due_at__gt=now,
        round__due_at__lte=now + DAYS_BEFORE,
    ).distinct()
    mover = Actor(None, engine=True)
    batches = list(waiting.order_by("id"))
    for batch in batches:
        perform(batch, "remind_with_round", mover, now=now)
    return len(batches)
