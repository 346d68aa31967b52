"""The door, the desk and the account page."""

from datetime import date

import pytest
from django.test import Client

from kechuang.conftest import PASSWORD
from kechuang.directory import services
from kechuang.directory.models import Account, Appointment, Organisation, SignInCount
from kechuang.directory.roles import Role
from kechuang.directory.services import ONE_TIME_LASTS, reset_password
from kechuang.ui.visit import machine_time

SIGN_IN = "/desk/sign-in/"


def sign_in(client: Client, login: str = "lin", password: str = PASSWORD, wanted: str = "") -> tuple[int, str]:
    """Post the form; the status and where it leads."""
    response = client.post(SIGN_IN, {"login": login, "password": password, "next": wanted})
    return response.status_code, response.headers.get("Location", "")


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("", "/desk/"),
        ("/desk/account/", "/desk/account/"),
        ("https://elsewhere.example/", "/desk/"),
        ("//elsewhere.example", "/desk/"),
    ],
)
def test_signing_in_leads_where_one_wanted_but_never_outside(
    client: Client, lin: Account, wanted: str, where: str
) -> None:
    assert sign_in(client, wanted=wanted) == (302, where)


def test_a_closed_door_keeps_the_name_and_not_the_password(client: Client, lin: Account) -> None:
    response = client.post(SIGN_IN, {"login": "lin", "password": "sixteen tons"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="lin"' in page
    assert "sixteen tons" not in page
    assert "登录名或密码不对。再输错 4 次将暂时锁定。" in page


def test_five_wrong_passwords_close_the_name_and_say_until_when(client: Client, lin: Account) -> None:
    said = [client.post(SIGN_IN, {"login": "lin", "password": "wrong"}).content.decode() for _ in range(5)]
    until = SignInCount.objects.get().locked_until
    assert until is not None
    assert "此登录名已锁定至 " in said[-1]
    assert sign_in(client)[0] == 422


def test_the_page_where_one_was_going_survives_a_wrong_password(client: Client, lin: Account) -> None:
    response = client.post(
        SIGN_IN + "?next=/desk/account/", {"login": "lin", "password": "wrong", "next": "/desk/account/"}
    )
    assert '<input type="hidden" name="next" value="/desk/account/">' in response.content.decode()


def test_the_chosen_language_comes_along(client: Client, lin: Account) -> None:
    Account.objects.update(language="en")
    sign_in(client)
    assert client.get("/desk/")["Content-Language"] == "en"


def test_who_is_signed_in_is_not_asked_again(client: Client, lin: Account) -> None:
    client.force_login(lin)
    assert client.get(SIGN_IN)["Location"] == "/desk/"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/", "/desk/account/"])
def test_strangers_are_led_to_the_door(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, f"{SIGN_IN}?next={path}")


@pytest.mark.parametrize("path", ["/desk/sign-out/", "/desk/appointment/"])
def test_what_changes_something_is_never_a_link(client: Client, lin: Account, path: str) -> None:
    client.force_login(lin)
    assert client.get(path).status_code == 405


def test_the_desk_greets_and_says_what_one_acts_as(client: Client, lin: Account) -> None:
    client.force_login(lin)
    page = client.get("/desk/").content.decode()
    assert "上午好，林晓岚" in page
    assert "2026-03-02 09:00 星期一" in page
    assert "业务处干部" in page
    assert "目前没有待办事项。" in page


def test_one_acts_only_as_what_one_is(client: Client, lin: Account, house: Organisation) -> None:
    other = services.register_person(name="别人")
    foreign = services.appoint(person=other, organisation=house, role=Role.DIRECTOR, since=date(2020, 1, 1))
    own = services.appoint(person=lin.person, organisation=house, role=Role.PLAN_OFFICER, since=date(2020, 1, 1))
    client.force_login(lin)
    for wrong in (foreign.public_id, "", "nonsense"):
        assert client.post("/desk/appointment/", {"appointment": wrong}).status_code == 403
    assert client.post("/desk/appointment/", {"appointment": own.public_id})["Location"] == "/desk/"
    assert "您现在的身份：计划处干部，澜川市科学技术局。" in client.get("/desk/").content.decode()


def test_an_appointment_that_ended_is_no_longer_acted_as(client: Client, lin: Account) -> None:
    client.force_login(lin)
    Appointment.objects.update(until=date(2026, 3, 1))
    assert "您目前没有任职。" in client.get("/desk/").content.decode()


def test_leaving_closes_the_session(client: Client, lin: Account) -> None:
    client.force_login(lin)
    assert client.post("/desk/sign-out/")["Location"] == "/"
    assert client.get("/desk/").status_code == 302


NEW = "another long one 7"


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "现在的密码不对。"),
        (PASSWORD, NEW, NEW + "x", "两次输入的新密码不一致。"),
        (PASSWORD, "short", "short", "密码太短：至少需要 10 个字符。"),
        (PASSWORD, "83749283749", "83749283749", "密码只包含数字。"),
        (PASSWORD, "", "", "必填"),
    ],
)
def test_a_password_that_will_not_do_is_explained(
    client: Client, lin: Account, old: str, new: str, again: str, said: str
) -> None:
    client.force_login(lin)
    response = client.post("/desk/account/", {"old": old, "new": new, "again": again})
    assert response.status_code == 422
    assert said in response.content.decode()
    lin.refresh_from_db()
    assert lin.check_password(PASSWORD)


def test_a_changed_password_keeps_this_session_and_ends_the_others(client: Client, lin: Account) -> None:
    elsewhere = Client()
    for one in (client, elsewhere):
        sign_in(one)
    response = client.post("/desk/account/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert response["Location"] == "/desk/account/"
    assert client.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302
    assert sign_in(Client(), password=NEW) == (302, "/desk/")


def test_a_closed_account_is_out_at_once(client: Client, lin: Account) -> None:
    client.force_login(lin)
    Account.objects.update(is_active=False)
    assert client.get("/desk/").status_code == 302


def test_a_given_password_opens_only_the_page_to_choose_another(client: Client, lin: Account) -> None:
    given = reset_password(account=lin, now=machine_time())
    client.post("/desk/sign-in/", {"login": "lin", "password": given})
    for path in ("/desk/", "/desk/calls/", "/"):
        assert client.get(path)["Location"] == "/desk/account/"
    assert "请先设置自己的密码" in client.get("/desk/account/").content.decode()
    fields = {"old": given, "new": "an own long password", "again": "an own long password"}
    assert client.post("/desk/account/", fields)["Location"] == "/desk/account/"
    assert client.get("/desk/").status_code == 200


def test_a_given_password_runs_out_and_says_so(client: Client, lin: Account) -> None:
    given = reset_password(account=lin, now=machine_time() - ONE_TIME_LASTS)
    answer = client.post("/desk/sign-in/", {"login": "lin", "password": given})
    assert answer.status_code == 422
    assert "一次性密码已过期" in answer.content.decode()
