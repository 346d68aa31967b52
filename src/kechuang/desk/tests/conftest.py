"""The cast of the desk's tests: an applicant and his organisation, and projects that come to their agreement."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kechuang.cases.engine import enter
from kechuang.cases.models import Case, Member, Outcome, Party
from kechuang.conftest import NOW, OPENS
from kechuang.directory.models import Appointment
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.funds.models import Entry, Envelope
from kechuang.funds.services import book
from kechuang.money.amounts import FEN_PER_WAN
from kechuang.schemes.models import Call
from kechuang.stages.conftest import applicant as applicant  # noqa: PLC0414  a fixture
from kechuang.stages.conftest import frozen
from kechuang.stages.conftest import unit as unit  # noqa: PLC0414  a fixture

AMOUNT = 2 * FEN_PER_WAN
AT = OPENS + timedelta(hours=1)
SCHEME = """
schema = 1
code = "apples"
short = "PG"
name = { zh = "苹果", en = "Apples" }
summary = { zh = "苹果", en = "Apples" }
category = "apples"
iur = true
basis = ["自定"]
[[stage]]
id = "approval"
kind = "approval"
name = { zh = "立项下达", en = "Approval" }
[[stage]]
id = "agreement"
kind = "agreement"
name = { zh = "任务书", en = "Agreement" }
[[stage]]
id = "execution"
kind = "execution"
name = { zh = "执行", en = "Execution" }
"""
TERMS = {
    "milestones": [{"what": "样机", "due_on": date(2026, 9, 30)}],
    "payments": [{"fen": AMOUNT, "after": 0}],
}
Projects = Callable[[int], list[Case]]


def acting(actor: Actor) -> Appointment:
    """The appointment of an actor."""
    if actor.appointment is None:
        raise ValueError("somebody acts here")
    return actor.appointment


@pytest.fixture
def running_call(call: Call, officer: Actor, director: Actor) -> Call:
    """林晓岚's call, signed, with a scheme of three stages."""
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    Call.objects.filter(pk=call.pk).update(version=frozen(SCHEME))
    call.refresh_from_db()
    return call


@pytest.fixture
def projects(running_call: Call, director: Actor, applicant: Actor, envelope: Envelope) -> Projects:
    """Makes so many approved projects of 恒锐, each of 20,000 yuan, whose agreement 沈云飞 has to write."""
    done: list[Case] = []

    def make(count: int) -> list[Case]:
        """The projects, numbered on from those made before."""
        for number in range(len(done) + 1, len(done) + count + 1):
            done.append(approved(running_call, applicant, number))
        return done[-count:]

    return make


def approved(call: Call, applicant: Actor, number: int) -> Case:
    """One approved project at its agreement."""
    who = acting(applicant)
    case = Case(
        call=call,
        lead=who.organisation,
        principal=who.person,
        created_by=who,
        number=f"PG2026-{number:04d}",
        title=f"苹果{number}号",
        amount_asked=2 * AMOUNT,
        amount=AMOUNT,
        contact="沈云飞",
        telephone="138-0000",
        iur=True,
        starts_on=date(2026, 4, 1),
        ends_on=date(2027, 3, 31),
    )
    mover = Actor(who, engine=True)
    case = Case.objects.get(pk=perform(case, "begin", mover, now=AT).subject.pk)
    Party.objects.create(case=case, organisation=who.organisation, part="lead", place=1, task="总体")
    Member.objects.create(case=case, person=who.person, name="沈云飞", task="总负责", principal=True, months=6, place=1)
    data = {"approval_number": "澜科发〔2026〕12号", "milestones": [{"month": 6, "what": "样机"}]}
    Outcome.objects.create(
        case=case,
        stage="approval",
        kind="approval",
        result="passed",
        data=data,
        digest="0" * 64,
        stay_chain="",
        by="clock",
        at=AT,
    )
    book(
        kind=Entry.Kind.APPROVED,
        chain=case.chain,
        fen=AMOUNT,
        document="澜科发〔2026〕12号",
        by=Actor(who),
        now=AT,
        year=2026,
        category="apples",
        iur=True,
    )
    enter(case, case.scheme.stage[1], mover, AT)
    case.refresh_from_db()
    return case
