"""A project whose work is delivered, the people who ask and conclude, and a pool of experts."""

import io
import tomllib
from datetime import date, timedelta

import pytest
import typst

from kechuang.cases.engine import enter, stay_of
from kechuang.cases.models import Case, Indicator, Outcome, Party
from kechuang.conftest import NOW, OPENS, PASSWORD
from kechuang.directory import experts as pool
from kechuang.directory import services
from kechuang.directory.models import Expert, Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.files.services import attach
from kechuang.schemes.definition import Scheme
from kechuang.schemes.models import Call, SchemeVersion
from kechuang.stages.acceptance.models import Acceptance

AT = OPENS + timedelta(hours=1)
WAN = 1_000_000
"""Fen."""
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
id = "acceptance"
kind = "acceptance"
name = { zh = "验收", en = "Acceptance" }
parameters = { group_size = 3 }
[[stage]]
id = "archive"
kind = "archive"
name = { zh = "归档", en = "Archiving" }
"""
REQUEST = {
    "summary": "对照任务书，完成五轴近净成形装备一台套，形成工艺规范一套，叶片型面误差稳定在 0.038 毫米以内。" * 3,
    "spent": 79 * WAN,
    "results": [{"actual": "0.038 mm", "met": True}, {"actual": "九百一十二万元", "met": True}],
}
OPINION = {"proposal": "passed", "text": "任务书规定的指标全部完成，经费使用合规，建议通过验收。", "declares": True}


def person(name: str, body: Organisation, role: Role, login: str = "") -> Actor:
    """Somebody who acts."""
    human = services.register_person(name=name)
    if login:
        services.open_account(person=human, login=login, password=PASSWORD, now=NOW)
    return Actor(services.appoint(person=human, organisation=body, role=role, since=date(2020, 1, 1)))


def body(name: str, kind: Organisation.Kind = Organisation.Kind.UNIVERSITY) -> Organisation:
    """A body outside of the mainland's register."""
    return services.register_organisation(name=name, kind=kind, credit_code=None)


@pytest.fixture
def hengrui(house: Organisation) -> Organisation:
    """恒锐, which leads."""
    return body("恒锐精密机械有限公司", Organisation.Kind.ENTERPRISE)


@pytest.fixture
def partner(house: Organisation) -> Organisation:
    """澜川理工大学, which takes part."""
    return body("澜川理工大学")


@pytest.fixture
def applicant(hengrui: Organisation) -> Actor:
    """沈云飞 of 恒锐."""
    return person("沈云飞", hengrui, Role.APPLICANT, "shen")


@pytest.fixture
def unit(hengrui: Organisation) -> Actor:
    """高若琳, the administrator of 恒锐."""
    return person("高若琳", hengrui, Role.ORGANISATION_ADMINISTRATOR, "gao")


def expert(
    name: str, where: Organisation, kind: Expert.Kind = Expert.Kind.TECHNICAL, *, appointed: bool = True
) -> Expert:
    """An expert of the pool who can act."""
    human = services.register_person(name=name)
    if appointed:
        services.appoint(person=human, organisation=where, role=Role.EXPERT, since=date(2020, 1, 1))
    fields = [] if kind == Expert.Kind.FINANCE else ["advanced-equipment"]
    title = Expert.Title.SENIOR_ACCOUNTANT if kind == Expert.Kind.FINANCE else Expert.Title.PROFESSOR
    profile = pool.Profile(kind=kind, title=title, province="吉林", city="远陵", fields=fields)
    return pool.register_expert(person=human, organisation=where, profile=profile, since=date(2020, 1, 1))


@pytest.fixture
def experts(house: Organisation) -> list[Expert]:
    """Three from elsewhere, the last of whom judges the money."""
    yuanling = body("远陵大学")
    return [
        expert("甲", yuanling),
        expert("乙", body("东屏研究院", Organisation.Kind.INSTITUTE)),
        expert("丙", yuanling, Expert.Kind.FINANCE),
    ]


@pytest.fixture
def delivered(
    call: Call, officer: Actor, director: Actor, applicant: Actor, hengrui: Organisation, partner: Organisation
) -> Case:
    """A case of 800,000 yuan whose work is delivered and which comes to acceptance."""
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    whole = Scheme.model_validate(tomllib.loads(SCHEME))
    version = SchemeVersion.objects.create(
        code=whole.code, digest=whole.digest, form=whole.canonical().decode(), frozen_at=NOW
    )
    Call.objects.filter(pk=call.pk).update(version=version)
    call.refresh_from_db()
    assert applicant.appointment is not None
    case = Case(
        call=call,
        lead=hengrui,
        principal=applicant.appointment.person,
        created_by=applicant.appointment,
        number="PG2026-0001",
        title="钛合金整体叶盘五轴近净成形",
        amount_asked=100 * WAN,
        amount=80 * WAN,
        starts_on=date(2024, 4, 1),
        ends_on=date(2026, 3, 31),
    )
    mover = Actor(applicant.appointment, engine=True)
    case = Case.objects.get(pk=perform(case, "begin", mover, now=AT).subject.pk)
    Party.objects.create(case=case, organisation=hengrui, part="lead", place=1)
    Party.objects.create(case=case, organisation=partner, part="partner", place=2)
    Indicator.objects.create(case=case, name="叶片型面误差", unit="mm", value="≤ 0.05", place=1)
    Indicator.objects.create(case=case, name="新增销售收入", unit="万元", value="800", place=2)
    Outcome.objects.create(
        case=case,
        stage="execution",
        kind="execution",
        result="passed",
        data={"delivered": 2},
        digest="0" * 64,
        stay_chain="",
        by="clock",
        at=AT,
    )
    enter(case, case.scheme.stage[0], mover, AT)
    case.refresh_from_db()
    return case


def stay(case: Case) -> Acceptance:
    """The present stay, which is an acceptance."""
    case.refresh_from_db()
    found = stay_of(case)
    assert isinstance(found, Acceptance)
    return found


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """A PDF of one page."""
    made = typst.compile(b"= Report")
    assert isinstance(made, bytes)
    return made


def add_materials(
    case: Case, actor: Actor, pdf: bytes, codes: tuple[str, ...] = ("summary", "technical", "accounts")
) -> None:
    """Attach a file at each of these lines."""
    assert actor.appointment is not None
    for code in codes:
        attach(
            owner=stay(case).chain,
            slot=code,
            name=f"{code}.pdf",
            content=io.BytesIO(pdf),
            by=actor.appointment,
            now=AT,
            several=True,
        )


def group_of(experts: list[Expert]) -> dict[str, object]:
    """The group of these experts, the first leading."""
    return {"members": [one.public_id for one in experts], "leader": experts[0].public_id}


def member(one: Expert) -> Actor:
    """An expert, acting."""
    return Actor(one.person.appointments.get(role=Role.EXPERT))


@pytest.fixture
def asked(delivered: Case, applicant: Actor, unit: Actor, pdf: bytes) -> Case:
    """The case with acceptance asked for."""
    perform(stay(delivered), "write", applicant, REQUEST, now=AT)
    add_materials(delivered, applicant, pdf)
    perform(stay(delivered), "ask", applicant, now=AT)
    perform(stay(delivered), "confirm", unit, now=AT)
    return delivered


@pytest.fixture
def judged(asked: Case, officer: Actor, experts: list[Expert]) -> Case:
    """The case with the group's opinion signed."""
    perform(stay(asked), "appoint", officer, group_of(experts), now=AT)
    for one in experts:
        perform(stay(asked), "opine", member(one), OPINION, now=AT)
    given = {"proposal": "passed", "text": "验收组一致认为项目完成了任务书规定的全部任务，建议通过验收。"}
    perform(stay(asked), "sign_group", member(experts[0]), given, now=AT)
    return asked
