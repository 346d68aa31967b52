"""The named cast of the tests: a house with one officer who has a password."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from kechuang.directory import services
from kechuang.directory.models import Account, Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.funds.models import Envelope
from kechuang.money.amounts import FEN_PER_WAN
from kechuang.schemes.models import Call

OPENS, CLOSES = datetime(2026, 3, 10, 1, tzinfo=UTC), datetime(2026, 4, 10, 9, tzinfo=UTC)
DRAFT = {
    "title": "2026年产学研合作专项申报通知",
    "scheme_code": "iur-cooperation",
    "guide": "支持企业与高校、院所共同承担的项目。",
    "opens_at": OPENS,
    "closes_at": CLOSES,
    "budget": 3_000_000_000,
    "per_organisation": 2,
    "per_person": 1,
    "contact": "林晓岚",
    "telephone": "024-0000 0000",
}
PASSWORD = "correct horse battery"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def chinese() -> None:
    """Every test begins in the house's own language, whichever the one before it ended in."""
    translation.activate("zh-hans")


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """No minute ends within a test: a session writes itself down once a minute, which is a statement more."""
    monkeypatch.setattr("kechuang.ui.middleware.SEEN_EVERY_SECONDS", 10**12)


@pytest.fixture
def house(db: None) -> Organisation:
    """A demonstration bureau whose clock stands at 2026-03-02 09:00 in Shanghai."""
    bureau = services.register_organisation(
        name="澜川市科学技术局", name_en="Lanchuan Bureau", kind=Organisation.Kind.BUREAU, credit_code=None
    )
    services.found_installation(bureau=bureau, now=NOW, clock_at=NOW)
    return bureau


@pytest.fixture
def lin(house: Organisation) -> Account:
    """林晓岚, an officer of the bureau, who signs in as `lin`."""
    person = services.register_person(name="林晓岚", name_en="Lin Xiaolan")
    hightech = services.register_division(organisation=house, name="高新技术处")
    services.appoint(
        person=person, organisation=house, role=Role.DIVISION_OFFICER, since=date(2020, 1, 1), division=hightech
    )
    return services.open_account(person=person, login="lin", password=PASSWORD, now=NOW)


@pytest.fixture
def officer(lin: Account) -> Actor:
    """林晓岚, acting for her division."""
    return Actor(lin.person.appointments.get())


@pytest.fixture
def director(house: Organisation) -> Actor:
    """何明远, who signs."""
    person = services.register_person(name="何明远", name_en="He Mingyuan")
    services.open_account(person=person, login="he", password=PASSWORD, now=NOW)
    return Actor(services.appoint(person=person, organisation=house, role=Role.DIRECTOR, since=date(2020, 1, 1)))


@pytest.fixture
def planner(house: Organisation) -> Actor:
    """苏婉, who keeps the year's money."""
    person = services.register_person(name="苏婉", name_en="Su Wan")
    services.open_account(person=person, login="su", password=PASSWORD, now=NOW)
    return Actor(services.appoint(person=person, organisation=house, role=Role.PLAN_OFFICER, since=date(2020, 1, 1)))


@pytest.fixture
def envelope(planner: Actor) -> Envelope:
    """100 万元 for 2026, entered by the plan officer."""
    given = {"year": 2026, "opening": 100 * FEN_PER_WAN, "document": "预算批复1号"}
    return Envelope.objects.get(pk=perform(Envelope(), "enter", planner, given, now=NOW).subject.pk)


@pytest.fixture
def call(officer: Actor) -> Call:
    """A call that 林晓岚 drafted."""
    return Call.objects.get(pk=perform(Call(), "draft", officer, DRAFT, now=NOW).subject.pk)
