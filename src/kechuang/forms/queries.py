"""Questions about sheets, each with a bounded number of statements."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from kechuang.directory.models import Organisation, Person
from kechuang.files.queries import current
from kechuang.forms.answers import Answers, Checked, check
from kechuang.forms.definition import Form
from kechuang.forms.fields import AnyField, Attachment, Computed, SomeOrganisation, SomePerson, Table
from kechuang.forms.known import Known, Party
from kechuang.forms.models import Sheet


def sheet_of(owner: str, part: str) -> Sheet | None:
    """The latest issue of an owner's sheet. One statement."""
    found = Sheet.objects.filter(owner=owner, part=part).select_related("version", "saved_by__person")
    return found.order_by("-issue").first()


def slot_of(sheet: Sheet, field: str) -> str:
    """Where the files of a field lie, among all of the owner's."""
    return f"{sheet.part}.{field}"


def with_files(sheet: Sheet) -> Answers:
    """The answers with what is attached now; a locked sheet holds what was attached then. At most one statement."""
    fields = {slot_of(sheet, one.id): one.id for one in sheet.form.fields.values() if isinstance(one, Attachment)}
    if sheet.locked or not fields:
        return dict(sheet.answers)
    found: Answers = dict(sheet.answers)
    for one in current(sheet.owner):
        if one.slot in fields:
            found.setdefault(fields[one.slot], []).append({"id": one.public_id, "name": one.name})
    return found


def judged(sheet: Sheet, *, within: int | None = None) -> Checked:
    """The sheet checked as it stands: names looked up, files counted. At most three statements."""
    answers = with_files(sheet)
    return check(sheet.form, answers, known_in(sheet.form, answers, within=within))


def known_in(form: Form, answers: Answers, *, within: int | None = None) -> Known:
    """Who the names in the answers are. People are looked for in the organisation `within`. At most two statements."""
    bodies = set(mentioned(form, answers, SomeOrganisation))
    people = set(mentioned(form, answers, SomePerson))
    return Known(organisations=organisations(bodies), people=persons(people, within))


def organisations(words: set[str]) -> dict[str, tuple[Party, ...]]:
    """Organisations by id, name and credit code."""
    if not words:
        return {}
    codes = {word.upper() for word in words}
    wanted = Q(public_id__in=words) | Q(name__in=words) | Q(name_en__in=words) | Q(credit_code__in=codes)
    found: dict[str, tuple[Party, ...]] = {}
    for public_id, name, name_en, code in Organisation.objects.filter(wanted).values_list(
        "public_id", "name", "name_en", "credit_code"
    ):
        for word in {public_id, name, name_en, code or ""} - {""}:
            found[word] = (*found.get(word, ()), Party(public_id, name))
    return found


def persons(words: set[str], within: int | None) -> dict[str, tuple[Party, ...]]:
    """People of an organisation by id and name."""
    if not words or within is None:
        return {}
    wanted = Q(public_id__in=words) | Q(name__in=words) | Q(name_en__in=words)
    rows = people_of(within).filter(wanted)
    found: dict[str, tuple[Party, ...]] = {}
    for public_id, name, name_en in rows.values_list("public_id", "name", "name_en"):
        for word in {public_id, name, name_en} - {""}:
            found[word] = (*found.get(word, ()), Party(public_id, name))
    return found


def people_of(organisation: int) -> QuerySet[Person]:
    """Who is employed by an organisation or acts for it here, each once."""
    there = Q(appointments__organisation=organisation) | Q(employments__organisation=organisation)
    return Person.objects.filter(there).distinct()


def mentioned(form: Form, answers: Answers, kind: type[SomeOrganisation | SomePerson]) -> Iterator[str]:
    """The names, ids and codes that stand in the fields and columns of a kind."""
    for field in form.fields.values():
        if isinstance(field, kind):
            yield from spoken(answers.get(field.id))
        elif isinstance(field, Table):
            columns = [column.id for column in columns_of(field) if isinstance(column, kind)]
            for row in answers.get(field.id) or []:
                for name in columns:
                    yield from spoken(row.get(name))


def columns_of(table: Table) -> Iterable[AnyField]:
    """The columns that are typed."""
    return [column for column in table.column if not isinstance(column, Computed)]


def spoken(given: Any) -> list[str]:
    """The words of one answer, as they are looked for."""
    parts = [given.get("id", ""), given.get("name", "")] if isinstance(given, dict) else [given]
    return [" ".join(part.split()) for part in parts if isinstance(part, str) and part.strip()]
