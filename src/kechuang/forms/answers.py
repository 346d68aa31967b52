"""Answers against a form: what is kept, what is wrong, what is computed, which sections are complete.

Pure: the same answers, form and known names give the same result, and checking what was kept changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from kechuang.decide.canonical import LARGEST, digest
from kechuang.forms.definition import Check, Form, Section
from kechuang.forms.fields import (
    TICKED,
    AnyField,
    Attachment,
    Choice,
    Computed,
    Day,
    Declaration,
    FromList,
    Money,
    Table,
    When,
)
from kechuang.forms.known import NOBODY, Known
from kechuang.forms.problems import Problem, WrongError
from kechuang.forms.rows import checked, of_money
from kechuang.forms.soundness import bound_name
from kechuang.forms.values import cleaned
from kechuang.money.amounts import wan

Answers = dict[str, Any]


class SectionState(StrEnum):
    """How far a section is."""

    COMPLETE = "complete"
    WRONG = "wrong"
    OPEN = "open"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of the answers."""

    answers: Answers
    """What is kept: only fields that are asked, whole numbers, codes, texts."""
    problems: tuple[Problem, ...]
    totals: dict[str, dict[str, int]]
    """The totals of the tables, by table and column."""
    sections: dict[str, SectionState]
    asked: frozenset[str]
    """The fields that are asked, given what is chosen."""
    bound: dict[str, Any] = field(default_factory=dict)
    """What is kept as typed columns and tables, by binding; the rows of a table by the names of its columns there."""

    @property
    def complete(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems

    def at(self, name: str) -> list[Problem]:
        """The problems of one field."""
        return [problem for problem in self.problems if problem.field == name]


def check(form: Form, given: Answers, known: Known = NOBODY) -> Checked:
    """Check answers, typed or kept, against their form. Never raises for anything that `tidied` lets through."""
    kept: Answers = {}
    problems: list[Problem] = []
    totals: dict[str, dict[str, int]] = {}
    asked: set[str] = set()
    for section in form.section:
        if not holds(section.when, kept):
            continue
        for one in section.field:
            if not holds(one.when, kept):
                continue
            asked.add(one.id)
            if isinstance(one, Table):
                made = checked(one, given.get(one.id), known)
                kept[one.id], totals[one.id] = made.rows, made.totals
                problems += made.problems
            else:
                value, found = single(form, one, given, kept, known)
                problems += found
                if value is not None:
                    kept[one.id] = value
    problems += [fault for one in form.check for fault in unbalanced(form, one, kept, totals, asked)]
    return Checked(
        answers=kept,
        problems=tuple(problems),
        totals=totals,
        sections={section.id: state_of(section, asked, problems) for section in form.section},
        asked=frozenset(asked),
        bound={one.bind: bound(one, kept.get(one.id)) for one in form.fields.values() if one.bind and one.id in asked},
    )


def with_more(result: Checked, form: Form, more: Sequence[Problem]) -> Checked:
    """The result with further problems that a room found by its own rules."""
    problems = [*result.problems, *more]
    sections = {section.id: state_of(section, set(result.asked), problems) for section in form.section}
    return replace(result, problems=tuple(problems), sections=sections)


def holds(when: When | None, kept: Answers) -> bool:
    """Whether a condition holds; a field that is not asked itself has no answer."""
    if when is None:
        return True
    answer = kept.get(when.field)
    return any(one in when.among for one in (answer if isinstance(answer, list) else [answer]))


def single(form: Form, one: AnyField, given: Answers, kept: Answers, known: Known) -> tuple[Any, list[Problem]]:
    """One field that is no table: its answer and what is wrong with it."""
    try:
        value = cleaned(one, given.get(one.id), known)
    except WrongError as wrong:
        return None, [Problem(one.id, wrong.code, one.label, wrong.values)]
    if value is None:
        return None, [Problem(one.id, lacking(one), one.label)] if one.required else []
    if isinstance(one, Day) and one.after and one.after in kept and value <= kept[one.after]:
        return value, [Problem(one.id, "not_after", one.label, {"other": form.fields[one.after].label})]
    return value, []


def lacking(one: AnyField) -> str:
    """What to say where a required answer is missing."""
    if isinstance(one, Choice | FromList):
        return "not_chosen"
    if isinstance(one, Attachment):
        return "no_file"
    return "not_ticked" if isinstance(one, Declaration) else "missing"


def state_of(section: Section, asked: set[str], problems: list[Problem]) -> SectionState:
    """How far a section is."""
    mine = {one.id for one in section.field} & asked
    found = [problem for problem in problems if problem.field in mine]
    if not mine:
        return SectionState.HIDDEN
    if any(not problem.missing for problem in found):
        return SectionState.WRONG
    return SectionState.OPEN if found else SectionState.COMPLETE


def unbalanced(
    form: Form, one: Check, kept: Answers, totals: dict[str, dict[str, int]], asked: set[str]
) -> list[Problem]:
    """A check that does not hold, at the field on its left. Where nothing stands on a side, that is missing already."""
    left, right = figure(one.left, kept, totals), figure(one.right, kept, totals)
    name = one.left.partition(".")[0]
    if left is None or right is None or name not in asked:
        return []
    if left == right if one.kind == "equal" else left <= right:
        return []
    code = "check" if one.kind == "equal" else "check_at_most"
    values = {"message": one.message, "left": shown(form, one.left, left), "right": shown(form, one.right, right)}
    return [Problem(name, code, form.fields[name].label, values)]


def figure(reference: str, kept: Answers, totals: dict[str, dict[str, int]]) -> int | None:
    """The number that a check points to."""
    name, _dot, column = reference.partition(".")
    found = totals.get(name, {}).get(column) if column else kept.get(name)
    if column and not any(row.get(column) is not None for row in kept.get(name, [])):
        return None
    return found if isinstance(found, int) else None


def shown(form: Form, reference: str, value: int) -> str:
    """The number as people read it."""
    name, _dot, column = reference.partition(".")
    one = form.fields[name]
    money = isinstance(one, Money) or (isinstance(one, Table) and of_money(one, one.one(column)))
    return wan(value) if money else str(value)


def bound(one: AnyField, kept: Any) -> Any:
    """An answer as its typed column or table takes it."""
    if not isinstance(one, Table):
        return kept
    names = {column.id: bound_name(column) for column in one.column} | {"row": "row"}
    return [{names[column]: value for column, value in row.items()} for row in kept or []]


class BadAnswersError(ValueError):
    """What came is not shaped like answers to this form; `place` says where."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place


MOST_CHARACTERS = 200_000
"""In one answer: far more than any form asks for; what is typed beyond a field's own limit is kept and pointed out."""


def tidied(form: Form, given: Any) -> Answers:
    """Typed answers in the one shape that drafts are kept in: texts, lists of texts, rows, files; nothing else.

    Wrong values stay as they were typed; a name that the form does not have is refused. Files are attached at once and
    are no part of a draft: what is said of them is left out. Raises BadAnswersError.
    """
    if not isinstance(given, dict):
        raise BadAnswersError("", "answers are an object")
    unknown = sorted(str(name) for name in given if name not in form.fields)
    if unknown:
        raise BadAnswersError(unknown[0], "the form has no such field")
    return {
        name: tidy(one, given[name], name)
        for name, one in form.fields.items()
        if name in given and not isinstance(one, Attachment)
    }


def tidy(one: AnyField, given: Any, place: str) -> Any:
    """One answer in its shape."""
    if isinstance(one, Table):
        return tidy_rows(one, given, place)
    if isinstance(one, Choice | FromList) and one.many:
        return [words(code, place) for code in sequence(given, place)]
    if isinstance(one, Declaration):
        return TICKED if given in (True, "on", TICKED) else ""
    return party(given, place) if isinstance(given, dict) else words(given, place)


def tidy_rows(table: Table, given: Any, place: str) -> list[Any]:
    """A table's rows."""
    rows = sequence(given, place)
    if len(rows) > 2 * table.most:
        raise BadAnswersError(place, f"more than {2 * table.most} rows")
    columns = {column.id: column for column in table.column}
    made = []
    for number, row in enumerate(rows):
        where = f"{place}.{number}"
        if not isinstance(row, dict):
            raise BadAnswersError(where, "a row is an object")
        unknown = sorted(str(name) for name in row if name not in columns and name != "row")
        if unknown:
            raise BadAnswersError(f"{where}.{unknown[0]}", "the table has no such column")
        kept = {"row": words(row["row"], where)} if table.row and "row" in row else {}
        for name, column in columns.items():
            if name in row and not isinstance(column, Computed):
                kept[name] = tidy(column, row[name], f"{where}.{name}")
        made.append(kept)
    return made


def sequence(given: Any, place: str) -> list[Any]:
    """A list; nothing is an empty one. Raises BadAnswersError."""
    if given is None or given == "":
        return []
    if not isinstance(given, list):
        raise BadAnswersError(place, "a list is expected")
    return given


def party(given: Any, place: str) -> dict[str, str]:
    """`{id, name}`."""
    if not isinstance(given, dict) or not set(given) <= {"id", "name"}:
        raise BadAnswersError(place, "an id and a name are expected")
    return {name: str(words(given.get(name), place)) for name in ("id", "name")}


def words(given: Any, place: str) -> str | int:
    """Text without what no database keeps; a whole number that was kept stays one. Raises BadAnswersError."""
    if given is None:
        return ""
    if isinstance(given, int) and not isinstance(given, bool) and abs(given) <= LARGEST:
        return given
    if not isinstance(given, str) or len(given) > MOST_CHARACTERS:
        raise BadAnswersError(place, "text is expected")
    clean = given.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(letter for letter in clean if letter >= " " or letter in "\t\n\r")


def digest_of(form: Form, answers: Answers) -> str:
    """SHA-256 over the form's digest and the answers as kept: what a lock seals and a receipt names."""
    return digest({"form": form.digest, "answers": answers})
