"""Several at the same moment: each thing happens once, and no cap is passed by two who were both under it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from kechuang.cases.models import Case
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.schemes.models import Call
from kechuang.stages.intake.models import Application
from kechuang.stages.intake.services import start
from kechuang.stages.intake.tests.alliance import AT, Alliance, filled

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do them all at the same time, each on a connection of its own; what each gave, or the code of its refusal."""

    def do(deed: Callable[[], Any]) -> Any:
        try:
            return deed()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as crowd:
        return list(crowd.map(do, deeds))


def test_a_click_that_comes_twice_begins_one_application(open_call: Call, alliance: Alliance) -> None:
    def click() -> Application:
        return start(call=open_call, actor=alliance.applicant, not_secret=True, now=AT, public_id="abcdefghjkmn")

    one, other, third = at_once(click, click, click)
    assert one == other == third
    assert Case.objects.count() == 1


def test_two_submissions_at_once_do_not_both_pass_a_cap_of_one(open_call: Call, alliance: Alliance) -> None:
    both = [filled(open_call, alliance), filled(open_call, alliance)]
    answers = at_once(*(lambda one=one: perform(one, "submit", alliance.applicant, now=AT).state for one in both))
    assert sorted(answers) == ["confirming", "person_cap"]
    assert Case.objects.filter(number__isnull=False).count() == 1


def test_two_who_act_at_once_on_the_same_revision(open_call: Call, alliance: Alliance) -> None:
    application = filled(open_call, alliance)
    perform(application, "submit", alliance.applicant, now=AT)
    perform(application.confirmations.get(), "confirm", alliance.partner, now=AT)
    seen = Application.objects.get(pk=application.pk).revision
    answers = at_once(
        lambda: perform(application, "approve", alliance.unit, now=AT, expect=seen).state,
        lambda: (
            perform(application, "return_unit", alliance.unit, {"reason": "请补充指标。"}, now=AT, expect=seen).state
        ),
    )
    assert len([one for one in answers if one in {"recommending", "draft"}]) == 1
    assert len([one for one in answers if one in {"changed_meanwhile", "not_now"}]) == 1
