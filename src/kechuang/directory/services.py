"""The verbs of the directory: found the house, register bodies and people, appoint, open accounts."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kechuang.directory.models import (
    Account,
    Appointment,
    Division,
    Installation,
    Organisation,
    Person,
    normalised_login,
)
from kechuang.directory.public_id import new_public_id
from kechuang.directory.roles import BUREAU_ROLES, Role


@transaction.atomic
def found_installation(*, bureau: Organisation, now: datetime, clock_at: datetime | None = None) -> Installation:
    """Say whose house this is. With `clock_at` it is a demonstration whose clock stands there.

    Raises ValidationError where the house is founded already.
    """
    if Installation.objects.exists():
        raise ValidationError(_("This installation is founded already."), code="founded_already")
    return Installation.objects.create(
        bureau=bureau, demonstration=clock_at is not None, clock_at=clock_at, founded_at=now
    )


def register_organisation(
    *, name: str, kind: Organisation.Kind, credit_code: str | None, name_en: str = "", public_id: str | None = None
) -> Organisation:
    """Enter a body in the directory. Raises ValidationError naming each field that is wrong."""
    organisation = Organisation(
        name=name.strip(),
        name_en=name_en.strip(),
        kind=kind,
        credit_code=credit_code,
        public_id=public_id or new_public_id(),
    )
    organisation.full_clean()
    organisation.save()
    return organisation


def register_division(*, organisation: Organisation, name: str, name_en: str = "") -> Division:
    """Enter a division of a body. Raises ValidationError where the body has one of that name."""
    division = Division(organisation=organisation, name=name.strip(), name_en=name_en.strip())
    division.full_clean()
    division.save()
    return division


def register_person(*, name: str, name_en: str = "", public_id: str | None = None) -> Person:
    """Enter a person in the directory. Raises ValidationError where the name is empty."""
    person = Person(name=name.strip(), name_en=name_en.strip(), public_id=public_id or new_public_id())
    person.full_clean()
    person.save()
    return person


@transaction.atomic
def appoint(
    *,
    person: Person,
    organisation: Organisation,
    role: Role,
    since: date,
    division: Division | None = None,
    public_id: str | None = None,
) -> Appointment:
    """Give a person a role in a body.

    Raises ValidationError where the role belongs to the bureau and the body is another, where the division is not the
    body's, or where the same appointment runs already.
    """
    installation = Installation.objects.get()
    if role in BUREAU_ROLES and organisation.pk != installation.bureau_id:
        raise ValidationError({"role": _("Only the bureau itself gives this role.")}, code="bureau_role")
    if division is not None and division.organisation_id != organisation.pk:
        raise ValidationError({"division": _("This division belongs to another body.")}, code="foreign_division")
    appointment = Appointment(
        person=person,
        organisation=organisation,
        division=division,
        role=role,
        since=since,
        public_id=public_id or new_public_id(),
    )
    appointment.full_clean()
    appointment.save()
    return appointment


def open_account(
    *, person: Person, login: str, password: str | None, now: datetime, public_id: str | None = None
) -> Account:
    """Open the account by which a person signs in; without a password only the demonstration's one click enters.

    Raises ValidationError naming the field: a login taken or empty, a second account of one person.
    """
    account = Account(
        person=person, login=normalised_login(login), opened_at=now, public_id=public_id or new_public_id()
    )
    account.set_password(password)
    account.full_clean()
    account.save()
    return account


def change_password(*, account: Account, password: str) -> None:
    """Give an account another password. Its other sessions end, since they were opened with the old one."""
    account.set_password(password)
    account.save(update_fields=["password"])
