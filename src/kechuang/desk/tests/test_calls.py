"""Calls at the desk: works, somebody else's, wrong input kept, sent twice."""

import re
from typing import Any

import pytest
from django.test import Client

from kechuang.conftest import DRAFT, NOW, PASSWORD
from kechuang.directory import services
from kechuang.directory.models import Account, Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.schemes.models import Call

FILLED = {
    "title": "第二批",
    "scheme_code": "joint-rd",
    "guide": "指南",
    "opens_at": "2026-05-01T09:00",
    "closes_at": "2026-06-01T17:00",
    "budget": "1,200.5",
    "per_organisation": "2",
    "per_person": "1",
    "contact": "林",
    "telephone": "1",
}


def entered(login: str) -> Client:
    """A browser in which somebody signed in, reading English."""
    client = Client(headers={"accept-language": "en"})
    assert client.login(username=login, password=PASSWORD)
    return client


def hidden(client: Client, path: str) -> dict[str, str]:
    """The hidden fields of a form as the page gives them."""
    text = client.get(path).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(seen|key)" value="([^"]*)"', text))


def test_an_officer_drafts_a_call(officer: Actor) -> None:
    client = entered("lin")
    answer = client.post("/desk/calls/new/", FILLED | hidden(client, "/desk/calls/new/"))
    call = Call.objects.get()
    assert answer.headers["Location"] == f"/desk/calls/{call.public_id}/"
    assert (call.budget, call.title, call.division_id) == (1_200_500_000, "第二批", officer.appointment.division_id)  # type: ignore[union-attr]
    assert call.opens_at.isoformat() == "2026-05-01T01:00:00+00:00"


def test_wrong_input_is_kept_and_named(officer: Actor) -> None:
    wrong = FILLED | {"budget": "-5", "closes_at": "2026-04-01T09:00", "scheme_code": "", "per_person": "0"}
    answer = entered("lin").post("/desk/calls/new/", wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "An amount is not negative." in text
    assert 'value="-5"' in text
    assert "第二批" in text
    assert Call.objects.count() == 0
    answer = entered("lin").post("/desk/calls/new/", wrong | {"budget": "5", "scheme_code": "joint-rd"})
    assert "At least 1." in answer.content.decode()
    for budget, words in (("0", "More than 0."), ("900000000", "At most 100,000,000.00.")):
        assert words in entered("lin").post("/desk/calls/new/", FILLED | {"budget": budget}).content.decode()
    answer = entered("lin").post("/desk/calls/new/", FILLED | {"closes_at": "2026-04-01T09:00"})
    assert "closes before it opens" in answer.content.decode()


def test_sent_twice_is_done_once(call: Call, officer: Actor) -> None:
    client = entered("lin")
    path = f"/desk/calls/{call.public_id}/propose/"
    fields = hidden(client, path)
    for _time in range(2):
        answer = client.post(path, fields, follow=True)
        assert "alert-danger" not in answer.content.decode()
    call.refresh_from_db()
    assert (call.state, call.revision) == ("proposed", 2)


def test_what_somebody_changed_meanwhile_is_not_overwritten(call: Call, officer: Actor) -> None:
    client = entered("lin")
    path = f"/desk/calls/{call.public_id}/revise/"
    fields = hidden(client, path)
    perform(call, "revise", officer, DRAFT | {"title": "先到"}, now=NOW)
    answer = client.post(path, FILLED | fields)
    assert "Somebody has changed this meanwhile" in answer.content.decode()
    assert 'value="第二批"' in answer.content.decode()
    call.refresh_from_db()
    assert call.title == "先到"


def test_the_director_sees_what_waits_and_signs(call: Call, officer: Actor, director: Actor) -> None:
    perform(call, "propose", officer, now=NOW)
    client = entered("he")
    assert call.title in client.get("/desk/").content.decode()
    path = f"/desk/calls/{call.public_id}/sign/"
    assert "The rules of its scheme and its form are kept as they stand now" in client.get(path).content.decode()
    client.post(path, hidden(client, path))
    call.refresh_from_db()
    assert call.state == "announced"
    assert call.title in Client().get("/").content.decode()
    assert Client().get(f"/calls/{call.public_id}/").status_code == 200


def test_a_draft_is_nobody_s_outside_the_bureau(call: Call, house: Organisation) -> None:
    person = services.register_person(name="沈云飞")
    services.open_account(person=person, login="shen", password=PASSWORD, now=NOW)
    body = services.register_organisation(name="恒锐", kind=Organisation.Kind.ENTERPRISE, credit_code=None)
    services.appoint(person=person, organisation=body, role=Role.APPLICANT, since=NOW.date())
    client = entered("shen")
    assert call.title not in client.get("/desk/calls/").content.decode()
    assert call.title not in client.get("/desk/calls/?state=draft").content.decode()
    for path in ("", "revise/", "propose/"):
        assert client.get(f"/desk/calls/{call.public_id}/{path}").status_code == 404
    assert client.get("/desk/calls/new/").status_code == 403
    assert Client().get(f"/calls/{call.public_id}/").status_code == 404


def test_an_action_that_is_not_one_or_not_yours_or_not_now(call: Call, officer: Actor, director: Actor) -> None:
    client = entered("lin")
    assert client.get(f"/desk/calls/{call.public_id}/explode/").status_code == 404
    assert client.get(f"/desk/calls/{call.public_id}/sign/").status_code == 403
    answer = entered("he").get(f"/desk/calls/{call.public_id}/sign/", follow=True)
    assert "look at where the matter stands now" in answer.content.decode()


def test_a_shut_action_says_why(call: Call, officer: Actor, lin: Account) -> None:
    Call.objects.update(opens_at="2026-01-01T00:00:00Z", closes_at="2026-02-01T00:00:00Z")
    text = entered("lin").get(f"/desk/calls/{call.public_id}/").content.decode()
    assert "The window of this call is over." in text


def test_the_list_finds_and_says_when_nothing_fits(call: Call, officer: Actor) -> None:
    client = entered("lin")
    assert call.title in client.get("/desk/calls/?q=产学研").content.decode()
    assert "Nothing fits." in client.get("/desk/calls/?q=苹果").content.decode()
    assert "Nothing fits." in client.get("/desk/calls/?state=open").content.decode()


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same_however_long_it_is(count: int, officer: Actor, django_assert_num_queries: Any) -> None:
    for number in range(count):
        perform(Call(), "draft", officer, DRAFT | {"title": f"通知 {number}"}, now=NOW)
    client = entered("lin")
    client.get("/desk/calls/")
    with django_assert_num_queries(8):  # the five of every desk, how many, the rows, the saved views
        client.get("/desk/calls/")
