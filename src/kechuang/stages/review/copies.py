"""The blind copy: an application as an expert reads it, without whatever tells who applies (contract 9).

Fields and columns that the form calls hidden are left out. Where a name of a party, a member or a contact stands in a
text after all, it is covered; files go by numbers. What is read is the locked sheet that the outcomes name, the
latest of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kechuang.cases.models import Case, Member, Outcome, Party
from kechuang.directory.models import Organisation
from kechuang.forms.blind import SUFFIXES, names_in, sought
from kechuang.forms.definition import Form
from kechuang.forms.fields import AnyField, Attachment, Column, Computed, Money, Number, Prose, Table
from kechuang.forms.known import NOBODY
from kechuang.forms.models import Sheet
from kechuang.forms.parts import Label
from kechuang.forms.problems import said
from kechuang.forms.rows import one_row
from kechuang.forms.written import YUAN, cell_in_words, heading, in_words

SHORTEST_SPOKEN = 3
"""A firm's spoken name that is shorter than this is too common a word to be covered."""
COVER = "■■■"
"""What stands in place of a covered name."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as an expert sees it: by its number and its ending; `key` finds it again."""

    number: int
    ending: str
    key: str

    @property
    def name(self) -> str:
        """What it is called, here and where it is saved."""
        return _("attachment-%(number)d.%(ending)s") % {"number": self.number, "ending": self.ending}


@dataclass(frozen=True, slots=True)
class Item:
    """One answer: a fact, a text, rows or files."""

    id: str
    label: str
    kind: str
    text: str = ""
    head: tuple[tuple[str, bool], ...] = ()
    """Of rows: each column with whether it holds numbers."""
    rows: tuple[tuple[str, ...], ...] = ()
    files: tuple[File, ...] = ()

    @property
    def shown_rows(self) -> list[list[tuple[str, bool]]]:
        """The cells of each row, with whether they hold numbers."""
        return [[(words, number) for words, (_head, number) in zip(row, self.head, strict=True)] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the application."""

    id: str
    name: Label
    items: tuple[Item, ...]

    @property
    def texts(self) -> list[Item]:
        """Its long texts, where there are several: they stand in the contents."""
        found = [item for item in self.items if item.kind == "text"]
        return found if len(found) > 1 else []


@dataclass(frozen=True, slots=True)
class Copy:
    """A blind copy."""

    title: str
    summary: str
    gist: str
    """Title, keywords and summary, as they are compared with an expert's keywords."""
    field: str
    sections: tuple[Section, ...]

    @property
    def files(self) -> tuple[File, ...]:
        """Every file, in the order of numbers."""
        return tuple(file for section in self.sections for item in section.items for file in item.files)


def copies_of(cases: Sequence[Case]) -> dict[int, Copy]:
    """The blind copies of these cases by key, bare where there is no application. Four statements however many."""
    keys = [case.pk for case in cases]
    held: dict[int, str] = {}
    for key, data in Outcome.objects.filter(case__in=keys, result="passed").order_by("id").values_list("case", "data"):
        held[key] = str(data.get("application", held.get(key, "")))
    found = Sheet.objects.filter(public_id__in=held.values(), locked_at__isnull=False).select_related("version")
    sheets = {sheet.public_id: sheet for sheet in found}
    names: dict[int, set[str]] = {case.pk: own_names(case) for case in cases}
    for party in Party.objects.filter(case__in=keys).select_related("organisation"):
        names[party.case_id] |= names_of(party.organisation)
    for member in Member.objects.filter(case__in=keys).select_related("organisation"):
        names[member.case_id] |= {member.name} | (names_of(member.organisation) if member.organisation else set())
    return {case.pk: copy_of(case, sheets.get(held.get(case.pk, "")), names[case.pk]) for case in cases}


def own_names(case: Case) -> set[str]:
    """The names and numbers that stand in a case's own columns."""
    principal = {case.principal.name, case.principal.name_en} if case.principal else set()
    return names_of(case.lead) | {case.contact, case.telephone} | principal


def names_of(body: Organisation) -> set[str]:
    """What a body is called: its names, and a firm's without place and legal form, as people say it."""
    spoken = body.name
    for place in (body.province, f"{body.city}市", body.city):
        spoken = spoken.removeprefix(place) if place else spoken
    firm = next((spoken.removesuffix(end) for end in SUFFIXES if spoken.endswith(end)), "")
    return {body.name, body.name_en} | ({firm} if len(firm) >= SHORTEST_SPOKEN else set())


def covered(text: str, names: Sequence[str]) -> str:
    """A text with every name covered, however its letters are cased."""
    return re.sub("|".join(map(re.escape, names)), COVER, text, flags=re.IGNORECASE) if names else text


def copy_of(case: Case, sheet: Sheet | None, names: set[str]) -> Copy:
    """The blind copy of one case."""
    inside = names_in(sheet.form, sheet.answers) if sheet else []
    hidden = sought(sorted({*names, *inside} - {""}))
    title = covered(case.title, hidden)
    if sheet is None:
        return Copy(title, "", title.casefold(), case.field, ())
    writer = Writer(sheet.form, sheet.answers, hidden)
    keywords, summary = (covered(str(sheet.answers.get(name) or ""), hidden) for name in ("keywords", "summary"))
    gist = " ".join([title, keywords, summary]).casefold()
    return Copy(title, summary, gist, case.field, writer.sections())


class Writer:
    """Writes the sections of a copy."""

    def __init__(self, form: Form, answers: dict[str, Any], hidden: Sequence[str]) -> None:
        self.form, self.answers, self.hidden = form, answers, hidden
        self.count = 0

    def sections(self) -> tuple[Section, ...]:
        """The sections that show anything."""
        written = []
        for section in self.form.section:
            items = tuple(
                self.item(one)
                for one in section.field
                if one.blind == "shown" and one.bind != "title" and self.answers.get(one.id)
            )
            if items:
                written.append(Section(section.id, section.name, items))
        return tuple(written)

    def item(self, one: AnyField) -> Item:
        """One field."""
        given, label = self.answers[one.id], said(one.label)
        if isinstance(one, Attachment):
            return Item(one.id, label, "files", files=tuple(self.file(row) for row in given))
        if isinstance(one, Table):
            columns = [column for column in one.column if column.blind == "shown"]
            head = tuple((heading(one, column), isinstance(column, Money | Number | Computed)) for column in columns)
            rows = [self.row(one, number, row, columns) for number, row in enumerate(given)]
            if one.row:
                head = ((label, False), *head)
            return Item(one.id, label, "rows", head=head, rows=tuple(rows))
        if isinstance(one, Money):
            label = f"{label} ({YUAN})"
        kind = "text" if isinstance(one, Prose) else "fact"
        return Item(one.id, label, kind, covered(in_words(one, given), self.hidden))

    def file(self, row: dict[str, str]) -> File:
        """A file under the next number."""
        self.count += 1
        ending = row["name"].rpartition(".")[2].lower()
        return File(self.count, ending if ending.isalnum() else "bin", row["id"])

    def row(self, table: Table, number: int, row: dict[str, Any], columns: Sequence[Column]) -> tuple[str, ...]:
        """A row of a table, its own name first where the rows are given."""
        computed = one_row(table, number, row, NOBODY, [])
        cells = []
        for column in columns:
            value = computed.get(column.id) if isinstance(column, Computed) else row.get(column.id)
            cells.append(covered(cell_in_words(table, column, value), self.hidden))
        if table.row:
            name = next((one.label for one in table.row if one.id == row.get("row")), None)
            cells.insert(0, said(name) if name else "")
        return tuple(cells)
