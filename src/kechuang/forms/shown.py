"""What the pages of a sheet show: sections with their fields, filled in or read, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from kechuang.forms.answers import Answers, Checked, SectionState
from kechuang.forms.definition import Form, Section
from kechuang.forms.fields import (
    AnyField,
    Attachment,
    Choice,
    Column,
    Computed,
    Day,
    Declaration,
    FromList,
    Money,
    Number,
    Prose,
    SomePerson,
    Table,
    Text,
    When,
)
from kechuang.forms.known import NOBODY
from kechuang.forms.problems import Problem, said
from kechuang.forms.rows import of_money, one_row, places, summed
from kechuang.forms.values import length
from kechuang.forms.widgets import FEW, control, unit_of
from kechuang.forms.written import cell_in_words, heading, in_words, total_in_words, with_unit

SHORT = 50


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that is filled in or read."""

    column: Column
    head: str
    control: SafeString | str
    words: str
    problems: Sequence[Problem] = ()
    number: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, and its total under it."""

    column: Column
    words: str
    help: str
    number: bool
    required: bool
    total: str | None
    """None where there is none."""
    money: bool
    places: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its number, its fixed name, its cells."""

    number: int
    ident: str
    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    heads: Sequence[Head]
    lines: Sequence[Line]
    blank: Line | None
    """An empty row to copy, where rows can be added."""
    totals: bool
    label_width: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """A field as a page shows it."""

    field: AnyField
    label: str
    help: str
    control: SafeString | str = ""
    words: str = ""
    problems: Sequence[Problem] = ()
    asked: bool = True
    grouped: bool = False
    """Whether the control is a group, which a legend names rather than a label."""
    count: int | None = None
    grid: Grid | None = None
    files: Sequence[Mapping[str, Any]] = ()
    more_files: bool = False
    several: bool = False
    """Whether it takes more than one file."""
    when: When | None = None
    tick: bool = False
    half: bool = False
    """Whether two such stand side by side."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section as a page shows it."""

    section: Section
    name: str
    help: str
    state: SectionState
    questions: Sequence[Question] = field(default_factory=list)
    wide: bool = False
    """Whether a table in it wants the width of the page."""


def to_fill(form: Form, answers: Answers, result: Checked) -> list[Part]:
    """The form to fill in. `answers` are as they were typed."""
    return [
        Part(
            section=section,
            name=said(section.name),
            help=said(section.help) if section.help else "",
            state=result.sections[section.id],
            questions=[question(one, answers, result) for one in section.field],
            wide=any(isinstance(one, Table) for one in section.field),
        )
        for section in form.section
    ]


def question(one: AnyField, answers: Answers, result: Checked) -> Question:
    """A field to fill in."""
    found = result.at(one.id)
    given = answers.get(one.id)
    wrong = [problem for problem in found if not problem.missing and "." not in problem.place]
    plain = not isinstance(one, Table | Attachment)
    return Question(
        field=one,
        label=said(one.label),
        help=said(one.help) if one.help else "",
        control=control(one, one.id, given, wrong=bool(wrong)) if plain else "",
        problems=wrong,
        asked=one.id in result.asked,
        grouped=is_group(one),
        count=length(str(given or "")) if isinstance(one, Prose | Text) else None,
        grid=grid(one, given or [], result, fill=True) if isinstance(one, Table) else None,
        files=given or [] if isinstance(one, Attachment) else (),
        more_files=isinstance(one, Attachment) and len(given or []) < one.most,
        several=isinstance(one, Attachment) and one.most > 1,
        when=one.when,
        tick=isinstance(one, Declaration),
        half=is_short(one),
    )


def is_short(one: AnyField) -> bool:
    """Whether half the width is enough for its control."""
    if isinstance(one, Choice | FromList):
        return not is_group(one)
    return isinstance(one, Day | Money | Number | SomePerson) or (isinstance(one, Text) and one.maximum <= SHORT)


def is_group(one: AnyField) -> bool:
    """Whether its control is a group of boxes."""
    if isinstance(one, Choice | FromList):
        return one.many or len(one.option) <= FEW
    return isinstance(one, Declaration)


def grid(table: Table, rows: Sequence[Any], result: Checked, *, fill: bool) -> Grid:
    """A table to fill in, or to read."""
    totals = result.totals.get(table.id, {})
    typed = [row if isinstance(row, dict) else {} for row in rows]
    if fill:
        typed = to_type(table, typed)
    lines = [line(table, number, row, result, fill=fill) for number, row in enumerate(typed)]
    return Grid(
        heads=[head(table, column, totals.get(column.id)) for column in table.column],
        lines=lines,
        blank=line(table, len(typed), {}, result, fill=True) if fill and not table.row else None,
        totals=bool(totals),
    )


def to_type(table: Table, typed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that a page offers: the fixed ones, or those there are and at least as many as there must be."""
    if table.row:
        by_id = {row.get("row"): row for row in typed}
        return [{**by_id.get(fixed.id, {}), "row": fixed.id} for fixed in table.row]
    return typed + [{} for _missing in range(max(table.least, 1) - len(typed))]


def head(table: Table, column: Column, total: int | None) -> Head:
    """The head of a column."""
    money = of_money(table, column)
    return Head(
        column=column,
        words=heading(table, column),
        help=said(column.help) if column.help else "",
        number=money or isinstance(column, Number | Computed),
        required=not isinstance(column, Computed) and column.required,
        total=None if not summed(column) or total is None else total_in_words(table, column, total),
        money=money,
        places=places(table, column),
    )


def line(table: Table, number: int, row: dict[str, Any], result: Checked, *, fill: bool) -> Line:
    """A row."""
    fixed = {one.id: said(one.label) for one in table.row}
    ident = str(row.get("row", ""))
    computed = one_row(table, number, row, NOBODY, [])
    cells = []
    for column in table.column:
        place = f"{table.id}.{number}.{column.id}"
        found = [one for one in result.problems if one.place == place and not one.missing]
        money = of_money(table, column)
        value = computed.get(column.id) if isinstance(column, Computed) else row.get(column.id)
        named = heading(table, column)
        cells.append(
            Cell(
                column=column,
                head=named,
                control=""
                if isinstance(column, Computed) or not fill
                else control(column, place, value, wrong=bool(found), cell=named),
                words=cell_in_words(table, column, value),
                problems=found,
                number=money or isinstance(column, Number | Computed),
            )
        )
    return Line(number, ident, fixed.get(ident, ""), cells)


def to_read(form: Form, answers: Answers, result: Checked) -> list[Part]:
    """The form as it was filled in: sections and fields that were asked and that `answers` still hold."""
    parts = []
    for section in form.section:
        shown = [reading(one, answers.get(one.id), result) for one in section.field if one.id in result.asked]
        shown = [one for one in shown if one.words or one.files or (one.grid and one.grid.lines) or one.tick]
        if shown:
            parts.append(Part(section, said(section.name), "", result.sections[section.id], shown))
    return parts


def reading(one: AnyField, given: Any, result: Checked) -> Question:
    """A field to read."""
    return Question(
        field=one,
        label=titled(one),
        help="",
        words=words_of(one, given),
        grid=grid(one, given or [], result, fill=False) if isinstance(one, Table) else None,
        files=given or [] if isinstance(one, Attachment) else (),
        tick=isinstance(one, Declaration) and bool(given),
    )


def titled(one: AnyField) -> str:
    """The label of a field, a number's with its unit."""
    unit = unit_of(one) if isinstance(one, Money | Number) else ""
    return with_unit(said(one.label), unit)


def words_of(one: AnyField, given: Any) -> str:
    """The answer of a field in words; tables and files are shown otherwise."""
    if isinstance(one, Declaration):
        return said(one.text)
    return "" if isinstance(one, Table | Attachment) else in_words(one, given)
