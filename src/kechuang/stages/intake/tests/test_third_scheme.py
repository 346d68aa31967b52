"""Proof that a scheme is data: a third one is written as TOML alone, and a case goes through it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kechuang.cases.engine import outcome_value, stay_of
from kechuang.cases.models import Case
from kechuang.cases.queries import Place, way_of
from kechuang.conftest import DRAFT, NOW, OPENS
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.schemes import definition
from kechuang.schemes.models import Call
from kechuang.stages.intake.services import fill, start
from kechuang.stages.intake.tests.alliance import Alliance
from kechuang.trail.queries import verify

AT = OPENS + timedelta(hours=1)
TOML = """
schema = 1
code = "science-base"
short = "KPJD"
name = { zh = "科普基地备案", en = "Filing of science popularisation bases" }
summary = { zh = "面向公众开放的场所备案。", en = "Places open to the public are filed." }
category = "science-base"
iur = false
basis = ["科学技术普及法"]

[[stage]]
id = "apply"
kind = "intake"
name = { zh = "备案申请", en = "Application" }
parameters = { partners_confirm = false, recommendation = false }

[stage.form]
schema = 1
code = "science-base"
name = { zh = "科普基地备案表", en = "Form" }

[[stage.form.section]]
id = "place"
name = { zh = "场所", en = "The place" }

[[stage.form.section.field]]
id = "title"
kind = "text"
label = { zh = "基地名称", en = "Name of the base" }
required = true
maximum = 60
bind = "title"

[[stage.form.section.field]]
id = "area"
kind = "number"
label = { zh = "展示面积", en = "Area" }
unit = { zh = "平方米", en = "m²" }
required = true
minimum = 200

[[stage.form.section.field]]
id = "days"
kind = "number"
label = { zh = "每年开放天数", en = "Days open a year" }
required = true
minimum = 180
maximum = 366

[[stage]]
id = "check"
kind = "screening"
name = { zh = "核查", en = "Check" }
parameters = { checklist = [{ code = "open", name = { zh = "向公众开放", en = "It is open to the public" } }] }
"""


AGAIN = """
[[stage]]
id = "again"
kind = "screening"
name = { zh = "复核", en = "Second check" }
when = { value = "amount_asked", %s = 1 }
"""


@pytest.fixture
def bound(request: pytest.FixtureRequest) -> str:
    """The bound under which a case comes to a second check; none unless a test names one."""
    return str(getattr(request, "param", ""))


@pytest.fixture
def catalogue(bound: str) -> Iterator[None]:
    """The bureau writes one file into its own catalogue."""
    folder = Path(settings.CATALOGUE) / "schemes"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "science-base.toml"
    file.write_text(TOML + (AGAIN % bound if bound else ""), encoding="utf-8")
    yield
    file.unlink()


@pytest.fixture
def call(catalogue: None, officer: Actor, director: Actor) -> Call:
    """A call of the third scheme, taking applications."""
    given = DRAFT | {"title": "2026年度科普基地备案通知", "scheme_code": "science-base"}
    call = Call.objects.get(pk=perform(Call(), "draft", officer, given, now=NOW).subject.pk)
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    clockwork.run(OPENS)
    call.refresh_from_db()
    return call


def test_the_file_is_all_there_is(catalogue: None) -> None:
    assert [stage.kind for stage in definition.catalogue()["science-base"].stage] == ["intake", "screening"]


def checked(call: Call, alliance: Alliance, officer: Actor) -> Case:
    """A case that has passed the first check."""
    application = start(call=call, actor=alliance.applicant, not_secret=True, now=AT)
    by: Any = alliance.applicant.appointment
    fill(application=application, answers={"title": "城市铸造科普馆", "area": "820", "days": "300"}, by=by, now=AT)
    perform(application, "submit", alliance.applicant, now=AT)
    application.refresh_from_db()
    perform(application, "approve", alliance.unit, now=AT)
    screening: Any = stay_of(Case.objects.get())
    perform(screening, "mark", officer, {"marks": {"open": {"ok": True}}}, now=AT)
    perform(screening, "accept", officer, {"explanation": "场所为单家单位备案。"}, now=AT)
    return Case.objects.prefetch_related("outcomes").get()


@pytest.mark.parametrize(("bound", "after"), [("at_least", "finished"), ("below", "running")], indirect=["bound"])
def test_a_stage_is_passed_by_where_its_condition_says_so(
    bound: str, after: str, call: Call, alliance: Alliance, officer: Actor
) -> None:
    case = checked(call, alliance, officer)
    assert case.state == after
    assert case.stage == ("again" if bound == "below" else "")
    assert way_of(case, list(case.outcomes.all()))[-1].place == (Place.HERE if bound == "below" else Place.SKIPPED)


def test_a_case_goes_through_it(call: Call, alliance: Alliance, officer: Actor) -> None:
    application = start(call=call, actor=alliance.applicant, not_secret=True, now=AT)
    by: Any = alliance.applicant.appointment
    fill(application=application, answers={"title": "城市铸造科普馆", "area": "150", "days": "300"}, by=by, now=AT)
    with pytest.raises(Refusal) as small:
        perform(application, "submit", alliance.applicant, now=AT)
    assert (small.value.code, list(small.value.fields)) == ("incomplete", ["area"])
    fill(application=application, answers={"title": "城市铸造科普馆", "area": "820", "days": "300"}, by=by, now=AT)
    perform(application, "submit", alliance.applicant, now=AT)
    application.refresh_from_db()
    perform(application, "approve", alliance.unit, now=AT)
    case = Case.objects.get()
    assert (case.number, case.title, case.stage) == ("KPJD2026-0001", "城市铸造科普馆", "check")
    screening: Any = stay_of(case)
    perform(screening, "mark", officer, {"marks": {"open": {"ok": True}}}, now=AT)
    perform(screening, "accept", officer, {"explanation": "场所为单家单位备案。"}, now=AT)
    case.refresh_from_db()
    assert (case.state, case.stage) == ("finished", "")
    assert outcome_value(case, "eligible") is True
    assert verify().faults == ()
