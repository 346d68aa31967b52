"""Two lists never spend the same money, what fell away is free again, and the list by program is the list by page."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from kechuang.cases.engine import stay_of
from kechuang.cases.models import Case
from kechuang.conftest import PASSWORD
from kechuang.decide.verify import verify
from kechuang.directory import services
from kechuang.directory.models import Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.funds.models import Envelope
from kechuang.money.amounts import FEN_PER_WAN as WAN
from kechuang.schemes.models import Call
from kechuang.stages.conftest import MEETING, Arrives
from kechuang.stages.decision.board import board_of
from kechuang.stages.decision.models import DecisionRound
from kechuang.stages.decision.tests.test_decision import ADOPTION, code_of, shown


@pytest.fixture
def listed(arrives: Arrives, envelope: Envelope, officer: Actor) -> DecisionRound:
    """40, 30 (no cooperation) and 30 of 100 万元, and a fourth that the money does not reach."""
    for number, score, asked, iur in (
        (1, 9000, 40, True),
        (2, 8800, 30, False),
        (3, 8600, 30, True),
        (4, 8400, 9, True),
    ):
        arrives(number, score, asked, iur=iur)
    Envelope.objects.update(adjusted=1000 * WAN)
    return done(DecisionRound.objects.get(), "compute", officer)


def done(found: DecisionRound, action: str, actor: Actor, given: dict[str, Any] | None = None) -> DecisionRound:
    """The list after an action."""
    perform(found, action, actor, given, now=MEETING)
    return DecisionRound.objects.get(pk=found.pk)


def seat(actor: Actor) -> Client:
    """The browser of an actor, in English."""
    assert actor.appointment is not None
    client = Client(headers={"accept-language": "en"})
    client.force_login(actor.appointment.person.account)
    return client


def test_two_lists_of_a_call_never_spend_the_same_money(
    listed: DecisionRound, arrives: Arrives, officer: Actor, director: Actor
) -> None:
    arrives(7, 9900, 30)
    second = done(DecisionRound.objects.get(state="gathering"), "compute", officer)
    assert (second.number, second.budget) == (2, 100 * WAN)
    done(listed, "adopt", director, ADOPTION)
    assert code_of(lambda: perform(second, "adopt", director, ADOPTION, now=MEETING)) == "beyond_budget"
    second = done(second, "compute", officer)
    assert (second.budget, shown(second)) == (0, [(1, "budget", False, None)])
    end = board_of(second).end
    assert end is not None
    assert (end.after, end.money, end.asked) == (0, True, 30 * WAN)
    assert done(second, "adopt", director, ADOPTION | {"minute": "澜科纪〔2026〕10号"}).state == "adopted"


def test_money_of_a_case_that_fell_away_is_free_again(
    listed: DecisionRound, arrives: Arrives, officer: Actor, director: Actor
) -> None:
    done(done(listed, "adopt", director, ADOPTION), "publish", officer)
    Case.objects.filter(number="CXY2026-0001").update(state="refused", stage="", stage_kind="")
    arrives(7, 9900, 30)
    second = done(DecisionRound.objects.get(state="gathering"), "compute", officer)
    assert (second.budget, second.before_total, shown(second)) == (40 * WAN, 60 * WAN, [(1, "merit", True, 30)])


@pytest.mark.parametrize(("budget", "after", "asked"), [(100, 3, 9), (75, 3, 9), (69, 1, 30), (39, 0, 40)])
def test_the_money_ends_the_list(budget: int, after: int, asked: int, listed: DecisionRound, officer: Actor) -> None:
    Call.objects.update(budget=budget * WAN)
    end = board_of(done(listed, "compute", officer)).end
    assert end is not None
    assert (end.after, end.money, end.share, end.asked) == (after, True, False, asked * WAN)


def test_the_share_ends_the_list(arrives: Arrives, envelope: Envelope, officer: Actor, director: Actor) -> None:
    arrives(1, 9000, 40)
    arrives(2, 8800, 30, iur=False)
    found = done(DecisionRound.objects.get(), "compute", officer)
    end = board_of(found).end
    assert end is not None
    assert (end.after, end.money, end.share) == (1, False, True)
    text = seat(director).get(f"/desk/decisions/{found.public_id}/").content.decode()
    assert "By rank the share of cooperation projects ends the list here" in text


def test_a_list_that_money_reaches_through_has_no_end(listed: DecisionRound, officer: Actor) -> None:
    Call.objects.update(budget=200 * WAN)
    assert board_of(done(listed, "compute", officer)).end is None


def test_an_open_screen_notices_a_withdrawal_too(
    listed: DecisionRound, director: Actor, applicant: Actor, supervisor: Actor
) -> None:
    client, pulse = seat(supervisor), f"/desk/decisions/{listed.public_id}/pulse/"
    before = client.get(pulse).json()
    assert client.get(pulse).json() == before
    stay = stay_of(Case.objects.get(number="CXY2026-0002"))
    assert stay is not None
    perform(stay, "withdraw", applicant, {"reason": "合作方退出"}, now=MEETING)
    assert client.get(pulse).json() != before


def test_the_screen_tells_what_the_meeting_did(
    listed: DecisionRound, director: Actor, supervisor: Actor, officer: Actor
) -> None:
    line = listed.lines.get(rank=3).stay.public_id
    done(listed, "change", director, {"line": line, "funded": False, "ground": "funded_elsewhere"})
    text = seat(supervisor).get(f"/desk/decisions/{listed.public_id}/").content.decode()
    assert "the same content is funded elsewhere" in text
    assert "passed over:" in text
    assert text.index("Line changed") < text.index("List computed by rule") < text.index("List begun")
    again = seat(officer).get(f"/desk/decisions/{listed.public_id}/do/compute/").content.decode()
    assert "loses what was changed on it: 1 departures from rank and 0 cuts" in again


def test_the_sealed_record_is_for_those_who_read_the_list(
    listed: DecisionRound, supervisor: Actor, applicant: Actor
) -> None:
    path = f"/desk/decisions/{listed.public_id}/records/{listed.record}.json"
    sealed = seat(supervisor).get(path).content.decode()
    assert verify(sealed).sound
    assert seat(applicant).get(path).status_code == 404
    assert seat(supervisor).get(f"/desk/decisions/{listed.public_id}/records/{'0' * 64}.json").status_code == 404
    public = Client().get(f"/records/{listed.record}.json").content.decode()
    assert verify(public, sealed=sealed).sound
    case = Case.objects.get(number="CXY2026-0001")
    assert (case.public_id in sealed, case.public_id in public) == (True, False)


def test_programs_read_the_list_as_its_readers_do(
    listed: DecisionRound, director: Actor, supervisor: Actor, applicant: Actor, officer: Actor
) -> None:
    path = f"/api/v1/decision-round/{listed.public_id}"
    found = seat(supervisor).get(path).json()
    assert (found["state"], found["budget"], found["record"]) == ("prepared", 100 * WAN, listed.record)
    assert [one["action"] for one in seat(supervisor).get(f"{path}/actions").json()] == []
    assert {one["action"] for one in seat(director).get(f"{path}/actions").json()} == {"change", "adopt"}
    assert seat(applicant).get(path).status_code == 404
    assert seat(applicant).get("/api/v1/decision-round").json()["items"] == []


def test_all_cases_look_alike_until_the_list_is_out(
    listed: DecisionRound, director: Actor, officer: Actor, applicant: Actor
) -> None:
    client = seat(applicant)

    def told() -> list[dict[str, Any]]:
        """What a program of the applicant reads of his stays, and of his cases."""
        stays = client.get("/api/v1/decision-stay").json()["items"]
        cases = client.get("/api/v1/case").json()["items"]
        apart = ("id", "case", "stay", "number", "title", "amount_asked")
        return [{key: value for key, value in one.items() if key not in apart} for one in (*stays, *cases)]

    def alike() -> bool:
        """Whether funded and not funded look the same."""
        stays, cases = told()[:4], told()[4:]
        return all(one == stays[0] for one in stays) and all(one == cases[0] for one in cases)

    assert len(told()) == 8
    assert alike()
    adopted = done(listed, "adopt", director, ADOPTION)
    assert alike()
    done(adopted, "publish", officer)
    assert not alike()


def test_an_expert_never_sees_a_list(listed: DecisionRound, house: Organisation) -> None:
    person = services.register_person(name="许清和")
    services.open_account(person=person, login="xu", password=PASSWORD, now=MEETING)
    services.appoint(person=person, organisation=house, role=Role.EXPERT, since=date(2020, 1, 1))
    client = Client()
    client.force_login(person.account)
    stay = listed.lines.get(rank=1).stay.public_id
    for path in ("", "pulse/", f"cards/{stay}/", f"lines/{stay}/", "do/adopt/", f"records/{listed.record}.json"):
        assert client.get(f"/desk/decisions/{listed.public_id}/{path}").status_code == 404, path
