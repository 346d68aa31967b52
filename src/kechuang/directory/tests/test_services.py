"""The verbs of the directory, and what the database itself refuses."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kechuang.directory import services
from kechuang.directory.models import Account, Appointment, Installation, Organisation, Person
from kechuang.directory.queries import clock_of, installation, running_appointments
from kechuang.directory.roles import BUREAU_ROLES, Role

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def test_a_house_is_founded_once(bureau: Organisation) -> None:
    with pytest.raises(ValidationError) as refused:
        services.found_installation(bureau=bureau, now=NOW)
    assert refused.value.code == "founded_already"
    assert Installation.objects.count() == 1


@pytest.mark.django_db
def test_before_founding_there_is_no_house_and_the_machine_s_time() -> None:
    assert installation() is None
    assert abs(clock_of(None).now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.django_db
def test_only_a_demonstration_has_a_clock_of_its_own(bureau: Organisation) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.update(clock_at=NOW)
    Installation.objects.update(clock_at=NOW, demonstration=True)
    house = installation()
    assert house is not None
    assert clock_of(house).now() == NOW


def test_a_credit_code_stands_once(enterprise: Organisation) -> None:
    with pytest.raises(ValidationError) as refused:
        services.register_organisation(
            name="另一公司", kind=Organisation.Kind.ENTERPRISE, credit_code=enterprise.credit_code
        )
    assert list(refused.value.message_dict) == ["credit_code"]


@pytest.mark.django_db
def test_bodies_without_a_credit_code_stand_side_by_side() -> None:
    for name in ("海外大学甲", "海外大学乙"):
        services.register_organisation(name=name, kind=Organisation.Kind.UNIVERSITY, credit_code=None)
    assert Organisation.objects.filter(credit_code=None).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "fault"), [("9111", "length"), ("9111000080210043OB", "character"), ("91110000802100433C", "check")]
)
def test_a_wrong_credit_code_is_refused_by_field_and_code(code: str, fault: str) -> None:
    with pytest.raises(ValidationError) as refused:
        services.register_organisation(name="错码公司", kind=Organisation.Kind.ENTERPRISE, credit_code=code)
    assert [error.code for error in refused.value.error_dict["credit_code"]] == [fault]


@pytest.mark.django_db
def test_a_doubtful_inner_check_is_not_refused() -> None:
    from kechuang.directory.credit_code import check_character  # noqa: PLC0415

    body = "91110000802100432"
    registered = services.register_organisation(
        name="旧码公司", kind=Organisation.Kind.ENTERPRISE, credit_code=body + check_character(body)
    )
    assert registered.pk is not None


@pytest.mark.parametrize("role", sorted(BUREAU_ROLES))
def test_only_the_bureau_gives_its_roles(bureau: Organisation, enterprise: Organisation, role: Role) -> None:
    person = services.register_person(name="林晓岚")
    with pytest.raises(ValidationError) as refused:
        services.appoint(person=person, organisation=enterprise, role=role, since=TODAY)
    assert list(refused.value.message_dict) == ["role"]
    assert services.appoint(person=person, organisation=bureau, role=role, since=TODAY).pk is not None


def test_a_division_of_another_body_is_refused(bureau: Organisation, enterprise: Organisation) -> None:
    person = services.register_person(name="林晓岚")
    with pytest.raises(ValidationError) as refused:
        services.appoint(
            person=person,
            organisation=enterprise,
            division=bureau.divisions.get(),
            role=Role.APPLICANT,
            since=TODAY,
        )
    assert list(refused.value.message_dict) == ["division"]


@pytest.mark.parametrize("with_division", [True, False])
def test_the_same_appointment_does_not_run_twice(bureau: Organisation, with_division: bool) -> None:
    person = services.register_person(name="苏婉")
    division = bureau.divisions.get() if with_division else None
    for expected in (1, 1):
        with suppress(ValidationError):
            services.appoint(person=person, organisation=bureau, division=division, role=Role.PLAN_OFFICER, since=TODAY)
        assert person.appointments.count() == expected
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            person=person, organisation=bureau, division=division, role=Role.PLAN_OFFICER, since=TODAY
        )


def test_an_ended_appointment_can_be_given_again(bureau: Organisation) -> None:
    person = services.register_person(name="苏婉")
    first = services.appoint(person=person, organisation=bureau, role=Role.PLAN_OFFICER, since=date(2020, 1, 1))
    first.until = date(2024, 12, 31)
    first.save()
    services.appoint(person=person, organisation=bureau, role=Role.PLAN_OFFICER, since=TODAY)
    assert person.appointments.count() == 2


def test_the_database_refuses_an_end_before_the_beginning_and_an_unknown_role(bureau: Organisation) -> None:
    person = services.register_person(name="苏婉")
    for wrong in ({"role": Role.DIRECTOR, "until": date(2020, 1, 1)}, {"role": "king"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.create(person=person, organisation=bureau, since=TODAY, **wrong)


@pytest.mark.parametrize(
    ("on", "running"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 1, 31), True), (date(2026, 2, 1), False)],
)
def test_an_appointment_runs_from_its_first_to_its_last_day(bureau: Organisation, on: date, running: bool) -> None:
    person = services.register_person(name="苏婉")
    Appointment.objects.create(
        person=person, organisation=bureau, role=Role.DIRECTOR, since=date(2026, 1, 1), until=date(2026, 1, 31)
    )
    assert running_appointments(person, on).exists() is running


def test_a_person_has_one_account_and_a_login_belongs_to_one(bureau: Organisation) -> None:
    first, second = services.register_person(name="甲"), services.register_person(name="乙")
    account = services.open_account(person=first, login=" Jia@Example ", password="correct horse", now=NOW)
    assert account.login == "jia@example"
    assert Account.objects.get_by_natural_key("JIA@EXAMPLE") == account
    with pytest.raises(ValidationError) as refused:
        services.open_account(person=second, login="jia@EXAMPLE", password="x", now=NOW)
    assert list(refused.value.message_dict) == ["login"]
    with pytest.raises(ValidationError) as refused:
        services.open_account(person=first, login="other", password="x", now=NOW)
    assert list(refused.value.message_dict) == ["person"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "   "])
def test_nobody_is_nameless(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        services.register_person(name=name)
    assert list(refused.value.message_dict) == ["name"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="")
