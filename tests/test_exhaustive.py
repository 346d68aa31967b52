"""Every table × state × action × role, generated from the tables (contract 1). Pure: no database is asked.

The tables' own promises are held against docs/permissions.md and docs/architecture.md, which are generated from them,
so that a change of who may do what is seen in review.
"""

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.db import models
from tools.tables import PAGES, page

from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.door.perform import row_of
from kechuang.door.refusal import Refusal
from kechuang.door.table import CLOCK, NOT_YET, Actor, Says, Table, Transition, tables

ROOT = Path(__file__).resolve().parent.parent
RELATIONS = ("division_id", "organisation_id", "person_id")
ACTORS = {
    role: Actor(
        cast("Appointment", SimpleNamespace(role=role.value, public_id="x", pk=1, **dict.fromkeys(RELATIONS, 1)))
    )
    for role in Role
}
MOVER = Actor(None, engine=True)
EVERYBODY: list[tuple[str, Actor]] = [
    ("clock", CLOCK),
    ("engine", MOVER),
    *((role.value, actor) for role, actor in ACTORS.items()),
]


def related(model: type[models.Model], depth: int = 4) -> Any:
    """A row in memory that everybody above is related to: every key it holds is theirs, and so on behind it."""
    row = model(pk=1)
    for field in model._meta.fields:  # noqa: SLF001  Django names it so
        if isinstance(field, models.ForeignKey):
            setattr(row, field.attname, 1)
            if depth and isinstance(field.related_model, type):
                row._state.fields_cache[field.name] = related(field.related_model, depth - 1)  # noqa: SLF001
    return row


@cache
def subject_of(model: type[models.Model]) -> Any:
    """One subject of each kind is enough: nothing that is tried here changes it."""
    return related(model)


def subject_in(table: Table, state: str) -> Any:
    """A subject of the actors' own in that state, in memory only."""
    subject = subject_of(table.model)
    subject.state = state
    subject.pk = None if state == NOT_YET else 1
    return subject


def every() -> list[tuple[Table, str, str, str, Actor]]:
    """All of them."""
    return [
        (table, state, action, name, actor)
        for table in tables().values()
        for state in [NOT_YET, *(one.code for one in table.states)]
        for action in table.actions
        for name, actor in EVERYBODY
    ]


def admitted(row: Transition, name: str) -> bool:
    """Whether the row's permission names this actor."""
    if name == "engine":
        return row.permission.engine
    return row.permission.clock if name == "clock" else name in row.permission.roles


def test_there_is_something_to_try() -> None:
    assert len(every()) >= 7 * 9 * 11


def test_every_state_action_and_role() -> None:
    """What the table allows is found; all else is refused with the code that fits."""
    for table, state, action, name, actor in every():
        rows = [row for row in table.transitions if row.action == action]
        mine = [row for row in rows if admitted(row, name)]
        expected = next((row for row in mine if state in row.sources), None)
        subject = subject_in(table, state)
        place = f"{table.kind} {state or 'not yet'} {action} {name}"
        if expected is not None:
            assert row_of(subject, action, actor) is expected, place
            continue
        with pytest.raises(Refusal) as answer:
            row_of(subject, action, actor)
        assert answer.value.code == ("not_now" if mine else "not_yours"), place


def test_every_field_that_is_asked_for_has_words() -> None:
    for table in tables().values():
        for row in table.transitions:
            for name, field in row.payload.model_fields.items():
                words = [one for one in field.metadata if isinstance(one, Says)]
                assert len(words) == 1, f"{table.kind} {row.action} {name}"


def test_somebody_may_do_everything() -> None:
    for table in tables().values():
        for row in table.transitions:
            assert row.permission.roles or row.permission.clock or row.permission.engine, f"{table.kind} {row.action}"


@pytest.mark.parametrize("name", PAGES)
def test_the_generated_pages_are_fresh(name: str) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    assert page(name, text) == text, f"run: make tables ({name})"
