"""The API asks the door as the pages do: same permissions, same words, nothing more to be seen."""

from typing import Any

import pytest
from django.test import Client

from kechuang.api.models import Key
from kechuang.api.services import make_key
from kechuang.conftest import DRAFT, NOW
from kechuang.directory.models import Account
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.schemes.models import Call

GIVEN = DRAFT | {"opens_at": "2026-03-10T01:00:00Z", "closes_at": "2026-04-10T09:00:00Z"}


@pytest.fixture
def program(lin: Account) -> Client:
    """A program with a key of 林晓岚's."""
    _key, secret = make_key(account=lin, name="台账同步", now=NOW)
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})


def post(client: Client, path: str, given: dict[str, Any] | None = None) -> Any:
    """Post JSON."""
    return client.post(f"/api/v1/{path}", given or {}, content_type="application/json")


def test_nobody_without_a_key(call: Call) -> None:
    assert Client().get("/api/v1/call").status_code == 401
    assert Client(headers={"authorization": "Bearer kc_wrong"}).get("/api/v1/call").status_code == 401


def test_a_revoked_key_opens_nothing(call: Call, program: Client) -> None:
    assert program.get("/api/v1/call").status_code == 200
    Key.objects.update(revoked_at=NOW)
    assert program.get("/api/v1/call").status_code == 401


def test_a_call_is_drafted_read_and_put_forward(program: Client) -> None:
    made = post(program, "call/actions/draft", GIVEN)
    assert made.status_code == 200, made.content
    subject = made.json()["subject"]
    assert (subject["state"], subject["budget"], subject["title"]) == ("draft", DRAFT["budget"], DRAFT["title"])
    path = f"/api/v1/call/{subject['id']}"
    assert program.get(path).json() == subject
    assert program.get("/api/v1/call").json() == {"items": [subject], "next": None}
    offered = program.get(f"{path}/actions").json()
    assert [(one["action"], one["open"]) for one in offered] == [("propose", True), ("revise", True)]
    done = post(program, f"call/{subject['id']}/actions/propose?expect=1&key=once")
    assert (done.json()["state"], done.json()["revision"]) == ("proposed", 2)
    assert post(program, f"call/{subject['id']}/actions/propose?expect=1&key=once").json()["replayed"] is True


def test_a_rehearsal_changes_nothing(call: Call, program: Client) -> None:
    done = post(program, f"call/{call.public_id}/actions/propose?dry_run=true")
    assert done.json() == {"state": "proposed", "revision": 2, "rehearsed": True, "replayed": False}
    call.refresh_from_db()
    assert call.state == "draft"


def test_refusals_say_code_words_and_fields(call: Call, program: Client) -> None:
    wrong = post(program, "call/actions/draft", GIVEN | {"budget": -1, "colour": "red"})
    assert wrong.status_code == 422
    assert wrong.json() == {
        "code": "payload",
        "fields": {"budget": ["At least 1."], "colour": ["This field is not known here."]},
    }
    signing = post(program, f"call/{call.public_id}/actions/sign")
    assert (signing.status_code, signing.json()["code"]) == (403, "not_yours")
    late = post(program, f"call/{call.public_id}/actions/propose?expect=7")
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    assert post(program, f"call/{call.public_id}/actions/open").status_code == 404
    assert post(program, "call/nothing/actions/propose").status_code == 404


def test_a_browser_needs_its_token_against_forgery(call: Call, lin: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(lin)
    assert client.get("/api/v1/call").status_code == 200
    assert post(client, f"call/{call.public_id}/actions/propose").status_code == 403


def test_somebody_else_s_appointment_is_not_taken(call: Call, program: Client, director: Actor) -> None:
    assert director.appointment is not None
    header = {"x-appointment": director.appointment.public_id}
    assert program.get("/api/v1/call", headers=header).json()["items"] == []


def test_every_action_of_a_person_is_described(program: Client) -> None:
    described = program.get("/api/v1/openapi.json").json()
    assert described["paths"]["/api/v1/call/{public_id}/actions/sign"]["post"]["summary"] == "Sign and announce"
    draft = described["paths"]["/api/v1/call/actions/draft"]["post"]["requestBody"]["content"]["application/json"]
    assert draft["schema"] == {"$ref": "#/components/schemas/CallDraft"}
    assert "/api/v1/call/{public_id}/actions/open" not in described["paths"]


def test_a_key_is_shown_once_and_revoked_by_its_owner(lin: Account, call: Call, director: Actor) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(lin)
    text = client.post("/desk/account/keys/make/", {"name": "台账"}).content.decode()
    assert "kc_" in text
    page = client.get("/desk/account/").content.decode()
    assert "台账" in page
    assert "kc_" not in page
    key = Key.objects.get()
    other = Client()
    assert director.appointment is not None
    other.force_login(director.appointment.person.account)
    assert other.post(f"/desk/account/keys/{key.public_id}/revoke/").status_code == 404
    assert client.post(f"/desk/account/keys/{key.public_id}/revoke/").status_code == 302
    assert Key.objects.get().revoked_at is not None
    assert client.post("/desk/account/keys/make/", {"name": " "}).status_code == 302
    assert Key.objects.count() == 1


def test_a_case_is_not_read_by_whoever_may_not(call: Call, program: Client, officer: Actor) -> None:
    perform(call, "propose", officer, now=NOW)
    assert program.get("/api/v1/case").json() == {"items": [], "next": None}
    assert program.get("/api/v1/case/abc").status_code == 404
