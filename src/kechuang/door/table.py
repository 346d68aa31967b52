"""Transition tables: how one kind of subject may move, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.door.refusal import Sentence
from kechuang.door.subject import Subject
from kechuang.trail.form import Facts

NOT_YET = ""
"""The state of what does not exist yet: an action from here brings it into being."""


class Payload(BaseModel):
    """What is given with an action. The same model validates the page, the API, a bulk change and a dry run."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Says:
    """What a page says beside a field of a payload, as metadata of its annotation."""

    label: Sentence
    help: Sentence = ""
    widget: str = ""
    """`money` where fen are typed as 万元."""
    choices: str = ""
    """The name of a list to choose from."""


def says(field: FieldInfo) -> Says:
    """The words of a payload's field. Raises StopIteration where it has none, which a test sees first."""
    return next(one for one in field.metadata if isinstance(one, Says))


class Nothing(Payload):
    """The payload of an action that needs none."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person in one of his appointments, or the clock."""

    appointment: Appointment | None
    engine: bool = False
    """Whether the engine of `cases` moves a case on for this person; nobody else says so (contract 2)."""

    @property
    def key(self) -> str:
        """The name under which the trail knows the actor."""
        return self.appointment.public_id if self.appointment else "clock"

    @property
    def role(self) -> Role | None:
        """The role acted in; none for the clock."""
        return Role(self.appointment.role) if self.appointment else None


CLOCK = Actor(None)
"""Acts where time alone drives a subject on."""


def anybody(_subject: Any, _actor: Actor) -> bool:
    """No relation is asked for beyond the role."""
    return True


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may: a role and, where it matters, a relation of the actor to the subject. The sentence says it in words."""

    code: str
    sentence: Sentence
    roles: frozenset[Role]
    clock: bool = False
    related: Callable[[Any, Actor], bool] = anybody
    engine: bool = False
    """Whether only the engine does it, when a case moves between stages."""

    def admits(self, actor: Actor) -> bool:
        """Whether the actor's role alone may; needs no database."""
        if actor.engine:
            return self.engine
        return self.clock if actor.role is None else actor.role in self.roles

    def allows(self, subject: Subject, actor: Actor) -> bool:
        """Whether this actor may do it to this subject."""
        return self.admits(actor) and self.related(subject, actor)


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on the subject and the instant, with the code and the remedy for when it does not hold."""

    code: str
    sentence: Sentence
    holds: Callable[[Any, datetime], bool]


@dataclass(slots=True)
class Step:
    """One action on its way: what an effect is given."""

    subject: Any
    payload: Any
    actor: Actor
    now: datetime
    later: list[Callable[[], None]] = field(default_factory=list)
    """What an effect wants done once the subject is written, still in the same transaction."""


Effect = Callable[[Step], Facts]
"""Changes the subject's own columns (the door saves them) and rows beside it; gives what the trail shall hold.

Raises Refusal where the payload does not fit the facts."""


def no_effect(_step: Step) -> Facts:
    """The state alone changes."""
    return {}


@dataclass(frozen=True, slots=True)
class State:
    """A state: its stable code, what the bureau calls it and what the public is told."""

    code: str
    label: Sentence
    public: Sentence
    turn: Role | None = None
    """Whose turn it is in this state; nobody's where it ends or where time drives it on."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of a table: from these states, by this action, to that state (or none: it stays where it is)."""

    action: str
    sources: tuple[str, ...]
    target: str | None
    permission: Permission
    label: Sentence
    public: Sentence
    payload: type[Payload] = Nothing
    guards: tuple[Guard, ...] = ()
    effect: Effect = no_effect
    page: str = ""
    """The name of an address of its own where this is done, given the subject's public id; else the door's page."""
    means: Sentence = ""
    """What follows from it, told on the page that asks to confirm."""


class BadTableError(ValueError):
    """A table that cannot be meant."""


@dataclass(frozen=True)
class Table:
    """All that can happen to one kind of subject."""

    kind: str
    model: type[Subject]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    after: Callable[[Step], None] | None = None
    """Run after every action, once the subject and the trail are written, in the same transaction."""

    def __post_init__(self) -> None:
        """Refuse a table that names unknown states, answers an action twice, or holds a state nothing leads to."""
        codes = [state.code for state in self.states]
        known = {NOT_YET, *codes}
        faults = [f"state {code} stands twice" for code in codes if codes.count(code) > 1]
        seen: set[tuple[str, str]] = set()
        for row in self.transitions:
            named = {*row.sources} | ({row.target} if row.target is not None else set())
            faults += [f"{row.action} names the unknown state {state}" for state in named - known]
            faults += [f"{row.action} from {one} stands twice" for one in row.sources if (one, row.action) in seen]
            if row.target is None and NOT_YET in row.sources:
                faults.append(f"{row.action} brings nothing into being")
            seen |= {(one, row.action) for one in row.sources}
        faults += [f"nothing leads to {code}" for code in set(codes) - self.reachable()]
        if faults:
            raise BadTableError(f"{self.kind}: {'; '.join(sorted(set(faults)))}")

    def reachable(self) -> set[str]:
        """The states that some chain of actions leads to."""
        reached = {NOT_YET}
        while True:
            more = {
                row.target for row in self.transitions if row.target is not None and reached.intersection(row.sources)
            } - reached
            if not more:
                return reached - {NOT_YET}
            reached |= more

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions, each once, in the order of the table."""
        return tuple(dict.fromkeys(row.action for row in self.transitions))

    def state(self, code: str) -> State:
        """The state with this code. Raises KeyError."""
        return next(state for state in self.states if state.code == code)

    def row(self, state: str, action: str) -> Transition | None:
        """What the action does in this state; None where it is not to be done there."""
        return next((row for row in self.transitions if row.action == action and state in row.sources), None)


_tables: dict[str, Table] = {}


def register(table: Table) -> Table:
    """Make a table known by its kind. Called when the application starts; the same table twice is once."""
    if _tables.setdefault(table.kind, table) is not table:
        raise BadTableError(f"there is a table {table.kind} already")
    return table


def tables() -> Mapping[str, Table]:
    """Every table by kind."""
    return dict(sorted(_tables.items()))


def table_of(subject: Subject) -> Table:
    """The table that a subject moves by. Raises KeyError where its room declares none."""
    return _tables[subject.kind]
