"""The page of a case: whose turn, what happens next, what stages left behind, what happened; and who never reads it."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kechuang.cases.engine import stay_of
from kechuang.cases.models import Case, Member, Outcome
from kechuang.cases.outcome_words import facts_of
from kechuang.conftest import NOW, PASSWORD
from kechuang.desk.case_story import SHOWN
from kechuang.desk.tests.conftest import AT, TERMS, Projects
from kechuang.directory import services
from kechuang.directory.models import Installation, Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.stages.agreement.models import Milestone
from kechuang.trail.services import write


@pytest.fixture(autouse=True)
def march_11(house: Organisation) -> None:
    """A day after the call opened."""
    Installation.objects.update(clock_at=datetime(2026, 3, 11, 1, tzinfo=UTC))


def entered(login: str) -> Client:
    """A browser in which somebody signed in, reading English."""
    client = Client(headers={"accept-language": "en"})
    assert client.login(username=login, password=PASSWORD)
    return client


def shown(login: str, case: Case, asked: str = "") -> str:
    """The page, its blanks evened out."""
    answer = entered(login).get(f"/desk/cases/{case.public_id}/{asked}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def act(case: Case, action: str, actor: Actor, given: object = None) -> None:
    """One action on the present stay."""
    stay = stay_of(Case.objects.get(pk=case.pk))
    assert stay is not None
    perform(stay, action, actor, given or {}, now=AT)  # type: ignore[arg-type]


def test_whose_turn_it_is_reads_what_to_do_and_finds_the_one_button(projects: Projects) -> None:
    case = projects(1)[0]
    page = shown("shen", case)
    assert "<strong>It is your turn</strong>, since 2026-03-10 10:00." in page
    assert "To be done now: Write milestones and payments, or Send to my organisation for signature." in page
    assert "After this stage comes: Execution." in page
    assert page.count("btn-primary") == 1
    assert "Stage 2 of 3" in page


def test_others_read_who_has_it_and_whom_to_call(
    projects: Projects, applicant: Actor, unit: Actor, officer: Actor
) -> None:
    case = projects(1)[0]
    page = shown("lin", case)
    assert "It is with <strong>Applicant 沈云飞</strong> since 2026-03-10 10:00." in page
    assert 'href="tel:138-0000"' in page
    act(case, "write", applicant, TERMS)
    act(case, "send", applicant)
    page = shown("shen", case)
    assert "It is with <strong>Organisation administrator 恒锐</strong>" in page
    assert "<span>高若琳" in page
    act(case, "sign_unit", unit)
    page = shown("shen", case)
    assert "It is with <strong>Division officer 林晓岚</strong>" in page
    assert 'href="tel:024-0000 0000"' in page


def test_an_overdue_case_says_so_in_words(projects: Projects, officer: Actor) -> None:
    case = projects(1)[0]
    Case.objects.update(due_at=datetime(2026, 3, 9, 9, tzinfo=UTC))
    assert "It was due 2026-03-09 17:00: 2 working days overdue." in shown("lin", case)


def test_an_action_that_is_shut_says_why(projects: Projects, applicant: Actor) -> None:
    case = projects(1)[0]
    Milestone.objects.all().delete()
    assert "Write down the milestones and payments first" in shown("shen", case)
    act(case, "write", applicant, TERMS)
    assert "Write down the milestones and payments first" not in shown("shen", case)


def test_a_stage_that_was_left_says_what_it_left_behind(
    projects: Projects, applicant: Actor, unit: Actor, officer: Actor
) -> None:
    case = projects(1)[0]
    page = shown("shen", case, "?stage=approval")
    assert "<dt>Approval document</dt><dd>澜科发〔2026〕12号</dd>" in page
    act(case, "write", applicant, TERMS)
    act(case, "send", applicant)
    act(case, "sign_unit", unit)
    act(case, "sign_bureau", officer)
    page = shown("shen", case, "?stage=agreement")
    assert "<dt>Contracted (10,000 yuan)</dt><dd>2.00</dd>" in page
    assert "1. 样机" in page  # the room's own panel of the stay that ended
    assert "Progress reports" not in page  # the present stage makes room for it
    assert 'id="stage"' not in shown("shen", case, "?stage=execution")
    assert 'id="stage"' not in shown("shen", case, "?stage=nonsense")


def test_a_score_is_the_bureau_s_to_know(projects: Projects) -> None:
    case = projects(1)[0]
    part = case.scheme.stage[0]
    outcome = Outcome(case=case, stage="review", kind="review", result="passed", data={"score": 8741, "valid": 5})
    assert [str(said) for _label, said in facts_of(outcome, part, inside=True)] == ["87.41, from 5 valid opinions"]
    assert facts_of(outcome, part, inside=False) == []


def test_the_money_line_and_the_entries_behind_it(
    projects: Projects, applicant: Actor, unit: Actor, officer: Actor
) -> None:
    case = projects(1)[0]
    for action, actor in (("write", applicant), ("send", applicant), ("sign_unit", unit), ("sign_bureau", officer)):
        act(case, action, actor, TERMS if action == "write" else None)
    page = shown("shen", case)
    figures = re.findall(r"<li><span>(\w+)</span><strong>([\d.]+)</strong>", page)
    assert figures == [("Approved", "2.00"), ("Contracted", "2.00"), ("Paid", "0.00"), ("Accepted", "0.00")]
    assert "2 entries of the ledger" in page
    assert "<td>澜科发〔2026〕12号</td>" in page


def test_the_story_is_narrowed_by_who_and_where_and_names_the_bureau_s_people_to_the_bureau_only(
    projects: Projects, applicant: Actor, unit: Actor, officer: Actor
) -> None:
    case = projects(1)[0]
    for action, actor in (("write", applicant), ("send", applicant), ("sign_unit", unit), ("sign_bureau", officer)):
        act(case, action, actor, TERMS if action == "write" else None)
    outside, inside = shown("shen", case), shown("lin", case)
    assert "<small>Division officer" in outside
    assert "<small>Lin Xiaolan" in inside
    assert "Lin Xiaolan" not in outside
    assert "<small>沈云飞" in outside
    page = shown("shen", case, "?who=bureau")
    assert page.count('<li class="kc-by-') == page.count('<li class="kc-by-bureau"') == 1
    assert shown("shen", case, "?what=agreement&who=applicant").count('<li class="kc-by-applicant"') == 3
    assert shown("shen", case, "?who=nonsense").count('<li class="kc-by-') == 5


def test_paper_carries_the_number_and_a_digest_that_changes_with_the_trail(
    projects: Projects, applicant: Actor
) -> None:
    case = projects(1)[0]
    before = re.search(r'data-paper="(PG2026-0001 [0-9a-f]{16})"', shown("shen", case))
    act(case, "write", applicant, TERMS)
    after = re.search(r'data-paper="(PG2026-0001 [0-9a-f]{16})"', shown("shen", case))
    assert before is not None
    assert after is not None
    assert before[1] != after[1]


def test_experts_administrators_and_strangers_never_reach_it(projects: Projects, house: Organisation) -> None:
    case = projects(1)[0]
    body = services.register_organisation(name="别家", kind=Organisation.Kind.UNIVERSITY, credit_code=None)
    for login, role, where in (
        ("xu", Role.EXPERT, body),
        ("tang", Role.SYSTEM_ADMINISTRATOR, house),
        ("yu", Role.APPLICANT, body),
        ("bai", Role.RECOMMENDER, body),
    ):
        person = services.register_person(name=login)
        services.open_account(person=person, login=login, password=PASSWORD, now=NOW)
        services.appoint(person=person, organisation=where, role=role, since=date(2020, 1, 1))
        for path in ("", "?stage=approval", "do/write/"):
            assert entered(login).get(f"/desk/cases/{case.public_id}/{path}").status_code == 404


@pytest.mark.parametrize("asked", ["", "?stage=approval"])
def test_the_page_costs_the_same_however_much_happened(projects: Projects, officer: Actor, asked: str) -> None:
    case = projects(1)[0]
    counts, page = [], ""
    for more in (0, 40):
        for number in range(more):
            Member.objects.create(case=case, name="某人", place=number + 2)
            write(chain=case.stay_chain, action="write", actor="clock", before="", after="", facts={}, now=AT)
        client = entered("lin")
        client.get(f"/desk/cases/{case.public_id}/{asked}")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/desk/cases/{case.public_id}/{asked}").content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30
    assert f"{41 - SHOWN} earlier" in page  # the begin and forty more
