"""Questions about the trail."""

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.trail.days import tops
from kechuang.trail.form import NOTHING_BEFORE, Entry
from kechuang.trail.models import Chain, DayHead, DecisionRecord, Event
from kechuang.trail.services import head_digest


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification saw and what it found wrong: a code and where."""

    chains: int
    events: int
    days: int
    faults: tuple[tuple[str, str], ...]


def events_of(chain: str) -> Sequence[Event]:
    """What happened to a subject, the latest first. One statement."""
    return list(Event.objects.filter(chain__name=chain).order_by("-seq"))


def verify() -> Verified:
    """Compute every digest anew, in the order of chains, and every sealed day."""
    faults: list[tuple[str, str]] = []
    count = 0
    reached: dict[int, tuple[int, str]] = {}
    for event in Event.objects.select_related("chain").order_by("chain_id", "seq").iterator():
        count += 1
        length, head = reached.get(event.chain_id, (0, NOTHING_BEFORE))
        place = f"{event.chain.name} {event.seq}"
        if event.seq != length + 1:
            faults.append(("gap", place))
        if event.prev != head:
            faults.append(("broken_link", place))
        if digest_of(event) != event.digest:
            faults.append(("altered", place))
        reached[event.chain_id] = event.seq, event.digest
    for chain in Chain.objects.order_by("id").iterator():
        if reached.get(chain.pk) != (chain.length, chain.head):
            faults.append(("cut_short", chain.name))
    days = list(DayHead.objects.order_by("day"))
    faults += day_faults(days)
    return Verified(chains=len(reached), events=count, days=len(days), faults=tuple(faults))


def digest_of(event: Event) -> str:
    """The digest that the event's row should hold."""
    return Entry(
        chain=event.chain.name,
        seq=event.seq,
        prev=event.prev,
        at=event.at,
        action=event.action,
        actor=event.actor,
        before=event.before,
        after=event.after,
        facts=event.facts,
    ).digest()


def day_faults(days: Sequence[DayHead]) -> list[tuple[str, str]]:
    """What is wrong with the sealed days."""
    faults: list[tuple[str, str]] = []
    if not days:
        return faults
    prev = NOTHING_BEFORE
    stood = {day: (chains, top) for day, chains, top in tops(days[0].day, days[-1].day)}
    for head in days:
        if stood[head.day] != (head.chains, head.root):
            faults.append(("day_differs", head.day.isoformat()))
        if head.prev != prev or head.digest != head_digest(head.day, head.chains, head.root, head.prev):
            faults.append(("day_broken", head.day.isoformat()))
        prev = head.digest
    return faults


def records_of(chain: str) -> Sequence[DecisionRecord]:
    """What was decided on a subject, the latest first. One statement."""
    return list(DecisionRecord.objects.filter(chain=chain))


def record_named(digest: str) -> DecisionRecord | None:
    """The record with this digest, or with the one digest that begins so; None where there is none or are several."""
    found = list(DecisionRecord.objects.filter(digest__startswith=digest)[:2])
    return found[0] if len(found) == 1 else None
