"""Entering many at once refuses what entering one refuses, names the row, and then enters none."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from kechuang.directory import enrolment, services
from kechuang.directory.models import (
    Account,
    Appointment,
    DeclaredRelation,
    Employment,
    Expert,
    Organisation,
    Person,
)
from kechuang.directory.roles import Role
from kechuang.directory.tests.conftest import NOW

SINCE, BEFORE = date(2024, 1, 1), date(2023, 1, 1)
Enrol = Callable[[Any], Any]


def organisation(**wrong: Any) -> Organisation:
    """A body, unsaved."""
    return Organisation(**({"name": "甲公司", "kind": "enterprise"} | wrong))


def expert(person: Person, body: Organisation, **wrong: Any) -> Expert:
    """An expert, unsaved."""
    given = {
        "person": person,
        "organisation": body,
        "province": "岚西省",
        "city": "远岭",
        "kind": "technical",
        "title": "professor",
        "capacity": 9,
        "pool_since": SINCE,
    }
    return Expert(**(given | wrong))


def test_many_enter_with_a_few_statements(enterprise: Organisation, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):
        enrolment.enrol_organisations(organisation(name=f"公司{number}") for number in range(200))
    with django_assert_max_num_queries(8):
        people = enrolment.enrol_people(Person(name=f"人{number}") for number in range(100))
    with django_assert_max_num_queries(12):
        enrolment.enrol_experts((expert(person, enterprise), ["health"]) for person in people)
    assert Expert.objects.filter(expertise__field="health").count() == 100


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "castle"}, "kind"),
        ({"credit_code": "123"}, "credit_code"),
        ({"credit_code": "91110000802100433B"}, "credit_code"),
    ],
)
def test_a_wrong_body_is_named_and_none_enters(enterprise: Organisation, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        enrolment.enrol_organisations([organisation(name="乙公司"), organisation(**wrong)])
    assert list(refused.value.message_dict) == [field]
    assert Organisation.objects.filter(name="乙公司").count() == 0


def test_two_bodies_do_not_share_a_code_nor_a_wrong_district_or_family(enterprise: Organisation) -> None:
    code = "91330100799655058B"
    branch = services.register_organisation(name="分公司", kind=Organisation.Kind.ENTERPRISE, credit_code=None)
    services.join_family(organisation=branch, head=enterprise)
    for rows, field in (
        ([organisation(credit_code=code), organisation(name="乙", credit_code=code)], "credit_code"),
        ([organisation(district=enterprise)], "district"),
        ([organisation(family=branch)], "family"),
    ):
        with pytest.raises(ValidationError) as refused:
            enrolment.enrol_organisations(rows)
        assert list(refused.value.message_dict) == [field]
        assert "甲公司：" in str(refused.value.messages)


def test_only_the_bureau_gives_its_roles_to_many(bureau: Organisation, enterprise: Organisation) -> None:
    person = services.register_person(name="甲")
    shared: dict[str, Any] = {"person": person, "organisation": enterprise, "since": SINCE}
    for row, field in (
        (Appointment(role=Role.DIRECTOR, **shared), "role"),
        (Appointment(role="king", **shared), "role"),
        (Appointment(role=Role.APPLICANT, division=bureau.divisions.get(), **shared), "division"),
        (Appointment(role=Role.APPLICANT, until=BEFORE, **shared), "until"),
    ):
        with pytest.raises(ValidationError) as refused:
            enrolment.enrol_appointments([row])
        assert list(refused.value.message_dict) == [field]
    enrolment.enrol_appointments([Appointment(role=Role.APPLICANT, **shared)])
    assert Appointment.objects.count() == 1


def test_many_accounts_open_without_a_password_and_no_login_twice(bureau: Organisation) -> None:
    people = [services.register_person(name=name) for name in "甲乙丙"]
    services.open_account(person=people[0], login="jia", password="correct horse", now=NOW)
    for logins in (["yi", "yi"], ["jia", "bing"], ["", "bing"]):
        rows = [
            Account(person=person, login=login, opened_at=NOW) for person, login in zip(people[1:], logins, strict=True)
        ]
        with pytest.raises(ValidationError) as refused:
            enrolment.open_accounts_without_password(rows)
        assert list(refused.value.message_dict) == ["login"]
    enrolment.open_accounts_without_password([Account(person=people[1], login="yi", opened_at=NOW)])
    assert not Account.objects.get(login="yi").has_usable_password()


@pytest.mark.parametrize(
    ("wrong", "fields", "field"),
    [
        ({}, ["astrology"], "fields"),
        ({}, [], "fields"),
        ({"city": ""}, ["health"], "city"),
        ({"pool_until": BEFORE}, ["health"], "pool_until"),
    ],
)
def test_a_wrong_expert_is_named(
    enterprise: Organisation, wrong: dict[str, Any], fields: list[str], field: str
) -> None:
    person = services.register_person(name="甲")
    with pytest.raises(ValidationError) as refused:
        enrolment.enrol_experts([(expert(person, enterprise, **wrong), fields)])
    assert list(refused.value.message_dict) == [field]
    assert Expert.objects.count() == 0


def test_wrong_jobs_and_ties_are_named(enterprise: Organisation) -> None:
    person = services.register_person(name="甲")
    row = Employment(person=person, organisation=enterprise, since=SINCE, until=BEFORE)
    with pytest.raises(ValidationError) as refused:
        enrolment.enrol_employments([row])
    assert list(refused.value.message_dict) == ["until"]
    (known,) = enrolment.enrol_experts([(expert(person, enterprise), ["health"])])
    for wrong, field in (
        ({"kind": "relative", "organisation": enterprise}, "kind"),
        ({"kind": "enemy", "organisation": enterprise}, "kind"),
        ({"kind": "dispute"}, "__all__"),
        ({"kind": "dispute", "organisation": enterprise, "until": BEFORE}, "until"),
    ):
        with pytest.raises(ValidationError) as refused:
            enrolment.enrol_relations([DeclaredRelation(expert=known, since=SINCE, **wrong)])
        assert list(refused.value.message_dict) == [field]
    assert DeclaredRelation.objects.count() == 0
