"""Those who apply together: an enterprise, a university, their administrators, the district; a call that is open."""

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kechuang.conftest import NOW, OPENS, PASSWORD
from kechuang.directory import services
from kechuang.directory.models import Appointment, Organisation
from kechuang.directory.roles import Role
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.files.services import attach
from kechuang.schemes.models import Call, SchemeVersion
from kechuang.schemes.queries import scheme_of
from kechuang.stages.intake.models import Application
from kechuang.stages.intake.services import fill, start

AT = OPENS + timedelta(hours=1)
TEXT = (
    "针对高温合金叶片加工变形大、合格率低的问题，研究残余应力的形成规律，提出应力均衡的加工顺序，并在生产线上验证。" * 3
)


@dataclass(frozen=True, slots=True)
class Alliance:
    """The people, each acting where he belongs."""

    applicant: Actor
    unit: Actor
    partner: Actor
    recommender: Actor
    enterprise: Organisation
    university: Organisation
    district: Organisation


def acting(name: str, organisation: Organisation, role: Role, login: str = "") -> Actor:
    """A person in an appointment; with a login where he signs in."""
    person = services.register_person(name=name)
    person.telephone = "024-0000 1234"
    person.save()
    if login:
        services.open_account(person=person, login=login, password=PASSWORD, now=NOW)
    return Actor(services.appoint(person=person, organisation=organisation, role=role, since=date(2020, 1, 1)))


def person_of(actor: Actor) -> Appointment:
    """The appointment of an actor who is no clock."""
    if actor.appointment is None:
        raise TypeError("the clock is nobody")
    return actor.appointment


@pytest.fixture
def alliance(house: Organisation) -> Alliance:
    """恒锐 applies with 澜川理工大学; 北岸区 recommends."""
    kinds = Organisation.Kind
    district = services.register_organisation(name="北岸区科学技术局", kind=kinds.DISTRICT, credit_code=None)
    enterprise = services.register_organisation(
        name="澜川恒锐精密制造有限公司", kind=kinds.ENTERPRISE, credit_code=None
    )
    Organisation.objects.filter(pk=enterprise.pk).update(district=district)
    enterprise.refresh_from_db()
    university = services.register_organisation(name="澜川理工大学", kind=kinds.UNIVERSITY, credit_code=None)
    return Alliance(
        applicant=acting("沈云飞", enterprise, Role.APPLICANT, "shen"),
        unit=acting("高若琳", enterprise, Role.ORGANISATION_ADMINISTRATOR, "gao"),
        partner=acting("许立", university, Role.ORGANISATION_ADMINISTRATOR, "xu"),
        recommender=acting("白敬川", district, Role.RECOMMENDER, "bai"),
        enterprise=enterprise,
        university=university,
        district=district,
    )


@pytest.fixture
def open_call(call: Call, officer: Actor, director: Actor) -> Call:
    """The call, taking applications."""
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    clockwork.run(OPENS)
    call.refresh_from_db()
    return call


@pytest.fixture
def short_call(open_call: Call) -> Call:
    """The call, its scheme ending with the formality check, so that no other stage is needed."""
    return with_stages(open_call, {})


def with_stages(call: Call, intake: dict[str, Any]) -> Call:
    """The call with a scheme of two stages, what the first lets a scheme set being set so."""
    whole = scheme_of(call)
    if whole is None:
        raise TypeError("an open call is signed")
    first, second = whole.stage[:2]
    scheme = whole.model_copy(update={"stage": (first.model_copy(update={"parameters": intake}), second)})
    version = SchemeVersion.objects.create(
        code=scheme.code, digest=scheme.digest, form=scheme.canonical().decode(), frozen_at=NOW
    )
    Call.objects.filter(pk=call.pk).update(version=version)
    call.refresh_from_db()
    return call


def complete(alliance: Alliance, **changed: Any) -> dict[str, Any]:
    """Answers that leave nothing out, as they are typed."""
    money = {"public_money": "50", "own_money": "100"}
    answers: dict[str, Any] = {
        "title": "高温合金叶片低应力加工工艺研究",
        "field": "advanced-equipment",
        "keywords": "高温合金、残余应力、叶片",
        "start": "2026-07-01",
        "end": "2028-06-30",
        "amount_asked": "80",
        "own_funds": "160",
        "summary": "研究高温合金叶片加工残余应力的形成规律，提出应力均衡的加工顺序并在生产线上验证。",
        "parties": [
            {"organisation": alliance.enterprise.name, "task": "工艺验证", **money},
            {"organisation": alliance.university.name, "task": "机理研究", "public_money": "30", "own_money": "60"},
        ],
        "principal": "沈云飞",
        "contact": "沈云飞",
        "telephone": "024-0000 1234",
        "recommender": alliance.district.name,
        "background": TEXT,
        "content": TEXT,
        "innovation": TEXT,
        "foundation": TEXT,
        "benefit": TEXT,
        "indicators": [
            {"name": "合格率", "unit": "%", "value": "95"},
            {"name": "变形量", "unit": "mm", "value": "0.05"},
        ],
        "milestones": [{"month": "12", "what": "完成机理研究"}, {"month": "24", "what": "完成生产线验证"}],
        "members": [
            {
                "name": "沈云飞",
                "organisation": alliance.enterprise.name,
                "rank": "senior",
                "task": "总体",
                "months": "12",
            },
            {
                "name": "赵闻博",
                "organisation": alliance.university.name,
                "rank": "senior",
                "task": "机理",
                "months": "8",
            },
        ],
        "budget": [
            {"row": "equipment", "public_money": "30", "own_money": "100"},
            {"row": "operations", "public_money": "30", "own_money": "40"},
            {"row": "labour", "public_money": "15", "own_money": "20"},
            {"row": "indirect", "public_money": "5", "own_money": "0"},
        ],
        "ethics": "no",
        "integrity": "yes",
        "privacy": "yes",
    }
    return answers | changed


def filled(call: Call, alliance: Alliance, now: datetime = AT, **changed: Any) -> Application:
    """An application that only needs to be submitted."""
    application = start(call=call, actor=alliance.applicant, not_secret=True, now=now)
    by = person_of(alliance.applicant)
    fill(application=application, answers=complete(alliance, **changed), by=by, now=now)
    agreement = io.BytesIO(b"%PDF-1.4\n%%EOF\n")
    attach(
        owner=application.chain,
        slot="application.agreement",
        name="协议.pdf",
        content=agreement,
        by=by,
        now=now,
        several=True,
    )
    return application


def sent_up(call: Call, alliance: Alliance, now: datetime = AT, **changed: Any) -> Application:
    """An application that everybody has said yes to: the bureau has it."""
    application = filled(call, alliance, now, **changed)
    perform(application, "submit", alliance.applicant, now=now)
    for one in application.confirmations.all():
        perform(one, "confirm", alliance.partner, now=now)
    application.refresh_from_db()
    perform(application, "approve", alliance.unit, now=now)
    perform(application, "recommend", alliance.recommender, now=now)
    application.refresh_from_db()
    return application
