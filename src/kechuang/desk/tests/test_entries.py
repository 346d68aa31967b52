"""Keeping the pool, the integrity records and the divisions at the desk: a bureau needs no program for it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from kechuang.conftest import NOW, PASSWORD
from kechuang.directory import experts, services
from kechuang.directory.code_lists import field_names
from kechuang.directory.integrity import barred
from kechuang.directory.models import Account, Act, DeclaredRelation, Expert, Organisation, Person
from kechuang.directory.roles import Role
from kechuang.trail.models import Event

TODAY = date(2026, 3, 2)
FIELD = next(iter(field_names()))
EXPERT = {
    "organisation": "东港大学", "kind": "technical", "title": "professor", "province": "东省", "city": "东港",
    "fields_judged": [FIELD], "keywords": "铸造", "capacity": "8", "since": "2026-03-02",
}  # fmt: skip


@pytest.fixture
def admin(house: Organisation) -> Client:
    """The administrator's browser, reading English."""
    person = services.register_person(name="唐可基", name_en="Tang Keji")
    services.appoint(person=person, organisation=house, role=Role.SYSTEM_ADMINISTRATOR, since=date(2024, 1, 1))
    client = Client(headers={"accept-language": "en"})
    client.force_login(services.open_account(person=person, login="tang", password=PASSWORD, now=NOW))
    return client


@pytest.fixture
def school(house: Organisation) -> Organisation:
    """A university elsewhere."""
    return services.register_organisation(
        name="东港大学", kind=Organisation.Kind.UNIVERSITY, credit_code=None, place=services.Place("东省", "东港")
    )


@pytest.fixture
def xu(school: Organisation) -> Person:
    """许清和, known and nothing else."""
    return services.register_person(name="许清和")


@pytest.fixture
def expert(admin: Client, xu: Person) -> Expert:
    """许清和, taken into the pool on the page."""
    assert admin.post(f"/desk/people/{xu.public_id}/expert/", EXPERT).status_code == 302
    return Expert.objects.get()


def said(answer: Any) -> str:
    """The text of a page."""
    return str(answer.content.decode())


def deeds(person: Person) -> list[str]:
    """What was done to a person, the earliest first."""
    events = Event.objects.filter(chain__name=f"person/{person.public_id}").order_by("id")
    return [event.action for event in events]


def test_a_person_is_taken_into_the_pool_and_may_be_invited(expert: Expert, xu: Person, admin: Client) -> None:
    assert (expert.city, expert.fields, expert.capacity) == ("东港", [FIELD], 8)
    assert xu.appointments.get().role == Role.EXPERT
    assert list(experts.pool(TODAY)) == [expert]
    assert admin.get(f"/desk/people/{xu.public_id}/expert/")["Location"] == f"/desk/experts/{expert.public_id}/"
    assert deeds(xu) == ["enrol_expert"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"organisation": "无此大学"}, "There is no body of this name or credit code."),
        ({"fields_judged": []}, "A technical expert judges one field at least."),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"since": "bald"}, "valid date"),
    ],
)
def test_wrong_input_is_named_and_kept(admin: Client, xu: Person, wrong: dict[str, Any], words: str) -> None:
    answer = admin.post(f"/desk/people/{xu.public_id}/expert/", EXPERT | wrong)
    assert answer.status_code == 422
    assert words in said(answer)
    assert 'value="铸造"' in said(answer)
    assert not Expert.objects.exists()
    assert not xu.appointments.exists()


def test_an_expert_is_corrected_and_leaves(admin: Client, expert: Expert) -> None:
    page = f"/desk/experts/{expert.public_id}/"
    assert admin.post(page + "edit/", EXPERT | {"capacity": "5", "city": "西港"}).status_code == 302
    expert.refresh_from_db()
    assert (expert.capacity, expert.city) == (5, "西港")
    refused = admin.post(page + "leave/", {"until": "2026-03-01"})
    assert "This is before it began." in said(refused)
    assert admin.post(page + "leave/", {"until": "2026-03-31"}).status_code == 302
    assert list(experts.pool(date(2026, 4, 1))) == []


def test_ties_name_one_person_or_one_body(admin: Client, expert: Expert, school: Organisation) -> None:
    page = f"/desk/experts/{expert.public_id}/tie/"
    twin, other = services.register_person(name="沈云飞"), services.register_person(name="沈云飞")
    experts.record_employment(person=other, organisation=school, since=date(2020, 1, 1))
    tie = {"kind": "coauthor", "since": "2024-01-01", "until": "", "person": "", "organisation": ""}
    assert "Name either a person or a body." in said(admin.post(page, tie))
    assert "Several people have this name" in said(admin.post(page, tie | {"person": "沈云飞"}))
    assert "nobody of this name" in said(admin.post(page, tie | {"person": "无此人"}))
    assert "Only people are tied like this." in said(admin.post(page, tie | {"organisation": "东港大学"}))
    assert admin.post(page, tie | {"person": "沈云飞（东港大学）"}).status_code == 302
    assert DeclaredRelation.objects.get().person == other != twin
    shown = said(admin.get(f"/desk/experts/{expert.public_id}/"))
    assert "沈云飞" in shown


def test_jobs_are_recorded(admin: Client, expert: Expert) -> None:
    page = f"/desk/experts/{expert.public_id}/job/"
    job = {"organisation": "东港大学", "since": "2020-01-01", "until": "2019-01-01"}
    assert "It ends before it begins." in said(admin.post(page, job))
    assert admin.post(page, job | {"until": ""}).status_code == 302
    assert expert.person.employments.count() == 1


def test_a_decision_bars_until_it_is_repaired(admin: Client, expert: Expert, school: Organisation) -> None:
    decision = {
        "subject_kind": "reviewer", "behaviour": "leak", "measure": "no_reviewing", "number": "澜科监〔2026〕1号",
        "decided_by": "澜川市科学技术局", "since": "2026-03-02", "until": "2028-03-01",
    }  # fmt: skip
    page = f"/desk/people/{expert.person.public_id}/integrity/"
    assert "澜科监〔2026〕1号" in said(admin.post(page, decision | {"until": "2025-01-01"}))
    assert admin.post(page, decision | {"subject_kind": "service_body"}).status_code == 422
    assert admin.post(page, decision).status_code == 302
    assert barred(expert.person, TODAY, Act.REVIEW) is not None
    record = expert.person.integrity_records.get()
    repair = f"/desk/integrity/{record.public_id}/repair/"
    assert "This is before it began." in said(admin.post(repair, {"on": "2026-03-01"}))
    assert admin.post(repair, {"on": "2026-03-20"}).status_code == 302
    assert barred(expert.person, date(2026, 3, 20), Act.REVIEW) is None
    assert deeds(expert.person)[-2:] == ["record_integrity", "repair_integrity"]
    body = f"/desk/organisations/{school.public_id}/integrity/"
    about = decision | {"subject_kind": "implementing_body", "measure": "no_applying"}
    assert admin.post(body, about).status_code == 302
    assert barred(school, TODAY, Act.APPLY) is not None


def test_divisions_are_entered_once(admin: Client, house: Organisation) -> None:
    page = f"/desk/organisations/{house.public_id}/division/"
    assert admin.post(page, {"name": "农村处"}).status_code == 302
    assert admin.post(page, {"name": "农村处"}).status_code == 422
    assert "农村处" in said(admin.get(f"/desk/organisations/{house.public_id}/"))


def test_the_secretary_keeps_the_pool_and_others_do_not(house: Organisation, expert: Expert, lin: Account) -> None:
    person = services.register_person(name="方知衡")
    services.appoint(person=person, organisation=house, role=Role.REVIEW_SECRETARY, since=date(2024, 1, 1))
    client = Client()
    client.force_login(services.open_account(person=person, login="fang", password=PASSWORD, now=NOW))
    for path in ("edit", "leave", "tie", "job"):
        assert client.get(f"/desk/experts/{expert.public_id}/{path}/").status_code == 200
    assert client.get(f"/desk/people/{expert.person.public_id}/integrity/").status_code == 403
    client.force_login(lin)
    for path in ("edit", "leave", "tie", "job"):
        assert client.get(f"/desk/experts/{expert.public_id}/{path}/").status_code == 403
    assert client.get("/desk/experts/nobody/edit/").status_code == 403
