"""The first page: what waits and how urgently, what others hold, what is new; the same cost however much there is."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kechuang.cases.engine import stay_of
from kechuang.cases.models import Case
from kechuang.conftest import PASSWORD
from kechuang.desk.tests.conftest import AT, TERMS, Projects
from kechuang.directory import services
from kechuang.directory.models import Installation, Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.ui import waiting
from kechuang.ui.waiting import Urgency, Waiting, grouped, urgency_of

MONDAY = datetime(2026, 6, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def march_11(house: Organisation) -> None:
    """A day after the call opened."""
    Installation.objects.update(clock_at=datetime(2026, 3, 11, 1, tzinfo=UTC))


def entered(login: str) -> Client:
    """A browser in which somebody signed in, reading English."""
    client = Client(headers={"accept-language": "en"})
    assert client.login(username=login, password=PASSWORD)
    return client


def desk(client: Client, asked: str = "") -> str:
    """The page."""
    return client.get(f"/desk/{asked}").content.decode()


def sent(case: Case, applicant: Actor) -> None:
    """The agreement is written and goes to the organisation."""
    for action, given in (("write", TERMS), ("send", {})):
        stay = stay_of(case)
        assert stay is not None
        perform(stay, action, applicant, given, now=AT)


@pytest.mark.parametrize(
    ("due", "urgency"),
    [
        (None, Urgency.NONE),
        (datetime(2026, 6, 15, 1, tzinfo=UTC), Urgency.OVER),
        (datetime(2026, 6, 15, 15, 59, tzinfo=UTC), Urgency.TODAY),
        (datetime(2026, 6, 15, 16, tzinfo=UTC), Urgency.WEEK),
        (datetime(2026, 6, 21, 15, 59, tzinfo=UTC), Urgency.WEEK),
        (datetime(2026, 6, 21, 16, tzinfo=UTC), Urgency.LATER),
    ],
)
def test_a_day_and_a_week_end_at_midnight_here(due: datetime | None, urgency: Urgency) -> None:
    assert urgency_of(due, MONDAY) == urgency


def test_the_most_urgent_group_stands_first_and_empty_ones_nowhere() -> None:
    later, over = (Waiting("", "", "", "", datetime(2026, month, 1, tzinfo=UTC)) for month in (8, 6))
    found = grouped([Waiting("", "", "", ""), later, over], MONDAY)
    assert [(group.urgency, len(group.items)) for group in found] == [
        (Urgency.OVER, 1),
        (Urgency.LATER, 1),
        (Urgency.NONE, 1),
    ]


def test_what_waits_is_done_from_here(projects: Projects) -> None:
    case = projects(1)[0]
    page = desk(entered("shen"))
    address = f"/desk/agreements/{case.stay_chain.partition('/')[2]}/write/"
    assert f'<a class="btn kc-do" href="{address}">Write milestones and payments</a>' in page
    assert f'<a href="/desk/cases/{case.public_id}/">{case.title}</a>' in page
    assert "None of your cases is with others." in page


def test_who_has_sent_something_sees_who_has_it_since_when_and_whom_to_call(
    projects: Projects, applicant: Actor, unit: Actor, officer: Actor
) -> None:
    case = projects(1)[0]
    sent(case, applicant)
    page = desk(entered("shen"))
    assert "Nothing waits for you." in page
    assert "with <strong>Organisation administrator 恒锐</strong> since 2026-03-10" in page
    assert 'href="tel:138-0000"' in page
    stay = stay_of(Case.objects.get(pk=case.pk))
    assert stay is not None
    perform(stay, "sign_unit", unit, now=AT)
    page = desk(entered("shen"))
    assert "with <strong>Division officer 林晓岚</strong> since 2026-03-10" in page
    assert 'href="tel:024-0000 0000"' in page


def test_an_officer_sees_how_many_cases_are_with_whom(projects: Projects, applicant: Actor, officer: Actor) -> None:
    cases = projects(3)
    sent(cases[0], applicant)
    Case.objects.filter(pk=cases[1].pk).update(due_at=datetime(2026, 3, 10, 2, tzinfo=UTC))
    page = desk(entered("lin"))
    ledger = '<a href="/desk/cases/?state=running&amp;holder='
    assert f'{ledger}applicant">Applicant</a>' in page
    assert f'{ledger}organisation_administrator">Organisation administrator</a>' in page
    assert "1 overdue" in page
    assert '<span class="kc-number">2</span>' in page
    assert "3 cases" in page


def test_a_long_list_is_narrowed_by_sort_and_words(projects: Projects) -> None:
    projects(9)
    client = entered("shen")
    assert "Agreement being written 9" in desk(client)
    assert desk(client, "?q=苹果3号").count("btn kc-do") == 1
    assert desk(client, "?q=PG2026-0004").count("btn kc-do") == 1
    assert desk(client, "?what=Agreement+being+written").count("btn kc-do") == 9
    assert "Nothing fits." in desk(client, "?q=梨")


def test_what_is_new_is_what_others_did_since_the_last_visit(
    projects: Projects, applicant: Actor, unit: Actor, officer: Actor
) -> None:
    case = projects(1)[0]
    assert "What happened lately" in desk(entered("lin"))
    sent(case, applicant)
    client = entered("lin")
    for _time in range(2):  # it stays new for the whole of a visit
        page = desk(client)
        assert "New since your last visit" in page
        assert "Sent to the organisation for signature" in page
    assert "Sent to the organisation" not in desk(entered("shen"))  # one's own deeds are no news
    client.post("/desk/seen/")
    assert "Nothing new." in desk(client)
    assert "Nothing new." in desk(entered("lin"))


def test_nobody_hears_of_what_he_may_not_see(projects: Projects, applicant: Actor, house: Organisation) -> None:
    sent(projects(1)[0], applicant)
    body = services.register_organisation(name="别家", kind=Organisation.Kind.ENTERPRISE, credit_code=None)
    for login, role, where in (("yu", Role.APPLICANT, body), ("xu", Role.EXPERT, body)):
        person = services.register_person(name=login)
        services.open_account(person=person, login=login, password=PASSWORD, now=AT)
        services.appoint(person=person, organisation=where, role=role, since=date(2020, 1, 1))
        page = desk(entered(login))
        assert "苹果1号" not in page
        assert "PG2026" not in page


@pytest.mark.parametrize("login", ["lin", "shen"])
def test_the_desk_costs_at_most_twelve_statements_however_much_there_is(
    projects: Projects, officer: Actor, applicant: Actor, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What other rooms register is theirs to bound."""
    own: dict[str, Any] = {name: waiting._sources[name] for name in ("calls", "cases")}  # noqa: SLF001
    monkeypatch.setattr(waiting, "_sources", own)
    counts = []
    for more in (2, 20):
        for case in projects(more)[::2]:
            sent(case, applicant)
        client = entered(login)
        desk(client)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk(client)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
