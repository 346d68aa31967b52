"""What changed this week: the lines of the money ledger."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Sum

from kechuang.door.refusal import Sentence
from kechuang.funds.models import Entry

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Change:
    """How many subjects and how much, of one kind."""

    label: Sentence
    subjects: int
    fen: int


def changes_of_week(year: int, now: datetime) -> list[Change]:
    """What was approved, contracted, paid, released and returned in the last seven days. One statement."""
    lines = Entry.objects.filter(envelope__year=year, at__gt=now - A_WEEK, at__lte=now).order_by()
    sums = lines.values_list("kind").annotate(subjects=Count("chain", distinct=True), fen=Sum("fen"))
    found = {kind: Change(Entry.Kind(kind).label, subjects, fen) for kind, subjects, fen in sums}
    return [found[kind] for kind in Entry.Kind.values if kind in found]
