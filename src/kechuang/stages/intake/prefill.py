"""What the form of a new application holds already: the organisation, the person, and the last application."""

from typing import Any

from kechuang.cases.models import Case
from kechuang.directory.models import Appointment
from kechuang.forms.answers import Answers
from kechuang.forms.definition import Form
from kechuang.forms.fields import Computed, Table
from kechuang.forms.models import Sheet
from kechuang.forms.soundness import bound_name

CARRIED = ("contact", "telephone", "recommender", "members")
"""What is taken from the person's last application: who works there changes little from year to year."""


def begun(case: Case, form: Form, by: Appointment) -> Answers:
    """The answers that a new form begins with. At most three statements."""
    known: dict[str, Any] = {
        "lead": case.lead.name,
        "principal": by.person.name,
        "contact": by.person.name,
        "telephone": by.person.telephone,
        "recommender": case.lead.district.name if case.lead.district else "",
        "parties": [{"organisation": case.lead.name}],
        "members": [{"name": by.person.name, "organisation": case.lead.name}],
    }
    known |= {name: value for name, value in carried(case, by).items() if value}
    found: Answers = {}
    for field in form.fields.values():
        value = known.get(field.bind)
        if not value:
            continue
        found[field.id] = [as_typed(field, row) for row in value] if isinstance(field, Table) else value
    return found


def as_typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row under the form's own names for its columns."""
    names = {bound_name(column): column.id for column in table.column if not isinstance(column, Computed)}
    return {names[name]: value for name, value in row.items() if name in names and value is not None}


def carried(case: Case, by: Appointment) -> dict[str, Any]:
    """What the last application of this person for this organisation had. Two statements."""
    last = (
        Case.objects.filter(created_by__person=by.person, lead=case.lead, number__isnull=False)
        .exclude(pk=case.pk)
        .order_by("-id")
        .first()
    )
    if last is None:
        return {}
    outcome = last.outcomes.filter(kind="intake").order_by("-id").first()
    name = outcome.data.get("application", "") if outcome else ""
    sheet = Sheet.objects.select_related("version").filter(public_id=name).first()
    if sheet is None:
        return {}
    held: dict[str, Any] = {}
    for bind in CARRIED:
        field = sheet.form.bound(bind)
        value = sheet.answers.get(field.id) if field else None
        if isinstance(field, Table):
            names = {column.id: bound_name(column) for column in field.column}
            value = [{names[key]: cell for key, cell in row.items() if key in names} for row in value or []]
        held[bind] = value
    return held
