"""The verbs of the directory: found the house, register bodies and people, appoint, open accounts."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kechuang.directory.models import (
    Account,
    Appointment,
    Division,
    Installation,
    Organisation,
    Person,
    SignInCount,
    normalised_login,
)
from kechuang.directory.public_id import ALPHABET, new_public_id
from kechuang.directory.roles import BUREAU_ROLES, Role

LAST_ADMINISTRATOR = gettext_lazy("Nobody else could administer the house: appoint another system administrator first.")
ONE_TIME_LASTS = timedelta(days=3)
"""How long a password that an administrator gave out lets in."""
ONE_TIME_GROUPS, ONE_TIME_GROUP = 4, 4
"""Its length: four groups of four letters and digits that cannot be mistaken for one another (79 bits)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body is at home."""

    province: str = ""
    city: str = ""
    district: Organisation | None = None


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


def note_tick(*, at: datetime) -> None:
    """Write down that what time drives was done."""
    Installation.objects.update(ticked_at=at)


def register_organisation(
    *,
    name: str,
    kind: Organisation.Kind,
    credit_code: str | None,
    name_en: str = "",
    public_id: str | None = None,
    place: Place | None = None,
) -> Organisation:
    """Enter a body in the directory. Raises ValidationError naming each field that is wrong."""
    organisation = Organisation(
        name=name.strip(),
        name_en=name_en.strip(),
        kind=kind,
        credit_code=credit_code,
        public_id=public_id or new_public_id(),
    )
    return entered(organisation, place or Place())


def revise_organisation(
    *,
    organisation: Organisation,
    name: str,
    kind: Organisation.Kind,
    credit_code: str | None,
    name_en: str = "",
    place: Place | None = None,
) -> Organisation:
    """Correct what is known of a body. Raises ValidationError naming each field that is wrong."""
    organisation.name, organisation.name_en = name.strip(), name_en.strip()
    organisation.kind, organisation.credit_code = kind, credit_code
    return entered(organisation, place or Place())


def entered(organisation: Organisation, place: Place) -> Organisation:
    """Check a body with its place and save it."""
    organisation.province, organisation.city = place.province.strip(), place.city.strip()
    organisation.district = place.district
    organisation.full_clean()
    if place.district is not None and place.district.kind != Organisation.Kind.DISTRICT:
        raise ValidationError({"district": ValidationError(_("This body is no district's authority."), code="kind")})
    organisation.save()
    return organisation


@transaction.atomic
def join_family(*, organisation: Organisation, head: Organisation | None) -> Organisation:
    """Say which family a body belongs to, with the bodies that followed it; without a head it stands alone.

    A family is one level deep: the head's own head, where it has one, is meant. Raises ValidationError where that is
    the body itself.
    """
    top = head.family or head if head is not None else None
    if top is not None and top.pk == organisation.pk:
        raise ValidationError({"family": ValidationError(_("A body cannot be its own superior."), code="own_family")})
    organisation.family = top
    organisation.save(update_fields=["family"])
    if top is not None:
        organisation.branches.update(family=top)
    return organisation


def register_division(*, organisation: Organisation, name: str, name_en: str = "") -> Division:
    """Enter a division of a body. Raises ValidationError where the body has one of that name."""
    division = Division(organisation=organisation, name=name.strip(), name_en=name_en.strip())
    division.full_clean()
    division.save()
    return division


def register_person(*, name: str, name_en: str = "", telephone: str = "", public_id: str | None = None) -> Person:
    """Enter a person in the directory. Raises ValidationError where the name is empty."""
    person = Person(
        name=name.strip(),
        name_en=name_en.strip(),
        telephone=telephone.strip(),
        public_id=public_id or new_public_id(),
    )
    person.full_clean()
    person.save()
    return person


def revise_person(*, person: Person, name: str, name_en: str = "", telephone: str = "") -> Person:
    """Correct what is known of a person. Raises ValidationError where the name is empty."""
    person.name, person.name_en, person.telephone = name.strip(), name_en.strip(), telephone.strip()
    person.full_clean()
    person.save(update_fields=["name", "name_en", "telephone"])
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


def end_appointment(*, appointment: Appointment, last_day: date) -> Appointment:
    """Say on which day an appointment ends, that day included.

    Raises ValidationError where it ended before, would end before it began, or would leave the house without a system
    administrator who can sign in.
    """
    if appointment.until is not None and appointment.until < last_day:
        raise ValidationError({"until": ValidationError(_("This appointment ended earlier already."), code="ended")})
    if last_day < appointment.since:
        raise ValidationError({"until": ValidationError(_("This is before it began."), code="before_since")})
    if appointment.role == Role.SYSTEM_ADMINISTRATOR and not others_administer(appointment.person, last_day):
        raise ValidationError({"until": ValidationError(LAST_ADMINISTRATOR, code="last_administrator")})
    appointment.until = last_day
    appointment.save(update_fields=["until"])
    return appointment


def others_administer(person: Person, on: date) -> bool:
    """Whether somebody else is system administrator after that day, with an open account. One statement."""
    return (
        Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=on), role=Role.SYSTEM_ADMINISTRATOR)
        .filter(person__account__is_active=True, since__lte=on + timedelta(days=1))
        .exclude(person=person)
        .exists()
    )


def open_account_with_one_time_password(*, person: Person, login: str, now: datetime) -> tuple[Account, str]:
    """Open an account and draw its first password, which the person must replace; `now` is the machine's time.

    Raises ValidationError as `open_account` does.
    """
    password = drawn_password()
    account = open_account(person=person, login=login, password=password, now=now)
    account.one_time_until = now + ONE_TIME_LASTS
    account.save(update_fields=["one_time_until"])
    return account, password


def reset_password(*, account: Account, now: datetime) -> str:
    """Draw a password for somebody who lost his. It lets in once and for three days, and ends the other sessions.

    A name that was locked for wrong passwords is free again. `now` is the machine's time.
    """
    password = drawn_password()
    account.set_password(password)
    account.one_time_until = now + ONE_TIME_LASTS
    account.save(update_fields=["password", "one_time_until"])
    SignInCount.objects.filter(login=account.login).delete()
    return password


def drawn_password() -> str:
    """A password that can be read out on the telephone."""
    groups = (
        "".join(secrets.choice(ALPHABET) for _place in range(ONE_TIME_GROUP)) for _group in range(ONE_TIME_GROUPS)
    )
    return "-".join(groups)


def close_account(*, account: Account, on: date) -> None:
    """Let nobody in by this account any more; its person and what he did stay.

    Raises ValidationError where its person is the only system administrator.
    """
    mine = Appointment.objects.filter(person=account.person_id, role=Role.SYSTEM_ADMINISTRATOR)
    if mine.filter(Q(until__isnull=True) | Q(until__gte=on)).exists() and not others_administer(account.person, on):
        raise ValidationError(LAST_ADMINISTRATOR, code="last_administrator")
    account.is_active = False
    account.save(update_fields=["is_active"])


def reopen_account(*, account: Account) -> None:
    """Let the person in again."""
    account.is_active = True
    account.save(update_fields=["is_active"])


def change_password(*, account: Account, password: str) -> None:
    """Give an account another password. Its other sessions end, since they were opened with the old one."""
    account.set_password(password)
    account.one_time_until = None
    account.save(update_fields=["password", "one_time_until"])
