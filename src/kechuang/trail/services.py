"""The verbs of the trail: write an event, seal a day, keep a decision record."""

import hashlib
import random
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Min

from kechuang.decide.canonical import canonical
from kechuang.decide.record import SALT_BYTES, seal
from kechuang.trail.days import A_DAY, tops
from kechuang.trail.form import NOTHING_BEFORE, Entry, Facts
from kechuang.trail.models import Chain, DayHead, DecisionRecord, Event


@transaction.atomic
def write(*, chain: str, action: str, actor: str, before: str, after: str, facts: Facts, now: datetime) -> Event:
    """Add an event to a subject's chain, which begins with its first event. The chain's row is locked meanwhile."""
    line, _new = Chain.objects.select_for_update().get_or_create(name=chain, defaults={"head": NOTHING_BEFORE})
    entry = Entry(
        chain=chain,
        seq=line.length + 1,
        prev=line.head,
        at=now,
        action=action,
        actor=actor,
        before=before,
        after=after,
        facts=facts,
    )
    event = Event.objects.create(
        chain=line,
        seq=entry.seq,
        prev=entry.prev,
        digest=entry.digest(),
        at=now,
        action=action,
        actor=actor,
        before=before,
        after=after,
        facts=dict(facts),
    )
    line.length, line.head = event.seq, event.digest
    line.save(update_fields=["length", "head"])
    return event


def head_digest(day: date, chains: int, top: str, prev: str) -> str:
    """The digest that the next day's head holds."""
    return hashlib.sha256(canonical({"day": day.isoformat(), "chains": chains, "root": top, "prev": prev})).hexdigest()


@transaction.atomic
def seal_days(*, today: date) -> list[DayHead]:
    """Seal every day before `today` that is not sealed yet, from the day of the first event on. Twice is once."""
    sealed = DayHead.objects.order_by("-day").first()
    if sealed is None:
        first = Event.objects.aggregate(first=Min("at"))["first"]
        if first is None:
            return []
        day, prev = first.astimezone(ZoneInfo(settings.TIME_ZONE)).date(), NOTHING_BEFORE
    else:
        day, prev = sealed.day + A_DAY, sealed.digest
    heads = []
    for each, chains, top in tops(day, today - A_DAY):
        head = DayHead(day=each, chains=chains, root=top, prev=prev, digest=head_digest(each, chains, top, prev))
        heads.append(head)
        prev = head.digest
    DayHead.objects.bulk_create(heads, batch_size=200)
    return heads


def keep_record(
    *,
    chain: str,
    kind: str,
    problem: Any,
    solution: Any,
    parameters: Mapping[str, Any],
    facts: Mapping[str, Any],
    now: datetime,
    salt: bytes | None = None,
) -> DecisionRecord:
    """Seal a decision on the subject of this chain and keep both forms.

    Called inside the effect of the action that decides, which gives the record's digest to the trail. The salt is drawn
    here, so that commitments cannot be guessed; only the demonstration has steady ones.
    """
    record = seal(
        kind=kind,
        subject=chain,
        problem=problem,
        solution=solution,
        parameters=parameters,
        facts=facts,
        at=now,
        salt=salt or _salts(SALT_BYTES),
    )
    return DecisionRecord.objects.create(
        chain=chain, kind=kind, sealed=record.sealed, public=record.public, digest=record.digest, at=now
    )


_salts: Callable[[int], bytes] = secrets.token_bytes


@contextmanager
def steady_salts(seed: str) -> Iterator[None]:
    """Salts that are the same at every building of a demonstration; never in a real installation."""
    global _salts  # noqa: PLW0603  the one place where chance is replaced
    before, _salts = _salts, random.Random(seed).randbytes  # noqa: S311  nothing is kept secret by it
    try:
        yield
    finally:
        _salts = before
