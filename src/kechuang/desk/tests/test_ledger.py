"""The ledger: its order, whose cases a division's officer finds, and that it costs the same however many there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kechuang.cases.models import Case
from kechuang.conftest import PASSWORD
from kechuang.desk.tests.conftest import AT, Projects

MOST = 12


def numbers(login: str, asked: str = "") -> list[str]:
    """The numbers of the ledger's rows in their order."""
    client = Client()
    assert client.login(username=login, password=PASSWORD)
    shown = client.get(f"/desk/cases/?{asked}").context["listing"].shown
    return [line.case.number for line in shown]


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("", ["PG2026-0002", "PG2026-0004", "PG2026-0003", "PG2026-0001"]),
        ("sort=left", ["PG2026-0002", "PG2026-0004", "PG2026-0003", "PG2026-0001"]),
        ("sort=-left", ["PG2026-0004", "PG2026-0002", "PG2026-0001", "PG2026-0003"]),
        ("sort=-number", ["PG2026-0004", "PG2026-0003", "PG2026-0002", "PG2026-0001"]),
    ],
)
def test_a_case_without_a_deadline_comes_last(projects: Projects, asked: str, order: list[str]) -> None:
    first, second, third, fourth = projects(4)
    Case.objects.filter(pk__in=[first.pk, third.pk]).update(due_at=None)
    Case.objects.filter(pk=second.pk).update(due_at=AT)
    Case.objects.filter(pk=fourth.pk).update(due_at=AT + timedelta(days=3))
    assert numbers("lin", asked) == order


def test_a_case_belongs_to_the_division_of_its_call(projects: Projects) -> None:
    case = projects(1)[0]
    assert case.division == case.call.division
    assert numbers("lin") == ["PG2026-0001"]
    Case.objects.update(division=None)
    assert numbers("lin") == []


@pytest.mark.parametrize("asked", ["", "stage=agreement&holder=applicant", "sort=-amount", "q=苹果", "q=PG2026-0001"])
def test_few_and_many_cost_the_same(projects: Projects, asked: str) -> None:
    counts = []
    for more in (1, 7):
        projects(more)
        client = Client()
        assert client.login(username="lin", password=PASSWORD)
        client.get(f"/desk/cases/?{asked}")
        with CaptureQueriesContext(connection) as statements:
            assert client.get(f"/desk/cases/?{asked}").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= MOST
