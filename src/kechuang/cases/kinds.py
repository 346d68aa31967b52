"""Which room keeps the stays of a kind of stage. The rooms register themselves when the application starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kechuang.cases.models import Stay
from kechuang.door import reading
from kechuang.door.refusal import Sentence
from kechuang.door.table import Table
from kechuang.schemes.definition import StagePart


@dataclass(frozen=True, slots=True)
class Panel:
    """What a stage shows on the page of a case: a template, and its words and rows for a stay."""

    template: str
    context: Callable[[HttpRequest, Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Word:
    """One value of an outcome: its name in the data, what it is called and how it is said."""

    key: str
    label: Sentence
    say: Callable[[Mapping[str, Any], StagePart], Sentence]
    inside: bool = False
    """Whether only the bureau reads it: a score is no applicant's to know."""


@dataclass(frozen=True, slots=True)
class StageRoom:
    """The room of a kind of stage. Its table has an action `enter`, from nothing, that only the engine does."""

    kind: str
    model: type[Stay]
    table: Table
    panel: Panel | None = None
    together: bool = False
    """Whether people act on the round and not on each case: then a desk shows the round, not its cases."""
    past: bool = False
    """Whether the panel also says something of a stay that has ended."""
    words: tuple[Word, ...] = ()
    """What its outcomes hold beside what `cases.outcome_words` knows of every kind."""


_rooms: dict[str, StageRoom] = {}


def register(room: StageRoom) -> None:
    """Make a room known. Raises ValueError where another keeps this kind, or its table cannot be entered."""
    if _rooms.setdefault(room.kind, room) is not room:
        raise ValueError(f"another room keeps the kind {room.kind} already")
    if room.table.row("", "enter") is None:
        raise ValueError(f"nothing enters {room.kind}")
    from kechuang.cases.reading import reading_of_stays  # noqa: PLC0415  it describes rooms, which this module defines

    reading.register(reading_of_stays(room))


def room_of(kind: str) -> StageRoom:
    """The room of a kind. Raises KeyError where none is built."""
    return _rooms[kind]


def rooms() -> Mapping[str, StageRoom]:
    """Every room by kind."""
    return dict(_rooms)


def acted_on_together() -> list[str]:
    """The kinds whose cases wait as a round."""
    return [room.kind for room in _rooms.values() if room.together]


def room_of_chain(chain: str) -> StageRoom | None:
    """The room whose stay has this chain."""
    kind = chain.partition("/")[0]
    return next((room for room in _rooms.values() if room.model.kind == kind), None)
