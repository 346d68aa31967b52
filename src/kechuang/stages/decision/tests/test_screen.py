"""The screen: who sees it, what it shows, a change made on it, and what an applicant reads before and after."""

import re
from typing import Any

import pytest
from django.test import Client

from kechuang.cases.models import Case
from kechuang.conftest import PASSWORD
from kechuang.directory import services
from kechuang.directory.models import Installation, Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.funds.models import Envelope
from kechuang.money.amounts import FEN_PER_WAN as WAN
from kechuang.stages.conftest import MEETING, Arrives
from kechuang.stages.decision.models import DecisionRound, DecisionStay, Line

FETCH = {"x-fragment": "board"}


def entered(login: str) -> Client:
    """A browser in which somebody signed in, reading English."""
    client = Client(headers={"accept-language": "en"})
    assert client.login(username=login, password=PASSWORD)
    return client


@pytest.fixture
def listed(arrives: Arrives, envelope: Envelope, officer: Actor) -> DecisionRound:
    """Three cases on a computed list; the money ends after the second. The clock stands at the meeting."""
    for number, score, asked in ((1, 9000, 40), (2, 8800, 50), (3, 8600, 30)):
        arrives(number, score, asked)
    perform(DecisionRound.objects.get(), "compute", officer, now=MEETING)
    Installation.objects.update(clock_at=MEETING)
    return DecisionRound.objects.get()


def stay(rank: int) -> str:
    """The public id of the stay at a rank."""
    return Line.objects.get(rank=rank).stay.public_id


def test_the_screen_shows_rank_money_and_share(listed: DecisionRound, director: Actor) -> None:
    text = entered("he").get(f"/desk/decisions/{listed.public_id}/").content.decode()
    assert re.findall(r'data-title="(\d)\.', text) == ["1", "2", "3"]
    assert "By rank the money ends here: 10.00 left, the next asks 30.00" in text
    assert "<strong>90.00</strong> / 100.00" in text
    assert "<strong>100 %</strong>" in text
    assert "90.00</td>" in text
    assert "2 funded, 10.00 left" in text
    part = entered("he").get(f"/desk/decisions/{listed.public_id}/", headers=FETCH).content.decode()
    assert part.startswith('<div class="db-part"')


@pytest.mark.parametrize(
    ("login", "sees", "changes"),
    [("he", True, True), ("lin", True, True), ("su", True, True), ("qiu", True, False), ("shen", False, False)],
)
def test_who_sees_it_and_who_changes_it(
    listed: DecisionRound, director: Actor, supervisor: Actor, login: str, sees: bool, changes: bool
) -> None:
    client = entered(login)
    answer = client.get(f"/desk/decisions/{listed.public_id}/")
    assert answer.status_code == (200 if sees else 404)
    assert ("data-change" in answer.content.decode()) is changes
    for path in ("pulse/", f"cards/{stay(1)}/"):
        found = client.get(f"/desk/decisions/{listed.public_id}/{path}")
        assert found.status_code == (200 if sees else 404), path
    sent = client.post(
        f"/desk/decisions/{listed.public_id}/lines/{stay(1)}/", {"line": stay(1), "seen": "2"}, headers=FETCH
    )
    assert sent.status_code == (422 if sees else 404)
    listed_in = client.get("/desk/decisions/").content.decode()
    assert (listed.public_id in listed_in) is sees


def test_an_officer_of_another_division_sees_nothing(listed: DecisionRound, house: Organisation) -> None:
    person = services.register_person(name="别处")
    services.open_account(person=person, login="other", password=PASSWORD, now=MEETING)
    rural = services.register_division(organisation=house, name="农村处")
    services.appoint(
        person=person, organisation=house, role=Role.DIVISION_OFFICER, since=MEETING.date(), division=rural
    )
    assert entered("other").get(f"/desk/decisions/{listed.public_id}/").status_code == 404


def test_a_change_comes_back_as_the_screen_and_a_refusal_by_field(listed: DecisionRound, director: Actor) -> None:
    client = entered("he")
    path = f"/desk/decisions/{listed.public_id}/lines/{stay(2)}/"

    def sent(**given: Any) -> Any:
        seen = {"line": stay(2), "seen": str(DecisionRound.objects.get().revision)}
        return client.post(path, seen | given, headers=FETCH)

    refused = sent(funded="true", amount="45").json()
    assert list(refused["fields"]) == ["remark"]
    assert list(sent(funded="true", amount="-3").json()["fields"]) == ["amount"]
    assert list(sent().json()["fields"]) == ["ground"]
    before = client.get(f"/desk/decisions/{listed.public_id}/pulse/").json()
    text = sent(funded="true", amount="45.5", remark="设备费偏高").content.decode()
    assert "cut by 4.50" in text
    assert "<strong>85.50</strong> / 100.00" in text
    assert Line.objects.get(rank=2).amount == 45 * WAN + WAN // 2
    assert client.get(f"/desk/decisions/{listed.public_id}/pulse/").json() != before
    stale = client.post(path, {"line": stay(2), "seen": "1", "funded": "true"}, headers=FETCH).json()
    assert "Somebody has changed this meanwhile" in stale["said"]


def test_without_a_script_a_line_is_changed_on_a_page(listed: DecisionRound, director: Actor) -> None:
    client = entered("he")
    path = f"/desk/decisions/{listed.public_id}/lines/{stay(3)}/"
    text = client.get(path).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(seen|key)" value="([^"]*)"', text))
    client.post(
        path, fields | {"line": stay(3), "funded": "on", "amount": "10", "ground": "matching", "remark": "配套"}
    )
    line = Line.objects.get(rank=3)
    assert (line.funded, line.amount, line.ground) == (True, 10 * WAN, "matching")


def test_the_meeting_adopts_on_its_page_and_the_officer_publishes(listed: DecisionRound, director: Actor) -> None:
    client = entered("he")
    path = f"/desk/decisions/{listed.public_id}/do/adopt/"
    text = client.get(path).content.decode()
    assert "The list funds 2 projects with 90.00" in text
    fields = dict(re.findall(r'<input type="hidden" name="(seen|key)" value="([^"]*)"', text))
    given = {"meeting": "局长办公会", "met_on": "2026-05-19", "minute": "9号", "attendance": "何明远"}
    refused = client.post(path, fields | given | {"minute": ""})
    assert refused.status_code == 422
    assert "何明远" in refused.content.decode()
    client.post(path, fields | given)
    assert DecisionRound.objects.get().state == "adopted"
    path = f"/desk/decisions/{listed.public_id}/do/publish/"
    text = entered("lin").get(path).content.decode()
    assert "cannot be taken back" in text


def test_an_applicant_reads_pending_and_then_the_reason(listed: DecisionRound, officer: Actor, director: Actor) -> None:
    last = DecisionStay.objects.get(public_id=stay(3)).case
    client = entered("shen")
    page = f"/desk/cases/{last.public_id}/"
    adoption = {"meeting": "局长办公会", "met_on": MEETING.date(), "minute": "9号", "attendance": "何明远"}
    perform(listed, "adopt", director, adoption, now=MEETING)
    text = client.get(page).content.decode()
    assert "The decision is pending" in text
    assert "Not funded" not in text
    assert "9号" not in text
    perform(listed, "publish", officer, now=MEETING)
    text = client.get(page).content.decode()
    assert "Not funded, rank 3: the money of the call ends above its rank." in text
    assert "9号" in text
    first = Case.objects.get(number="CXY2026-0001")
    assert "Proposed for funding with 40.00" in client.get(f"/desk/cases/{first.public_id}/").content.decode()


@pytest.mark.parametrize("count", [3, 30])
def test_the_screen_costs_the_same_however_long_the_list(
    count: int, arrives: Arrives, officer: Actor, director: Actor, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        arrives(number, 9000 - number, 2)
    perform(DecisionRound.objects.get(), "compute", officer, now=MEETING)
    client, path = entered("he"), f"/desk/decisions/{DecisionRound.objects.get().public_id}/"
    client.get(path)
    with django_assert_max_num_queries(13):
        client.get(path)


def test_the_list_waits_for_whoever_has_the_next_step(listed: DecisionRound, director: Actor, officer: Actor) -> None:
    assert "Decision: 2026年产学研合作专项申报通知" in entered("he").get("/desk/").content.decode()
    assert f"/desk/decisions/{listed.public_id}/" not in entered("lin").get("/desk/").content.decode()
    assert entered("he").get("/desk/decisions/nothing/").status_code == 404
