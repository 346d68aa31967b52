"""What changed since somebody was here last: from the trail of the subjects that he may see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from kechuang.cases.kinds import rooms
from kechuang.cases.models import Case, Outcome
from kechuang.cases.queries import cases_of_chains
from kechuang.cases.visible import condition
from kechuang.directory.models import Appointment
from kechuang.door.refusal import Sentence
from kechuang.door.told import words_of
from kechuang.schemes.models import Call
from kechuang.trail.models import Event

LOOKED_AT = 300
"""As many of the latest events are looked through, so that a desk costs the same in a busy house."""
SHOWN = 10
WORDS = 3
"""As many things are told of one subject."""
REPEATS = frozenset({"advance", "enter"})
"""Moves of the engine, which only repeat what ended the stage before."""


@dataclass(slots=True)
class Change:
    """What happened to one case or call, the latest first."""

    title: str
    kind: str
    public_id: str
    at: datetime
    words: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, and up to which event of the trail this looked."""

    shown: Sequence[Change]
    more: bool
    latest: int


def news(*, after: int, mine: Collection[str]) -> QuerySet[Event]:
    """The events after one of them that others brought about, the latest first."""
    return Event.objects.filter(id__gt=after).exclude(actor__in=mine).select_related("chain").order_by("-at", "-id")


def in_house(viewer: Appointment, *, after: int, mine: Collection[str], calls: Mapping[str, Call]) -> Changes:
    """For the bureau's people: among the latest events of the house. Three statements."""
    kinds = {Case.kind, Call.kind, *(room.model.kind for room in rooms().values())}
    events = list(news(after=after, mine=mine)[:LOOKED_AT])
    chains = {event.chain.name for event in events if event.chain.name.partition("/")[0] in kinds}
    among = Case.objects.filter(condition(viewer)).select_related("call").defer("call__guide")
    return told(events, {**cases_of_chains(chains - calls.keys(), among), **calls})


def of_cases(cases: Sequence[Case], *, after: int, mine: Collection[str], calls: Mapping[str, Call]) -> Changes:
    """For everybody else: among the events of these cases and calls. Two statements."""
    by_key = {case.pk: case for case in cases}
    ended = Outcome.objects.filter(case__in=by_key).exclude(stay_chain="").order_by()
    subjects: dict[str, Case | Call] = {chain: by_key[key] for chain, key in ended.values_list("stay_chain", "case_id")}
    subjects |= {chain: case for case in cases for chain in (case.chain, case.stay_chain) if chain}
    subjects |= calls
    return told(list(news(after=after, mine=mine).filter(chain__name__in=subjects)[:LOOKED_AT]), subjects)


def told(events: Sequence[Event], subjects: Mapping[str, Case | Call]) -> Changes:
    """Events gathered by the case or call that they happened to."""
    grouped: dict[str, Change] = {}
    for event in events:
        subject = subjects.get(event.chain.name)
        if subject is None or event.action in REPEATS:
            continue
        change = grouped.setdefault(subject.chain, begun(subject, event))
        words = words_of(event.chain.name, event.action)
        if words not in change.words and len(change.words) < WORDS:
            change.words.append(words)
    shown = list(grouped.values())
    return Changes(shown[:SHOWN], len(shown) > SHOWN, max((event.pk for event in events), default=0))


def begun(subject: Case | Call, event: Event) -> Change:
    """A change as it is first met: by the latest event of its subject."""
    if isinstance(subject, Call):
        return Change(subject.title, Call.kind, subject.public_id, event.at)
    title = f"{subject.number} {subject.title}" if subject.number else subject.title or subject.call.title
    return Change(title, Case.kind, subject.public_id, event.at)
