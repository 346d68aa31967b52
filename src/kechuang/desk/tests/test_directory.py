"""The directory at the desk: works, somebody else's, wrong input kept, the same cost however long the list."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kechuang.conftest import NOW, PASSWORD
from kechuang.desk.directory import checks
from kechuang.directory import experts, integrity, services
from kechuang.directory.models import (
    Account,
    Appointment,
    Behaviour,
    DeclaredRelation,
    Expert,
    Measure,
    Organisation,
    Person,
    SubjectKind,
)
from kechuang.directory.roles import Role
from kechuang.documents.numbers import mark_of
from kechuang.trail.models import Event
from kechuang.ui.visit import machine_time

PAGES = ("/desk/organisations/", "/desk/people/", "/desk/experts/", "/desk/integrity/")
SINCE = date(2024, 1, 1)


@pytest.fixture
def tang(house: Organisation) -> Account:
    """唐可基, who administers the house."""
    person = services.register_person(name="唐可基", name_en="Tang Keji")
    services.appoint(person=person, organisation=house, role=Role.SYSTEM_ADMINISTRATOR, since=SINCE)
    return services.open_account(person=person, login="tang", password=PASSWORD, now=NOW)


@pytest.fixture
def admin(tang: Account) -> Client:
    """His browser, reading English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(tang)
    return client


@pytest.fixture
def north(house: Organisation) -> Organisation:
    """A district."""
    return services.register_organisation(
        name="北岸区科学技术局", kind=Organisation.Kind.DISTRICT, credit_code=None, place=services.Place(city="澜川")
    )


@pytest.fixture
def hengrui(north: Organisation) -> Organisation:
    """An enterprise of the district."""
    return services.register_organisation(
        name="恒锐公司",
        kind=Organisation.Kind.ENTERPRISE,
        credit_code="91110000802100433B",
        place=services.Place(city="澜川", district=north),
    )


@pytest.fixture
def shen(hengrui: Organisation) -> Person:
    """沈云飞, known and not appointed."""
    return services.register_person(name="沈云飞")


def said(answer: Any) -> str:
    """The text of a page."""
    return str(answer.content.decode())


@pytest.mark.parametrize("path", [*PAGES, "/desk/organisations/new/", "/desk/people/new/"])
def test_the_directory_is_its_keepers_alone(path: str, lin: Account, tang: Account, client: Client) -> None:
    assert client.get(path)["Location"].startswith("/desk/sign-in/")
    client.force_login(lin)
    assert client.get(path).status_code == 403
    client.force_login(tang)
    assert client.get(path).status_code == 200
    assert client.delete(path).status_code in {403, 405}


@pytest.mark.parametrize(
    "path",
    ["organisations/nobody/", "organisations/nobody/edit/", "people/nobody/", "people/nobody/appoint/",
     "people/nobody/account/", "people/nobody/password/", "experts/nobody/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(admin: Client, path: str) -> None:
    assert admin.get(f"/desk/{path}").status_code == 404


def test_the_pool_is_the_secretary_s_too(house: Organisation, client: Client) -> None:
    person = services.register_person(name="方知衡")
    services.appoint(person=person, organisation=house, role=Role.REVIEW_SECRETARY, since=SINCE)
    client.force_login(services.open_account(person=person, login="fang", password=PASSWORD, now=NOW))
    assert client.get("/desk/experts/").status_code == 200
    assert client.get("/desk/people/").status_code == 403


def test_empty_lists_say_how_to_fill_them(admin: Client) -> None:
    assert "There is no expert yet." in said(admin.get("/desk/experts/"))
    assert "There is no decision yet." in said(admin.get("/desk/integrity/"))
    assert "Nothing fits." in said(admin.get("/desk/people/?q=无此人"))


def test_a_body_is_entered_with_its_code_put_right(admin: Client, north: Organisation, hengrui: Organisation) -> None:
    fields = {
        "name": "恒锐二厂", "name_en": "", "kind": "enterprise", "credit_code": " 9133 0100799655058b ",
        "province": "", "city": "澜川", "district": north.pk, "family": "91110000802100433b",
    }  # fmt: skip
    answer = admin.post("/desk/organisations/new/", fields, follow=True)
    body = Organisation.objects.get(name="恒锐二厂")
    assert (body.credit_code, body.district, body.family) == ("91330100799655058B", north, hengrui)
    assert "恒锐二厂 is saved." in said(answer)
    assert [event.action for event in Event.objects.filter(chain__name=f"organisation/{body.public_id}")] == [
        "register"
    ]


def test_a_wrong_body_stays_on_the_page_and_names_what_is_wrong(admin: Client, hengrui: Organisation) -> None:
    fields = {"name": "错码公司", "kind": "enterprise", "credit_code": "91110000802100433C", "family": "无此集团"}
    answer = admin.post("/desk/organisations/new/", fields)
    assert answer.status_code == 422
    assert "There is no body of this name or credit code." in said(answer)
    answer = admin.post("/desk/organisations/new/", fields | {"family": ""})
    assert "The check character does not fit" in said(answer)
    assert 'value="错码公司"' in said(answer)
    answer = admin.post("/desk/organisations/new/", fields | {"credit_code": hengrui.credit_code, "family": ""})
    assert answer.status_code == 422
    assert Organisation.objects.filter(name="错码公司").count() == 0
    answer = admin.post(
        f"/desk/organisations/{hengrui.public_id}/edit/", fields | {"credit_code": "", "family": hengrui.name}
    )
    assert "A body cannot be its own superior." in said(answer)
    hengrui.refresh_from_db()
    assert hengrui.name == "恒锐公司"


def test_a_name_that_several_bodies_have_asks_for_the_code(admin: Client, hengrui: Organisation) -> None:
    for _time in range(2):
        services.register_organisation(name="同名集团", kind=Organisation.Kind.ENTERPRISE, credit_code=None)
    answer = admin.post("/desk/organisations/new/", {"name": "甲", "kind": "enterprise", "family": "同名集团"})
    assert "Several bodies have this name" in said(answer)


def test_a_person_comes_in_acts_and_gets_an_account(admin: Client, hengrui: Organisation) -> None:
    admin.post("/desk/people/new/", {"name": "高若琳", "telephone": "000-0000 0000"})
    person = Person.objects.get(name="高若琳")
    page = f"/desk/people/{person.public_id}/"
    assert "The person acts as nothing yet." in said(admin.get(page))
    fields = {"role": "organisation_administrator", "organisation": "恒锐公司", "since": "2026-03-02"}
    assert admin.post(page + "appoint/", fields)["Location"] == page
    answer = admin.post(page + "account/", {"login": "Gao@Hengrui"})
    password = re.search(r'class="kc-given">([\w-]{19})<', said(answer))
    assert password is not None
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    guest = Client(headers={"accept-language": "en"})
    guest.post("/desk/sign-in/", {"login": "gao@hengrui", "password": password[1]})
    assert guest.get("/desk/")["Location"] == "/desk/account/"
    text = said(admin.get(page))
    assert "password given, not yet replaced" in text
    assert password[1] not in text
    deeds = Event.objects.filter(chain__name=f"person/{person.public_id}").order_by("seq")
    assert [event.action for event in deeds] == ["register", "appoint", "open_account"]
    assert password[1] not in str([event.facts for event in deeds])


def test_a_login_that_is_taken_and_a_second_account_are_refused(admin: Client, shen: Person, tang: Account) -> None:
    page = f"/desk/people/{shen.public_id}/account/"
    answer = admin.post(page, {"login": " TANG "})
    assert (answer.status_code, 'value=" TANG "' in said(answer) or "TANG" in said(answer)) == (422, True)
    admin.post(page, {"login": "shen"})
    assert admin.post(page, {"login": "shen2"}).status_code == 422
    assert Account.objects.filter(person=shen).count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"role": ""}, "This field is required."),
        ({"organisation": ""}, "Name the body where the person acts."),
        ({"organisation": "无此单位"}, "There is no body of this name"),
        ({"role": "director"}, "Only the bureau itself gives this role."),
        ({"since": "2026-13-01"}, "Enter a valid date."),
    ],
)
def test_a_wrong_appointment_names_its_field(admin: Client, shen: Person, wrong: dict[str, str], words: str) -> None:
    fields = {"role": "applicant", "organisation": "恒锐公司", "since": "2026-03-02"} | wrong
    answer = admin.post(f"/desk/people/{shen.public_id}/appoint/", fields)
    assert answer.status_code == 422
    assert words in said(answer)
    assert shen.appointments.count() == 0


def test_a_role_of_the_bureau_needs_no_body(admin: Client, shen: Person, house: Organisation) -> None:
    division = services.register_division(organisation=house, name="计划处")
    fields = {"role": "plan_officer", "division": division.pk, "since": "2026-03-02"}
    admin.post(f"/desk/people/{shen.public_id}/appoint/", fields)
    appointment = shen.appointments.get()
    assert (appointment.organisation, appointment.division) == (house, division)


def test_an_appointment_ends_on_its_page_and_not_before_it_began(
    admin: Client, shen: Person, hengrui: Organisation
) -> None:
    post = services.appoint(person=shen, organisation=hengrui, role=Role.APPLICANT, since=SINCE)
    page = f"/desk/people/{shen.public_id}/end/{post.public_id}/"
    assert "This is before it began." in said(admin.post(page, {"until": "2023-01-01"}))
    assert admin.post(page, {"until": "2026-02-28"}).status_code == 302
    post.refresh_from_db()
    assert post.until == date(2026, 2, 28)
    assert "over" in said(admin.get(f"/desk/people/{shen.public_id}/"))
    assert admin.get(f"/desk/people/{shen.public_id}/end/nonsense/").status_code == 404


def test_the_last_administrator_cannot_shut_himself_out(admin: Client, tang: Account) -> None:
    answer = admin.post(f"/desk/people/{tang.person.public_id}/close/", follow=True)
    assert "appoint another system administrator first" in said(answer)
    post = Appointment.objects.get(person=tang.person)
    answer = admin.post(f"/desk/people/{tang.person.public_id}/end/{post.public_id}/", {"until": "2026-03-02"})
    assert answer.status_code == 422
    tang.refresh_from_db()
    assert tang.is_active


def test_a_lost_password_is_asked_for_once_and_replaced_once(admin: Client, lin: Account) -> None:
    page = f"/desk/people/{lin.person.public_id}/password/"
    before = Account.objects.get(pk=lin.pk).password
    assert "call back at the number you know" in said(admin.get(page))
    assert Account.objects.get(pk=lin.pk).password == before
    assert "It is shown this once" in said(admin.post(page))
    after = Account.objects.get(pk=lin.pk)
    assert after.password != before
    assert after.one_time_until is not None
    assert after.one_time_until > machine_time()


def test_an_account_closes_and_opens_again(admin: Client, lin: Account) -> None:
    page = f"/desk/people/{lin.person.public_id}/"
    assert admin.get(page + "close/").status_code == 405
    admin.post(page + "close/")
    assert "closed" in said(admin.get(page))
    assert not Client().login(username="lin", password=PASSWORD)
    admin.post(page + "reopen/")
    assert Client().login(username="lin", password=PASSWORD)


def test_people_are_found_by_role_account_and_body(
    admin: Client, lin: Account, shen: Person, hengrui: Organisation
) -> None:
    services.appoint(person=shen, organisation=hengrui, role=Role.APPLICANT, since=SINCE)
    for query, found, missed in (
        ("role=applicant", "沈云飞", "Lin Xiaolan"),
        ("account=none", "沈云飞", "Lin Xiaolan"),
        ("account=open", "Lin Xiaolan", "沈云飞"),
        ("q=恒锐", "沈云飞", "Lin Xiaolan"),
        ("q=lin", "Lin Xiaolan", "沈云飞"),
    ):
        text = said(admin.get(f"/desk/people/?{query}")).partition('id="main"')[2]
        assert found in text
        assert missed not in text


def test_an_expert_s_page_says_who_bars_whom(admin: Client, shen: Person, hengrui: Organisation) -> None:
    person = services.register_person(name="许清和")
    profile = experts.Profile(
        Expert.Kind.TECHNICAL, Expert.Title.PROFESSOR, "岚西省", "远岭", ["new-materials"], "钛合金", 9
    )
    expert = experts.register_expert(person=person, organisation=hengrui, profile=profile, since=SINCE)
    experts.declare_relation(expert=expert, kind=DeclaredRelation.Kind.COAUTHOR, person=shen, since=SINCE)
    text = said(admin.get(f"/desk/experts/{expert.public_id}/"))
    assert "co-author" in text
    assert "in the pool" in text
    integrity.record_decision(
        subject=person,
        subject_kind=SubjectKind.REVIEWER,
        decision=integrity.Decision(Behaviour.LEAK, Measure.NO_REVIEWING, "7号", "澜川市科学技术局", SINCE),
    )
    text = said(admin.get(f"/desk/experts/{expert.public_id}/"))
    assert "barred from reviewing and advising from 2024-01-01, without an end" in text
    assert "7号" in said(admin.get("/desk/integrity/?state=in"))
    assert "7号" not in said(admin.get("/desk/integrity/?state=out"))
    for query in ("field=new-materials", "city=远岭", "state=in", "kind=technical", "q=钛合金"):
        assert "许清和" in said(admin.get(f"/desk/experts/?{query}"))
    assert "许清和" not in said(admin.get("/desk/experts/?field=health"))


@pytest.mark.parametrize("path", PAGES[:3])
def test_a_list_costs_the_same_however_long_it_is(
    path: str, admin: Client, hengrui: Organisation, django_assert_max_num_queries: Any
) -> None:
    profile = experts.Profile(Expert.Kind.TECHNICAL, Expert.Title.PROFESSOR, "岚西省", "远岭", ["health"])
    for number in range(30):
        person = services.register_person(name=f"人{number}")
        services.appoint(person=person, organisation=hengrui, role=Role.EXPERT, since=SINCE)
        experts.register_expert(person=person, organisation=hengrui, profile=profile, since=SINCE)
        services.register_organisation(name=f"公司{number}", kind=Organisation.Kind.ENTERPRISE, credit_code=None)
    admin.get(path)
    with django_assert_max_num_queries(11):
        assert "25" in said(admin.get(path))


def test_the_doctor_finds_what_no_verb_would_do(
    hengrui: Organisation, house: Organisation, north: Organisation
) -> None:
    assert (checks.families(), checks.districts(), checks.expertise()) == ([], [], [])
    branch = services.register_organisation(name="分公司", kind=Organisation.Kind.ENTERPRISE, credit_code=None)
    services.join_family(organisation=branch, head=hengrui)
    Organisation.objects.filter(pk=hengrui.pk).update(family=north, district=house)
    profile = experts.Profile(Expert.Kind.TECHNICAL, Expert.Title.PROFESSOR, "岚西省", "远岭", ["health"])
    person = services.register_person(name="许清和")
    expert = experts.register_expert(person=person, organisation=hengrui, profile=profile, since=SINCE)
    expert.expertise.update(field="astrology")
    assert (checks.families(), checks.districts(), checks.expertise()) == (
        ["分公司 → 恒锐公司"],
        ["恒锐公司 → 澜川市科学技术局"],
        ["许清和: astrology"],
    )


def test_the_sign_before_numbers_is_changed_from_now_on(admin: Client, house: Organisation, lin: Account) -> None:
    page = f"/desk/organisations/{house.public_id}/"
    assert "澜科" in admin.get(page).content.decode()
    refused = admin.post("/desk/sign/", {"text": "澜 科〔"})
    assert refused.status_code == 422
    assert "no brackets and no blanks" in refused.content.decode()
    assert "澜 科〔" in refused.content.decode()
    assert admin.post("/desk/sign/", {"text": ""}).status_code == 422
    assert mark_of(house, machine_time()) == "澜科"
    done = admin.post("/desk/sign/", {"text": "澜科技"}, follow=True)
    assert done.redirect_chain[-1][0] == page
    assert "澜科技发〔2026〕1号" in done.content.decode()
    assert "Sign before the numbers of papers changed" in done.content.decode()
    assert Event.objects.filter(action="set_sign").count() == 1
    officer = Client()
    officer.force_login(lin)
    assert officer.get("/desk/sign/").status_code == 403
