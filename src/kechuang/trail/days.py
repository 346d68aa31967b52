"""The tree over all chains at the end of each day, day after day, in one pass over the events."""

from bisect import insort
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from kechuang.trail.form import Head, leaf, root_of_leaves
from kechuang.trail.models import Event

A_DAY = timedelta(days=1)


def end_of(day: date) -> datetime:
    """The first instant after a day, in the installation's zone."""
    return datetime.combine(day + A_DAY, time(), ZoneInfo(settings.TIME_ZONE))


def heads_at(end: datetime) -> list[Head]:
    """Every chain as it stood before `end`, in the order of names. Two statements."""
    last = dict(Event.objects.filter(at__lt=end).order_by().values_list("chain").annotate(Max("seq")))
    events = Event.objects.filter(at__lt=end).values_list("chain", "chain__name", "seq", "digest").iterator()
    return sorted((name, seq, digest) for chain, name, seq, digest in events if last[chain] == seq)


class Tree:
    """The chains as they stand at some instant; events are added in the order of time."""

    def __init__(self, heads: list[Head]) -> None:
        self.lengths = {name: length for name, length, _digest in heads}
        self.leaves = {head[0]: leaf(head) for head in heads}
        self.names = sorted(self.leaves)
        self.known: str | None = None

    def add(self, name: str, seq: int, digest: str) -> None:
        """An event has come; the one with the highest place counts."""
        if seq <= self.lengths.get(name, 0):
            return
        if name not in self.leaves:
            insort(self.names, name)
        self.lengths[name], self.leaves[name] = seq, leaf((name, seq, digest))
        self.known = None

    @property
    def root(self) -> str:
        """The root; worked out anew only where something has come."""
        if self.known is None:
            self.known = root_of_leaves([self.leaves[name] for name in self.names])
        return self.known


def tops(first: date, last: date) -> Iterator[tuple[date, int, str]]:
    """Each day from `first` to `last` with the number of chains at its end and their root. Three statements."""
    tree = Tree(heads_at(end_of(first - A_DAY)))
    coming = (
        Event.objects.filter(at__gte=end_of(first - A_DAY), at__lt=end_of(last))
        .order_by("at", "id")
        .values_list("at", "chain__name", "seq", "digest")
        .iterator()
    )
    event = next(coming, None)
    day = first
    while day <= last:
        while event is not None and event[0] < end_of(day):
            tree.add(*event[1:])
            event = next(coming, None)
        yield day, len(tree.names), tree.root
        day += A_DAY
