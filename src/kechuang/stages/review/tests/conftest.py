"""A call with cases that have come to the review, and a pool of experts in other cities."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kechuang.cases.engine import enter
from kechuang.cases.models import Case, Member, Outcome, Party
from kechuang.conftest import NOW, OPENS
from kechuang.decide.canonical import digest
from kechuang.directory import services
from kechuang.directory.experts import Profile, register_expert
from kechuang.directory.models import Appointment, Expert, Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.forms.services import open_sheet
from kechuang.schemes.definition import catalogue
from kechuang.schemes.models import Call, SchemeVersion
from kechuang.stages.intake.models import Application
from kechuang.stages.review.models import ReviewRound

AT = OPENS + timedelta(days=40)
UNTIL = AT + timedelta(days=14)
SINCE = date(2020, 1, 1)
TEXT = "针对高温合金叶片加工中表面完整性难以稳定控制的问题，建立切削参数与残余应力之间的对应关系。" * 6
TELEPHONE = "024-8888 1234"


def body(name: str, kind: Organisation.Kind = Organisation.Kind.ENTERPRISE, city: str = "澜川") -> Organisation:
    """An organisation at home somewhere."""
    return services.register_organisation(
        name=name, kind=kind, credit_code=None, place=services.Place(province="某省", city=city)
    )


def answers(title: str, lead: Organisation, partner: Organisation, principal: Any) -> dict[str, Any]:
    """A whole application as it is kept."""
    topic = "焊接、变形" if "焊接" in title else "高温合金、切削、残余应力"
    texts = dict.fromkeys(("background", "content", "innovation", "foundation", "benefit"), TEXT)
    return {
        **texts,
        "title": title,
        "field": "advanced-equipment",
        "keywords": topic,
        "start": "2026-07-01",
        "end": "2028-06-30",
        "amount_asked": 80_000_000,
        "own_funds": 120_000_000,
        "summary": "研究加工过程的稳定控制，形成工艺规范并在两条产线上应用。",
        "parties": [
            {"organisation": {"id": one.public_id, "name": one.name}, "task": "加工", "public_money": 1, "own_money": 1}
            for one in (lead, partner)
        ],
        "principal": {"id": principal.public_id, "name": principal.name},
        "contact": "联系人甲",
        "telephone": TELEPHONE,
        "indicators": [
            {"name": "表面粗糙度", "unit": "μm", "value": "≤0.4"},
            {"name": "工艺规范", "unit": "份", "value": "2"},
        ],
        "milestones": [{"month": 12, "what": "完成试切"}, {"month": 24, "what": "产线应用"}],
        "members": [{"name": {"id": "", "name": "成员乙"}, "organisation": {"id": lead.public_id, "name": lead.name}}],
        "budget": [{"row": "equipment", "public_money": 50_000_000, "own_money": 60_000_000}],
    }


def come(call: Call, number: int, lead: Organisation, partner: Organisation, at: datetime = AT) -> Case:
    """A case that was applied for, screened, and comes to the review; every third is about welding."""
    person = services.register_person(name=f"负责人{number:02}")
    appointment = services.appoint(person=person, organisation=lead, role=Role.APPLICANT, since=SINCE)
    case = Case(
        call=call,
        lead=lead,
        principal=person,
        created_by=appointment,
        number=f"CXY2026-{number:04}",
        title=f"罐体焊接变形控制{number:02}" if number % 3 == 0 else f"叶片精密切削表面完整性控制{number:02}",
        field="advanced-equipment",
        contact="联系人甲",
        telephone=TELEPHONE,
        amount_asked=80_000_000,
        iur=True,
    )
    mover = Actor(appointment, engine=True)
    case = Case.objects.get(pk=perform(case, "begin", mover, now=at).subject.pk)
    for place, one in enumerate((lead, partner), 1):
        Party.objects.create(case=case, organisation=one, part="lead" if place == 1 else "partner", place=place)
    Member.objects.create(case=case, name="成员乙", organisation=lead, task="试验", place=1)
    stages = case.scheme.stage
    form = stages[0].form
    assert form is not None
    application = Application.objects.create(case=case, stage="intake", state="done", state_since=at, revision=5)
    chain = application.chain
    sheet = open_sheet(
        owner=chain,
        part="application",
        form=form,
        answers=answers(case.title, lead, partner, person),
        by=appointment,
        now=at,
    )
    sheet.answers = answers(case.title, lead, partner, person)
    sheet.locked_at, sheet.digest = at, "0" * 64
    sheet.save()
    Outcome.objects.create(
        case=case,
        stage="intake",
        kind="intake",
        result="passed",
        data={"application": sheet.public_id},
        digest=digest({"case": case.public_id}),
        stay_chain=chain,
        by="clock",
        at=at,
    )
    enter(case, next(part for part in stages if part.kind == "review"), mover, at)
    case.refresh_from_db()
    return case


def expert(number: int, *, city: str = "远岭", organisation: Organisation | None = None, **changes: Any) -> Expert:
    """An expert of the pool with an appointment and an account; odd ones know cutting, even ones welding."""
    person = services.register_person(name=f"专家{number:02}")
    where = organisation or body(f"远岭第{number:02}大学", Organisation.Kind.UNIVERSITY, city)
    services.appoint(person=person, organisation=where, role=Role.EXPERT, since=SINCE)
    services.open_account(person=person, login=f"expert{number:02}", password=None, now=NOW)
    profile = {
        "kind": Expert.Kind.TECHNICAL,
        "title": Expert.Title.PROFESSOR,
        "province": "某省",
        "city": city,
        "fields": ["advanced-equipment"],
        "keywords": "切削、残余应力" if number % 2 else "焊接",
    } | changes
    return register_expert(person=person, organisation=where, profile=Profile(**profile), since=SINCE)


@pytest.fixture
def signed_call(house: Organisation, call: Call, officer: Actor, director: Actor) -> Call:
    """The call, signed, of a scheme that ends with the review; the bureau is at home in 澜川."""
    Organisation.objects.filter(pk=house.pk).update(city="澜川", province="某省")
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    stages = tuple(part for part in catalogue()["iur-cooperation"].stage if part.kind in {"intake", "review"})
    short = catalogue()["iur-cooperation"].model_copy(update={"stage": stages})
    version = SchemeVersion.objects.create(
        code=short.code, digest=short.digest, form=short.canonical().decode(), frozen_at=NOW
    )
    Call.objects.filter(pk=call.pk).update(version=version)
    return Call.objects.get(pk=call.pk)


@pytest.fixture
def bodies(house: Organisation) -> Sequence[Organisation]:
    """恒锐 and the university of the city."""
    return [body("澜川恒锐精密制造有限公司"), body("澜川理工大学", Organisation.Kind.UNIVERSITY)]


@pytest.fixture
def secretary(house: Organisation) -> Actor:
    """方知衡, who organises reviews."""
    person = services.register_person(name="方知衡", name_en="Fang Zhiheng")
    services.open_account(person=person, login="fang", password=None, now=NOW)
    return Actor(services.appoint(person=person, organisation=house, role=Role.REVIEW_SECRETARY, since=SINCE))


@pytest.fixture
def cases(signed_call: Call, bodies: Sequence[Organisation]) -> list[Case]:
    """Three cases in one round."""
    return [come(signed_call, number, bodies[0], bodies[1]) for number in (1, 2, 3)]


@pytest.fixture
def pool(cases: list[Case]) -> list[Expert]:
    """Eight experts elsewhere."""
    return [expert(number) for number in range(1, 9)]


@pytest.fixture
def review(cases: list[Case], pool: list[Expert], secretary: Actor) -> ReviewRound:
    """The round, sent to its experts."""
    review = ReviewRound.objects.get()
    perform(review, "assign", secretary, now=AT)
    perform(review, "invite", secretary, {"due_at": UNTIL}, now=AT)
    return ReviewRound.objects.get()


def acting(one: Expert | Appointment) -> Actor:
    """An expert at work."""
    return Actor(one if isinstance(one, Appointment) else one.person.appointments.get(role=Role.EXPERT))
