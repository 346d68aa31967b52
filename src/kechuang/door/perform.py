"""The door itself."""

import hashlib
import json
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kechuang.door.payloads import validated
from kechuang.door.refusal import Refusal, Sentence
from kechuang.door.subject import Performed, Subject
from kechuang.door.table import NOT_YET, Actor, Payload, Step, Transition, table_of
from kechuang.trail import services as trail


@dataclass(frozen=True, slots=True)
class Result:
    """What an action led to. With `rehearsed` nothing was kept; with `replayed` it had been done before."""

    subject: Subject
    state: str
    revision: int
    rehearsed: bool = False
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """An action as it is offered to somebody: open, or shut with the reason."""

    transition: Transition
    shut: Refusal | None

    @property
    def open(self) -> bool:
        """Whether it can be done now."""
        return self.shut is None


def options(subject: Subject, actor: Actor, *, now: datetime) -> list[Option]:
    """What the actor may do to the subject in its present state; what others do is not offered."""
    state = subject.state if subject.pk else NOT_YET
    found = []
    for row in table_of(subject).transitions:
        if state in row.sources and row.permission.allows(subject, actor):
            found.append(Option(row, unmet(row, subject, now)))
    return found


def unmet(row: Transition, subject: Subject, now: datetime) -> Refusal | None:
    """The first guard that does not hold."""
    for guard in row.guards:
        if not guard.holds(subject, now):
            return Refusal(guard.code, guard.sentence)
    return None


def perform(
    subject: Subject,
    action: str,
    actor: Actor,
    payload: Payload | Mapping[str, Any] | None = None,
    *,
    now: datetime,
    expect: int | None = None,
    key: str = "",
    dry_run: bool = False,
) -> Result:
    """Do an action to a subject, in one transaction, its row locked.

    `expect` is the revision that the actor saw; a subject that does not exist yet is given unsaved. With a `key`,
    asking again does nothing and answers the same. Raises Refusal; then nothing was changed. A refusal's codes:
    `unknown_action`, `not_now`, `not_yours`, `changed_meanwhile`, `key_reused`, `payload`, a guard's, an effect's.
    """
    given = dict(payload.model_dump(mode="python") if isinstance(payload, Payload) else payload or {})
    with transaction.atomic():
        done = _perform(subject, action, actor, given, now=now, expect=expect, key=key)
        if dry_run:
            transaction.set_rollback(True)
    return replace(done, rehearsed=dry_run)


def _perform(
    subject: Subject,
    action: str,
    actor: Actor,
    given: Mapping[str, Any],
    *,
    now: datetime,
    expect: int | None,
    key: str,
) -> Result:
    locked = type(subject).objects.select_for_update().get(pk=subject.pk) if subject.pk else copy(subject)
    print_of = digest_of(locked, action, given)
    before = Performed.objects.filter(actor=actor.key, key=key).first() if key else None
    if before is not None:
        return replayed(before, locked, print_of)
    row = row_of(locked, action, actor)
    asked = validated(row.payload, given)
    if expect is not None and expect != locked.revision:
        raise Refusal("changed_meanwhile", _("Somebody has changed this meanwhile. Look at it as it stands, then act."))
    shut = unmet(row, locked, now)
    if shut is not None:
        raise shut
    state = locked.state if locked.pk else NOT_YET
    step = Step(locked, asked, actor, now)
    facts = row.effect(step)
    after = row.target if row.target is not None else state
    if after != state:
        locked.state, locked.state_since = after, now
    locked.revision += 1
    locked.save()
    trail.write(chain=locked.chain, action=action, actor=actor.key, before=state, after=after, facts=facts, now=now)
    settle(step)
    if key:
        Performed.objects.create(
            key=key,
            actor=actor.key,
            chain=locked.chain,
            action=action,
            asked=print_of,
            revision=locked.revision,
            state=after,
            at=now,
        )
    return Result(subject=locked, state=after, revision=locked.revision)


def settle(step: Step) -> None:
    """What follows once the subject is written: the table's own consequence, then the effect's."""
    after = table_of(step.subject).after
    if after is not None:
        after(step)
    for deed in step.later:
        deed()


def row_of(subject: Subject, action: str, actor: Actor) -> Transition:
    """The row that answers. Raises Refusal: first whether there is such an action, then who asks, then the state.

    Who may do it nowhere is told so and learns nothing of the state.
    """
    table = table_of(subject)
    rows = [row for row in table.transitions if row.action == action]
    if not rows:
        raise Refusal("unknown_action", _("This cannot be done here."))
    mine = [row for row in rows if row.permission.allows(subject, actor)]
    if not mine:
        raise Refusal("not_yours", rows[0].permission.sentence)
    state = subject.state if subject.pk else NOT_YET
    for row in mine:
        if state in row.sources:
            return row
    sentence: Sentence = _("This cannot be done any more, or not yet: look at where the matter stands now.")
    raise Refusal("not_now", sentence)


def digest_of(subject: Subject, action: str, given: Mapping[str, Any]) -> str:
    """A digest of what is asked for, before anything of it is judged; the text itself is not kept."""
    asked = json.dumps([subject.chain if subject.pk else subject.kind, action, given], default=str, sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


def replayed(before: Performed, subject: Subject, asked: str) -> Result:
    """The answer to a key that was used before. Raises Refusal where something else was asked under it."""
    if before.asked != asked:
        raise Refusal("key_reused", _("This form was sent before with other content. Open the page anew."))
    public_id = before.chain.partition("/")[2]
    held = subject if subject.pk else type(subject).objects.get(public_id=public_id)
    return Result(subject=held, state=before.state, revision=before.revision, replayed=True)
