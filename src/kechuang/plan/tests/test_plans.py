"""A plan's way and its pages: prepared, adopted, revised; read by the bureau and by everybody; exported."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from kechuang.conftest import NOW, PASSWORD
from kechuang.directory import services
from kechuang.directory.models import Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.funds.models import Entry, Envelope
from kechuang.funds.services import book
from kechuang.money.amounts import FEN_PER_WAN as WAN
from kechuang.plan.definition import catalogue
from kechuang.plan.models import Plan, PlanVersion
from kechuang.plan.queries import shown


def entered(login: str) -> Client:
    """A browser in which somebody signed in, reading English."""
    client = Client(headers={"accept-language": "en"})
    assert client.login(username=login, password=PASSWORD)
    return client


def text_of(client: Client, path: str, **options: Any) -> str:
    """The page's text."""
    answer = client.get(path, **options)
    assert answer.status_code == 200, path
    return answer.content.decode()


def approve(planner: Actor, chain: str, fen: int, *, iur: bool = True) -> None:
    """One approval in the ledger."""
    kind = Entry.Kind.APPROVED
    category = "iur-cooperation" if iur else "soft-science"
    book(
        kind=kind, chain=chain, fen=fen, document="科发1号", by=planner, now=NOW, year=2026, category=category, iur=iur
    )


def test_adoption_freezes_the_catalogue_s_plan(plan: Plan) -> None:
    version = PlanVersion.objects.get()
    assert (version.number, version.digest) == (1, catalogue()["work-points"].digest)
    assert version.content == catalogue()["work-points"]
    assert (plan.state, plan.versions, plan.year) == ("adopted", 1, 2026)


def test_what_has_not_changed_is_not_adopted_again(plan: Plan, planner: Actor, director: Actor) -> None:
    perform(plan, "revise", planner, {"reason": "年中调整"}, now=NOW)
    plan.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        perform(plan, "adopt", director, {"meeting": "局长办公会", "minute": "科纪2号"}, now=NOW)
    assert refused.value.code == "unchanged"
    found = shown(plan)
    assert found is not None
    assert found.version is not None


def test_a_changed_plan_becomes_a_new_version(plan: Plan, planner: Actor, director: Actor) -> None:
    last = plan.adopted.get()
    PlanVersion.objects.filter(pk=last.pk).update(digest="0" * 64)
    perform(plan, "revise", planner, {"reason": "年中调整"}, now=NOW)
    done = perform(plan, "adopt", director, {"meeting": "局长办公会", "minute": "科纪2号"}, now=NOW)
    assert [one.number for one in PlanVersion.objects.all()] == [2, 1]
    assert done.state == "adopted"


def test_a_year_has_one_plan_and_only_the_director_adopts(plan: Plan, planner: Actor, director: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        perform(Plan(), "prepare", planner, {"code": "work-points"}, now=NOW)
    assert refused.value.code == "plan_there"
    with pytest.raises(Refusal) as refused:
        perform(Plan(), "prepare", planner, {"code": "nothing"}, now=NOW)
    assert refused.value.code == "payload"
    perform(plan, "revise", planner, {"reason": "年中调整"}, now=NOW)
    with pytest.raises(Refusal) as refused:
        perform(plan, "adopt", planner, {"meeting": "局长办公会", "minute": "科纪2号"}, now=NOW)
    assert refused.value.code == "not_yours"


def test_the_pages_show_promised_and_actual(plan: Plan, envelope: Envelope, planner: Actor) -> None:
    approve(planner, "case/a", 60 * WAN)
    approve(planner, "case/b", 25 * WAN, iur=False)
    text = text_of(entered("su"), "/desk/plan/")
    assert "≥ 70 %" in text
    assert "60 %" in text
    assert "1 projects" in text
    assert text.count("Not yet connected") >= 14
    public = text_of(Client(headers={"accept-language": "en"}), "/plan/")
    assert "60 %" in public
    assert "/desk/plan/2026/targets" not in public
    assert "全年科技计划资金的70%以上" in text_of(Client(headers={"accept-language": "zh-hans"}), "/plan/")


def test_a_share_that_can_no_longer_be_reached_says_so(plan: Plan, envelope: Envelope, planner: Actor) -> None:
    approve(planner, "case/b", 30 * WAN, iur=False)
    assert "Can no longer be reached" not in text_of(entered("su"), "/desk/plan/")
    approve(planner, "case/c", 1, iur=False)
    assert "Can no longer be reached" in text_of(entered("su"), "/desk/plan/")


def test_one_target_leads_to_what_is_behind_it(plan: Plan, envelope: Envelope, planner: Actor) -> None:
    approve(planner, "case/a", 60 * WAN)
    text = text_of(entered("su"), "/desk/plan/2026/targets/K01/")
    assert "case/a" in text
    assert text.count("<strong>60 %</strong>") >= 2
    assert "Nothing measures this target yet." in text_of(entered("su"), "/desk/plan/2026/targets/K13/")
    assert entered("su").get("/desk/plan/2026/targets/K99/").status_code == 404


def test_the_exports_hold_every_promise(plan: Plan, envelope: Envelope, planner: Actor) -> None:
    approve(planner, "case/a", 70 * WAN)
    client = entered("su")
    rows = list(csv.reader(io.StringIO(client.get("/desk/plan/2026/targets.csv").content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 27
    assert rows[1][:7] == ["K01", rows[1][1], "go to", "of the year's plan funds", "≥ 70 %", "70 %", "Reached"]
    book_of = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/desk/plan/2026/targets.xlsx").content))
    assert book_of.get_sheet_by_index(0).to_python() == rows
    assert client.get("/desk/plan/2026/targets.pdf").status_code == 404


def test_the_report_and_the_money_page(plan: Plan, envelope: Envelope, planner: Actor) -> None:
    approve(planner, "case/a", 60 * WAN)
    assert "K22" in text_of(entered("su"), "/desk/plan/2026/report/")
    text = text_of(entered("su"), "/desk/plan/2026/money/")
    assert "预算批复1号" in text
    assert "60.00" in text


def test_the_plan_officer_enters_and_adjusts_the_money(plan: Plan, planner: Actor) -> None:
    client = entered("su")
    assert "not entered yet" in text_of(client, "/desk/plan/")
    wrong = {"year": "2026", "opening": "-5", "document": "沈财1号"}
    answer = client.post("/desk/plan/money/enter/", wrong)
    assert answer.status_code == 422
    assert "An amount is not negative." in answer.content.decode()
    client.post("/desk/plan/money/enter/", wrong | {"opening": "12,000"})
    envelope = Envelope.objects.get()
    assert envelope.opening == 12_000 * WAN
    answer = client.post(
        "/desk/plan/2026/money/adjust/", {"more": "5", "less": "5", "reason": "调整", "document": "x1"}
    )
    assert "Fill in either the increase or the reduction." in answer.content.decode()
    client.post("/desk/plan/2026/money/adjust/", {"more": "500", "reason": "追加", "document": "沈财2号", "seen": "1"})
    envelope.refresh_from_db()
    assert envelope.adjusted == 12_500 * WAN


def test_what_is_not_there_or_not_the_reader_s(house: Organisation, planner: Actor, director: Actor) -> None:
    client = entered("su")
    assert "There is no plan yet." in text_of(client, "/desk/plan/")
    assert "No plan is adopted yet." in text_of(Client(headers={"accept-language": "en"}), "/plan/")
    for path in ("2026/", "2026/report/", "2026/money/", "2026/targets/K01/", "2026/targets.csv", "2026/do/adopt/"):
        assert client.get(f"/desk/plan/{path}").status_code == 404, path
    assert Client().get("/plan/2026/").status_code == 404
    assert entered("he").get("/desk/plan/prepare/").status_code == 403


def test_readers_outside_the_bureau_have_the_public_page(plan: Plan, house: Organisation) -> None:
    person = services.register_person(name="沈云飞")
    services.open_account(person=person, login="shen", password=PASSWORD, now=NOW)
    body = services.register_organisation(name="恒锐", kind=Organisation.Kind.ENTERPRISE, credit_code=None)
    services.appoint(person=person, organisation=body, role=Role.APPLICANT, since=NOW.date())
    client = entered("shen")
    assert client.get("/desk/plan/").headers["Location"] == "/plan/"
    for path in ("report/", "money/", "targets/K01/", "targets.csv"):
        assert client.get(f"/desk/plan/2026/{path}").status_code in {403, 404}, path


def test_a_draft_waits_for_the_director_who_adopts_it(planner: Actor, director: Actor) -> None:
    perform(Plan(), "prepare", planner, {"code": "work-points"}, now=NOW)
    client = entered("he")
    assert "The plan of 2026" in text_of(client, "/desk/")
    assert "Draft, not adopted yet" in text_of(client, "/desk/plan/")
    path = "/desk/plan/2026/do/adopt/"
    fields = dict(re.findall(r'<input type="hidden" name="(seen|key)" value="([^"]*)"', text_of(client, path)))
    client.post(path, fields | {"meeting": "局长办公会", "minute": "科纪1号"})
    assert Plan.objects.get().state == "adopted"


def test_the_page_costs_the_same_whatever_the_ledger_holds(
    plan: Plan, envelope: Envelope, planner: Actor, django_assert_max_num_queries: Any
) -> None:
    client = entered("su")
    client.get("/desk/plan/")
    for number in range(30):
        approve(planner, f"case/{number}", WAN)
    with django_assert_max_num_queries(14):
        client.get("/desk/plan/")
