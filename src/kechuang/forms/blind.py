"""Blind reading of a sheet: what is left out, and names that stand where they should not (contract 9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kechuang.forms.answers import Answers
from kechuang.forms.definition import Form
from kechuang.forms.fields import Attachment, Prose, SomeOrganisation, SomePerson, Table, Text
from kechuang.forms.parts import Label

SHORTEST = 2
"""Shorter names than this are too common to be looked for."""
SUFFIXES = ("有限责任公司", "股份有限公司", "有限公司", "集团")


@dataclass(frozen=True, slots=True)
class Flag:
    """A name that stands in what a blind reader sees."""

    field: str
    label: Label
    name: str


def blinded(form: Form, answers: Answers) -> Answers:
    """The answers without what is hidden from a blind reader."""
    kept: Answers = {}
    for name, value in answers.items():
        one = form.fields.get(name)
        if one is None or one.blind == "hidden":
            continue
        kept[name] = value
        if isinstance(one, Table):
            shown = {column.id for column in one.column if column.blind == "shown"} | {"row"}
            kept[name] = [{key: cell for key, cell in row.items() if key in shown} for row in value or []]
    return kept


def names_in(form: Form, answers: Answers) -> list[str]:
    """The names of people and organisations in the fields that a blind reader does not see."""
    found: list[str] = []
    for one in form.fields.values():
        given = answers.get(one.id)
        if isinstance(one, SomeOrganisation | SomePerson):
            found.append(name_of(given))
        elif isinstance(one, Table):
            columns = [column.id for column in one.column if isinstance(column, SomeOrganisation | SomePerson)]
            found += [name_of(row.get(column)) for row in given or [] for column in columns]
    return [name for name in dict.fromkeys(found) if len(name) >= SHORTEST]


def name_of(given: object) -> str:
    """The name in an answer, typed or kept."""
    name = given.get("name", "") if isinstance(given, dict) else given
    return " ".join(name.split()) if isinstance(name, str) else ""


def sought(names: Sequence[str]) -> list[str]:
    """The names as they are looked for: a firm's also without what its legal form adds. The longest first."""
    every = [
        name for full in names for name in (full, *(full.removesuffix(end) for end in SUFFIXES if full.endswith(end)))
    ]
    return sorted({name for name in every if len(name) >= SHORTEST}, key=lambda name: (-len(name), name))


def flags(form: Form, answers: Answers, names: Sequence[str]) -> list[Flag]:
    """Where a name stands in a text, or in the name of a file, that a blind reader sees."""
    wanted = sought(names)
    found: list[Flag] = []
    for name, label, text in open_texts(form, answers):
        left = text.casefold()
        for one in wanted:
            if one.casefold() in left:
                found.append(Flag(name, label, one))
                left = left.replace(one.casefold(), "")
    return list(dict.fromkeys(found))


def open_texts(form: Form, answers: Answers) -> Iterator[tuple[str, Label, str]]:
    """The texts and names of files that a blind reader sees, with their fields."""
    for one in form.fields.values():
        given = answers.get(one.id)
        if one.blind == "hidden" or not given:
            continue
        if isinstance(one, Text | Prose) and isinstance(given, str):
            yield one.id, one.label, given
        elif isinstance(one, Attachment):
            yield from ((one.id, one.label, file["name"]) for file in given)
        elif isinstance(one, Table):
            columns = [column for column in one.column if isinstance(column, Text | Prose) and column.blind == "shown"]
            for row in given:
                yield from (
                    (one.id, one.label, row[column.id]) for column in columns if isinstance(row.get(column.id), str)
                )
