"""Make a house of many cases from the demonstration: every table is copied inside SQLite, one statement a table.

What is copied, and by which keys, is read from Django's models. A copy of a case brings its call, its rounds, its
sheets, papers, money and trail along; whoever applies or reviews is copied once for ten copies of the cases; whoever
serves the city (the bureau, the districts) stays one. Copy k adds k million to every key; k in three hexadecimal digits
after an o, which no name and no digest of the product has, takes the place of the last four characters of every name;
its days are k days earlier. What earlier drafts said is left out.
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models

from kechuang.cases.models import Case
from kechuang.directory.models import Appointment, Organisation, Person
from kechuang.directory.roles import Role
from kechuang.forms.models import SheetRevision
from kechuang.schemes.models import Call

STEP = 1_000_000
"""Between the keys of one copy and the next."""
TOGETHER = 10
"""As many copies of the cases share one copy of the people."""
TAIL = 4
"""As many characters of a name say which copy it is of."""
TOKEN = re.compile(r"[0-9A-Za-z]{12,}")
CASES, PEOPLE = "\x01", "\x02"
"""Stand in a template where the number of a copy goes: of the cases, of the people."""
ROOTS: Mapping[str, tuple[type[models.Model], ...]] = {CASES: (Call, Case), PEOPLE: (Person, Organisation)}
GROWING = (Role.APPLICANT, Role.ORGANISATION_ADMINISTRATOR, Role.EXPERT)
EMPTIED: Mapping[tuple[type[models.Model], str], str] = {(SheetRevision, "answers"): "{}"}

AnyModel = type[models.Model]
AnyField = Any
"""A column: Django's field."""


def columns(model: AnyModel) -> list[AnyField]:
    """The columns of a model."""
    return list(model._meta.concrete_fields)  # noqa: SLF001  Django's own interface to a model


def table(model: AnyModel) -> str:
    """Its table."""
    return model._meta.db_table  # noqa: SLF001


def key(model: AnyModel) -> str:
    """The column of its key."""
    return str(model._meta.pk.column)  # noqa: SLF001


def links(model: AnyModel) -> list[tuple[AnyField, AnyModel]]:
    """Its foreign keys with what they lead to."""
    return [
        (one, one.related_model) for one in columns(model) if one.is_relation and isinstance(one.related_model, type)
    ]


def short_texts(model: AnyModel) -> list[AnyField]:
    """The columns that can name a row of another table without a foreign key."""
    return [one for one in columns(model) if isinstance(one, models.CharField)]


def texts(model: AnyModel) -> list[AnyField]:
    """Every column in which a name can stand."""
    return [one for one in columns(model) if isinstance(one, models.CharField | models.TextField | models.JSONField)]


@dataclass
class Plan:
    """What of each table is copied, and how."""

    base: sqlite3.Connection
    kind: dict[AnyModel, str] = field(default_factory=dict)
    """By which number each copied table is copied: the cases' or the people's."""
    kept: dict[AnyModel, set[int]] = field(default_factory=dict)
    """The rows of a copied table that stay one."""
    names: dict[str, str] = field(default_factory=dict)
    """What names a row, with the mark of its copy in place."""

    @cached_property
    def models(self) -> list[AnyModel]:
        """Every table."""
        return [one for one in apps.get_models() if table(one) in connection.introspection.table_names()]

    def rows(self, model: AnyModel, *wanted: AnyField) -> list[tuple[Any, ...]]:
        """The keys of a table with some of its columns."""
        names = ", ".join(f'"{one}"' for one in (key(model), *(field.column for field in wanted)))
        return self.base.execute(f'SELECT {names} FROM "{table(model)}"').fetchall()  # noqa: S608  names of Django's

    def sort(self) -> None:
        """Find the tables: those that lead to a root, then those that name in a text a row of one found."""
        for kind, roots in ROOTS.items():
            self.kind |= dict.fromkeys(roots, kind)
        self.follow(CASES)
        subjects = {
            str(row[1])
            for model in self.kind
            if self.kind[model] == CASES
            for one in columns(model)
            if one.name == "public_id"
            for row in self.rows(model, one)
        }
        for model in self.models:
            if model not in self.kind and any(
                naming(row[1:], subjects) for row in self.rows(model, *short_texts(model))
            ):
                self.kind[model] = CASES
                self.kept[model] = {
                    row[0] for row in self.rows(model, *short_texts(model)) if not naming(row[1:], subjects)
                }
        self.follow(CASES)
        people = self.serving("person_id")
        self.kept[Person], self.kept[Organisation] = people, self.serving("organisation_id")
        self.follow(PEOPLE)
        self.keep()

    def follow(self, kind: str) -> None:
        """Add what leads to what is found, until nothing more does: for people, by its first foreign key."""
        found = True
        while found:
            found = False
            for model in self.models:
                to = [target for _field, target in links(model) if target is not model]
                to = to[:1] if kind == PEOPLE else to
                if model not in self.kind and any(self.kind.get(one) == kind for one in to):
                    self.kind[model], found = kind, True

    def serving(self, column: str) -> set[int]:
        """The people or bodies that serve the city as a whole."""
        growing = ", ".join(f"'{role.value}'" for role in GROWING)
        asked = f'SELECT {column} FROM "{table(Appointment)}" WHERE role NOT IN ({growing})'  # noqa: S608
        return {row[0] for row in self.base.execute(asked)}

    def keep(self) -> None:
        """Find the rows that stay one because what they belong to does: their first foreign key that is set."""
        for _round in range(5):
            for model, kind in self.kind.items():
                to = [
                    (one, target)
                    for one, target in links(model)
                    if self.kind.get(target) == kind and target is not model
                ]
                if not to or model in ROOTS[kind]:
                    continue
                kept = self.kept.setdefault(model, set())
                for row in self.rows(model, *(one for one, _target in to)):
                    first = next((n for n, value in enumerate(row[1:]) if value is not None), None)
                    if first is not None and row[first + 1] in self.kept.get(to[first][1], ()):
                        kept.add(row[0])

    def name(self) -> None:
        """Collect what names the copied rows: every text that is unique."""
        for model, kind in self.kind.items():
            for one in short_texts(model):
                if not one.unique:
                    continue
                kept = self.kept.get(model, set())
                values = [row[1] for row in self.rows(model, one) if row[1] and row[0] not in kept]
                short = len({value[:-TAIL] for value in values}) == len(values)
                self.names |= {value: value[:-TAIL] + kind if short else f"{value}-{kind}" for value in values}

    def said(self, value: Any) -> Any:
        """A text with the marks in place."""
        if not isinstance(value, str):
            return value
        return self.names.get(value) or TOKEN.sub(lambda found: self.names.get(found[0], found[0]), value)


def naming(values: Iterable[Any], subjects: set[str]) -> bool:
    """Whether one of the texts names one of the subjects."""
    return any(word in subjects for value in values if value for word in TOKEN.findall(value))


def shifted(model: AnyModel) -> set[str]:
    """Whole numbers that must differ between copies because nothing else of a unique set of columns does."""
    found: set[str] = set()
    for constraint in model._meta.constraints:  # noqa: SLF001
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            held = {one.name: one for one in columns(model) if one.name in constraint.fields}
            if not any(one.is_relation or one.unique or one.name in {"owner", "chain"} for one in held.values()):
                whole = [one for one in held.values() if isinstance(one, models.IntegerField)]
                found |= {str(whole[-1].column)} if whole else set()
    return found


class Grower:
    """Copies the demonstration that stands in a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with closing(sqlite3.connect(file)) as base:
            self.plan = Plan(base)
            self.plan.sort()
            self.plan.name()
            self.first: int = base.execute(f'SELECT COUNT(*) FROM "{table(Case)}"').fetchone()[0]  # noqa: S608
            self.templates = {model: self.template(model) for model in self.plan.kind}
        self.copies = 0

    def template(self, model: AnyModel) -> tuple[list[tuple[Any, ...]], set[str]]:
        """The rows to be copied with marks where the copy's number goes, and the columns that hold marks."""
        fields, kept, marked = columns(model), self.plan.kept.get(model, set()), set()
        text, rows = {one.column for one in texts(model)}, []
        place = [one.column for one in fields].index(key(model))
        listed = ", ".join(f'"{one.column}"' for one in fields)
        for row in self.plan.base.execute(f'SELECT {listed} FROM "{table(model)}"'):  # noqa: S608
            if row[place] in kept:
                continue
            made = [
                EMPTIED.get((model, one.name), self.plan.said(value) if one.column in text else value)
                for one, value in zip(fields, row, strict=True)
            ]
            marked |= {
                one.column
                for one, value in zip(fields, made, strict=True)
                if isinstance(value, str) and (CASES in value or PEOPLE in value)
            }
            rows.append(tuple(made))
        return rows, marked

    def grow(self, cases: int) -> int:
        """Copy until there are about so many cases; how many there are."""
        wanted = round(cases / self.first) - 1
        connection.close()
        with closing(sqlite3.connect(self.file, isolation_level=None)) as base:
            for said in ("foreign_keys=OFF", "journal_mode=DELETE", "synchronous=OFF", "cache_size=-400000"):
                base.execute(f"PRAGMA {said}")
            base.execute("PRAGMA temp_store=MEMORY")
            base.execute("CREATE TEMP TABLE copies (n INTEGER PRIMARY KEY, cases TEXT, people INTEGER, body TEXT)")
            base.execute("CREATE TEMP TABLE peoples (n INTEGER PRIMARY KEY, people INTEGER, body TEXT)")
            fresh = range(self.copies + 1, wanted + 1)
            base.executemany(
                "INSERT INTO copies VALUES (?, ?, ?, ?)", [(n, tail(n), group(n), tail(group(n))) for n in fresh]
            )
            groups = range(group(self.copies) + 1 if self.copies else 1, group(wanted) + 1)
            base.executemany("INSERT INTO peoples VALUES (?, ?, ?)", [(n, n, tail(n)) for n in groups])
            base.execute("BEGIN")
            for model in self.plan.kind:
                self.copy(base, model)
            base.execute("COMMIT")
            base.execute("PRAGMA journal_mode=WAL")
            bad = base.execute("PRAGMA foreign_key_check").fetchone() if cases <= self.first * 20 else None
        if bad:
            raise ValueError(f"a copy leads nowhere: {bad}")
        self.copies = wanted
        return self.first * (wanted + 1)

    def copy(self, base: sqlite3.Connection, model: AnyModel) -> None:
        """Copy one table."""
        rows, marked = self.templates[model]
        fields = columns(model)
        listed = ", ".join(f'"{one.column}"' for one in fields)
        base.execute(f'CREATE TEMP TABLE template AS SELECT {listed} FROM "{table(model)}" WHERE 0')  # noqa: S608
        base.executemany(f"INSERT INTO template VALUES ({', '.join('?' * len(fields))})", rows)  # noqa: S608
        for target in {target for _field, target in links(model)}:
            base.execute(f'CREATE TEMP TABLE IF NOT EXISTS "kept_{table(target)}" (id INTEGER PRIMARY KEY)')
            kept = [(one,) for one in self.plan.kept.get(target, ())]
            base.executemany(f'INSERT OR IGNORE INTO "kept_{table(target)}" VALUES (?)', kept)  # noqa: S608
        made = ", ".join(self.made(model, one, marked) for one in fields)
        numbers = "copies" if self.plan.kind[model] == CASES else "peoples"
        base.execute(f'INSERT INTO "{table(model)}" ({listed}) SELECT {made} FROM {numbers} c CROSS JOIN template t')  # noqa: S608
        base.execute("DROP TABLE template")

    def made(self, model: AnyModel, one: AnyField, marked: set[str]) -> str:
        """What a column of a copy is, in SQL."""
        column, mine = f't."{one.column}"', self.plan.kind[model]
        target = {field.column: target for field, target in links(model)}.get(one.column)
        if target is not None and target in self.plan.kind:
            number = "c.people" if self.plan.kind[target] == PEOPLE else "c.n"
            moved = f"{column} + {number} * {STEP}"
            return f'CASE WHEN {column} IN (SELECT id FROM "kept_{table(target)}") THEN {column} ELSE {moved} END'  # noqa: S608
        if one.column == key(model) or one.column in shifted(model):
            return f"{column} + c.n * {STEP}"
        if one.column in marked:
            body = f"replace({column}, char(2), c.body)"
            return f"replace({body}, char(1), c.cases)" if mine == CASES else body
        if isinstance(one, models.DateField) and mine == CASES:
            return f"date(substr({column}, 1, 10), '-' || c.n || ' days') || substr({column}, 11)"
        return column


def tail(number: int) -> str:
    """What the names of a copy end in."""
    return f"o{number:03x}"


def group(number: int) -> int:
    """The copy of the people that a copy of the cases belongs to."""
    return number // TOGETHER + 1
