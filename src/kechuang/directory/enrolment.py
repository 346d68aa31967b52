"""Entering many at once: the checks of the single verbs, with statements that do not grow with the number.

What comes in is unsaved rows whose relations are saved already. Either all are entered or none; a refusal names the row
that is wrong. Uniqueness across rows is checked here for what a person can get wrong, and by the database for the rest.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.contrib.auth.hashers import make_password
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from kechuang.directory.code_lists import field_names
from kechuang.directory.experts import sound_relation
from kechuang.directory.models import (
    Account,
    Appointment,
    DeclaredRelation,
    Employment,
    Expert,
    Expertise,
    Installation,
    Organisation,
    Person,
)
from kechuang.directory.roles import BUREAU_ROLES

BATCH = 500
Row = TypeVar("Row", bound=models.Model)


def refused(row: models.Model, errors: object) -> ValidationError:
    """A refusal that says which row is meant."""
    said = _("%(row)s: %(what)s")
    error = errors if isinstance(errors, ValidationError) else ValidationError(str(errors))
    fields = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return ValidationError(
        {name: [said % {"row": row, "what": message} for message in messages] for name, messages in fields.items()}
    )


def sound(rows: Iterable[Row]) -> list[Row]:
    """Rows whose own columns are right. Relations are rows that are saved, so nothing is asked for them."""
    checked = list(rows)
    for row in checked:
        relations = {one.name for one in row._meta.concrete_fields if one.is_relation}  # noqa: SLF001  Django's public name
        try:
            row.clean_fields(exclude=relations)
            row.clean()
        except ValidationError as error:
            raise refused(row, error) from error
    return checked


def ordered(rows: Sequence[Expert | Appointment | Employment | DeclaredRelation], end: str, beginning: str) -> None:
    """Refuse a row that ends before it begins."""
    for row in rows:
        until, since = getattr(row, end), getattr(row, beginning)
        if until is not None and until < since:
            raise refused(row, ValidationError({end: _("It ends before it begins.")}))


@transaction.atomic
def enrol_organisations(rows: Iterable[Organisation]) -> list[Organisation]:
    """Enter bodies. A district must be a district's authority; a family's head must itself be a head."""
    checked = sound(rows)
    for row in checked:
        if row.district is not None and row.district.kind != Organisation.Kind.DISTRICT:
            raise refused(row, ValidationError({"district": _("This body is no district's authority.")}))
        if row.family is not None and row.family.family_id is not None:
            raise refused(row, ValidationError({"family": _("Name the head of the family itself.")}))
    codes = [row.credit_code for row in checked if row.credit_code]
    held = set(Organisation.objects.filter(credit_code__in=codes).values_list("credit_code", flat=True))
    for row in checked:
        if row.credit_code and (row.credit_code in held or codes.count(row.credit_code) > 1):
            raise refused(row, ValidationError({"credit_code": _("This credit code belongs to another body.")}))
    return Organisation.objects.bulk_create(checked, batch_size=BATCH)


def enrol_people(rows: Iterable[Person]) -> list[Person]:
    """Enter people."""
    return Person.objects.bulk_create(sound(rows), batch_size=BATCH)


@transaction.atomic
def enrol_appointments(rows: Iterable[Appointment]) -> list[Appointment]:
    """Appoint many. Only the bureau gives its own roles, and a division is its body's."""
    checked = sound(rows)
    ordered(checked, "until", "since")
    bureau = Installation.objects.get().bureau_id
    for row in checked:
        if row.role in BUREAU_ROLES and row.organisation_id != bureau:
            raise refused(row, ValidationError({"role": _("Only the bureau itself gives this role.")}))
        if row.division is not None and row.division.organisation_id != row.organisation_id:
            raise refused(row, ValidationError({"division": _("This division belongs to another body.")}))
    return Appointment.objects.bulk_create(checked, batch_size=BATCH)


@transaction.atomic
def open_accounts_without_password(rows: Iterable[Account]) -> list[Account]:
    """Open accounts that no password enters: the people sign in elsewhere, or are given a password later."""
    checked = list(rows)
    for row in checked:
        row.password = make_password(None)
    sound(checked)
    logins = [row.login for row in checked]
    held = set(Account.objects.filter(login__in=logins).values_list("login", flat=True))
    seen: set[str] = set()
    for row in checked:
        if row.login in held or row.login in seen:
            raise refused(row, ValidationError({"login": _("This login name belongs to somebody else.")}))
        seen.add(row.login)
    return Account.objects.bulk_create(checked, batch_size=BATCH)


def enrol_employments(rows: Iterable[Employment]) -> list[Employment]:
    """Record where people work or worked."""
    checked = sound(rows)
    ordered(checked, "until", "since")
    return Employment.objects.bulk_create(checked, batch_size=BATCH)


@transaction.atomic
def enrol_experts(rows: Iterable[tuple[Expert, Sequence[str]]]) -> list[Expert]:
    """Take people into the pool, each with the codes of his fields."""
    given = list(rows)
    checked = sound(expert for expert, _fields in given)
    ordered(checked, "pool_until", "pool_since")
    known = field_names()
    for expert, fields in given:
        unknown = sorted(set(fields) - set(known))
        if unknown:
            said = _("There is no such field of technology: %(codes)s.") % {"codes": ", ".join(unknown)}
            raise refused(expert, ValidationError({"fields": said}))
        if expert.kind == Expert.Kind.TECHNICAL and not fields:
            raise refused(expert, ValidationError({"fields": _("A technical expert judges one field at least.")}))
    made = Expert.objects.bulk_create(checked, batch_size=BATCH)
    Expertise.objects.bulk_create(
        (Expertise(expert=expert, field=code) for expert, fields in given for code in dict.fromkeys(fields)),
        batch_size=BATCH,
    )
    return made


def enrol_relations(rows: Iterable[DeclaredRelation]) -> list[DeclaredRelation]:
    """Record ties of experts."""
    checked = sound(rows)
    ordered(checked, "until", "since")
    for row in checked:
        try:
            sound_relation(row)
        except ValidationError as error:
            raise refused(row, error) from error
    return DeclaredRelation.objects.bulk_create(checked, batch_size=BATCH)
