"""Bodies: where they are, whose family they are, and what may be corrected."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kechuang.directory import services
from kechuang.directory.code_lists import CodeList, field_names, read_list
from kechuang.directory.models import Appointment, Organisation, SignInCount
from kechuang.directory.queries import running_appointments
from kechuang.directory.roles import Role
from kechuang.directory.services import ONE_TIME_LASTS, Place
from kechuang.directory.sign_in import LockRule, SignInRefusal, sign_in
from kechuang.directory.tests.conftest import NOW

RULE = LockRule(attempts=3, pause=timedelta(minutes=10))


def body(name: str, kind: Organisation.Kind = Organisation.Kind.ENTERPRISE, place: Place | None = None) -> Organisation:
    """Another body."""
    return services.register_organisation(name=name, kind=kind, credit_code=None, place=place)


def test_a_district_is_a_district_s_authority(enterprise: Organisation) -> None:
    north = body("北岸区科学技术局", Organisation.Kind.DISTRICT)
    assert body("恒一公司", place=Place(city=" 澜川 ", district=north)).city == "澜川"
    with pytest.raises(ValidationError) as refused:
        body("恒二公司", place=Place(district=enterprise))
    assert list(refused.value.message_dict) == ["district"]


def test_a_family_is_one_level_deep(bureau: Organisation) -> None:
    head, branch, twig, other = (body(name) for name in ("集团", "分公司", "子公司", "新集团"))
    services.join_family(organisation=twig, head=branch)
    services.join_family(organisation=branch, head=head)
    for one in (head, branch, twig):
        one.refresh_from_db()
    assert {one.family_key for one in (head, branch, twig)} == {head.pk}
    services.join_family(organisation=other, head=twig)
    assert other.family_key == head.pk
    services.join_family(organisation=branch, head=None)
    assert branch.family_key == branch.pk


def test_nobody_is_his_own_superior(bureau: Organisation) -> None:
    head, branch = body("集团"), body("分公司")
    services.join_family(organisation=branch, head=head)
    for superior in (head, branch):
        with pytest.raises(ValidationError) as refused:
            services.join_family(organisation=head, head=superior)
        assert list(refused.value.message_dict) == ["family"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=head.pk).update(family=head)


def test_a_body_is_corrected_or_stays_as_it_was(enterprise: Organisation) -> None:
    services.revise_organisation(
        organisation=enterprise, name="恒锐股份公司", kind=Organisation.Kind.ENTERPRISE, credit_code=None
    )
    with pytest.raises(ValidationError) as refused:
        services.revise_organisation(
            organisation=enterprise, name=" ", kind=Organisation.Kind.ENTERPRISE, credit_code="1"
        )
    assert sorted(refused.value.message_dict) == ["credit_code", "name"]
    enterprise.refresh_from_db()
    assert (enterprise.name, enterprise.credit_code) == ("恒锐股份公司", None)


def test_an_appointment_ends_once(bureau: Organisation) -> None:
    person = services.register_person(name="苏婉")
    appointment = services.appoint(person=person, organisation=bureau, role=Role.PLAN_OFFICER, since=date(2020, 1, 1))
    for last_day, code in ((date(2019, 12, 31), "before_since"), (date(2024, 1, 1), None), (date(2025, 1, 1), "ended")):
        if code is None:
            services.end_appointment(appointment=appointment, last_day=last_day)
            continue
        with pytest.raises(ValidationError) as refused:
            services.end_appointment(appointment=appointment, last_day=last_day)
        assert refused.value.error_dict["until"][0].code == code
    assert Appointment.objects.get().until == date(2024, 1, 1)


def test_a_one_time_password_lets_in_for_three_days(bureau: Organisation) -> None:
    person = services.register_person(name="苏婉")
    account, password = services.open_account_with_one_time_password(person=person, login="su", now=NOW)
    assert sign_in(login="su", password=password, rule=RULE, now=NOW).account == account
    late = sign_in(login="su", password=password, rule=RULE, now=NOW + ONE_TIME_LASTS)
    assert (late.account, late.refusal) == (None, SignInRefusal.RUN_OUT)
    assert sign_in(login="su", password="wrong", rule=RULE, now=NOW + ONE_TIME_LASTS).refusal is SignInRefusal.MISMATCH
    services.change_password(account=account, password="an own long password")
    assert sign_in(login="su", password="an own long password", rule=RULE, now=NOW + ONE_TIME_LASTS).account == account


def test_a_lost_password_is_replaced_and_the_lock_taken_off(bureau: Organisation) -> None:
    account, first = services.open_account_with_one_time_password(
        person=services.register_person(name="苏婉"), login="su", now=NOW
    )
    for _time in range(3):
        sign_in(login="su", password="wrong", rule=RULE, now=NOW)
    assert sign_in(login="su", password=first, rule=RULE, now=NOW).refusal is SignInRefusal.LOCKED
    second = services.reset_password(account=account, now=NOW)
    assert SignInCount.objects.count() == 0
    assert sign_in(login="su", password=first, rule=RULE, now=NOW).account is None
    assert sign_in(login="su", password=second, rule=RULE, now=NOW).account == account
    assert len({first, second, services.drawn_password()}) == 3


def test_a_closed_account_lets_nobody_in_until_it_is_opened_again(bureau: Organisation) -> None:
    account, password = services.open_account_with_one_time_password(
        person=services.register_person(name="苏婉"), login="su", now=NOW
    )
    services.close_account(account=account, on=NOW.date())
    assert sign_in(login="su", password=password, rule=RULE, now=NOW).account is None
    services.reopen_account(account=account)
    assert sign_in(login="su", password=password, rule=RULE, now=NOW).account == account


def test_the_fields_of_technology_have_both_languages() -> None:
    assert len(field_names()) == 12
    assert (field_names()["ic-equipment"].zh, field_names()["ic-equipment"].en) == (
        "集成电路装备",
        "Integrated-circuit equipment",
    )


def test_a_list_is_refused_where_it_cannot_be_meant() -> None:
    with pytest.raises(FileNotFoundError):
        read_list("colours")
    entry = {"code": "a", "name": {"zh": "甲", "en": "A"}}
    for wrong in ([], [entry, entry], [{"code": "A B", "name": entry["name"]}], [{"code": "a", "name": {"zh": "甲"}}]):
        with pytest.raises(ValueError, match="validation error"):
            CodeList.model_validate({"schema": 1, "code": "x", "name": entry["name"], "entry": wrong})


def test_the_house_is_never_without_an_administrator(bureau: Organisation) -> None:
    today = NOW.date()
    tang, second = (services.register_person(name=name) for name in ("唐可基", "第二人"))
    account = services.open_account(person=tang, login="tang", password="correct horse", now=NOW)
    post = services.appoint(person=tang, organisation=bureau, role=Role.SYSTEM_ADMINISTRATOR, since=date(2024, 1, 1))
    services.appoint(person=second, organisation=bureau, role=Role.SYSTEM_ADMINISTRATOR, since=date(2024, 1, 1))
    for deed in (
        lambda: services.end_appointment(appointment=post, last_day=today),
        lambda: services.close_account(account=account, on=today),
    ):
        with pytest.raises(ValidationError) as refused:  # the second has no account to sign in with
            deed()
        errors = refused.value.error_dict["until"] if hasattr(refused.value, "error_dict") else [refused.value]
        assert [error.code for error in errors] == ["last_administrator"]
    services.open_account(person=second, login="second", password="correct horse", now=NOW)
    services.close_account(account=account, on=today)
    services.end_appointment(appointment=post, last_day=today)
    assert running_appointments(tang, today + timedelta(days=1)).count() == 0


def test_a_person_is_corrected(bureau: Organisation) -> None:
    person = services.register_person(name="苏婉")
    services.revise_person(person=person, name=" 苏婉清 ", telephone="000-0000 0000")
    with pytest.raises(ValidationError):
        services.revise_person(person=person, name="  ")
    person.refresh_from_db()
    assert (person.name, person.telephone) == ("苏婉清", "000-0000 0000")
