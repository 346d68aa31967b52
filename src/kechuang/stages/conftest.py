"""The cast of the tests of stages: an applicant and his organisation, and schemes that begin in their middle."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kechuang.cases.engine import enter
from kechuang.cases.models import Case, Outcome
from kechuang.conftest import NOW, OPENS, PASSWORD
from kechuang.decide.canonical import digest
from kechuang.directory import services
from kechuang.directory.models import Appointment, Organisation
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.money.amounts import FEN_PER_WAN as WAN
from kechuang.schemes.definition import Scheme, catalogue
from kechuang.schemes.models import Call, SchemeVersion

MEETING = OPENS + timedelta(days=70)
"""An instant after the reviews: 2026-05-19 09:00 in Shanghai."""
Arrives = Callable[..., Case]


def frozen(text: str) -> SchemeVersion:
    """A version made of a file's text, its needs left unasked since the stages before are left out."""
    whole = Scheme.model_validate(tomllib.loads(text))
    return SchemeVersion.objects.create(
        code=whole.code, digest=whole.digest, form=whole.canonical().decode(), frozen_at=NOW
    )


@pytest.fixture
def applicant(house: Organisation) -> Actor:
    """沈云飞 of 恒锐."""
    body = services.register_organisation(name="恒锐", kind=Organisation.Kind.ENTERPRISE, credit_code=None)
    person = services.register_person(name="沈云飞")
    services.open_account(person=person, login="shen", password=PASSWORD, now=NOW)
    return Actor(services.appoint(person=person, organisation=body, role=Role.APPLICANT, since=date(2020, 1, 1)))


@pytest.fixture
def unit(applicant: Actor) -> Actor:
    """高若琳, the administrator of 恒锐."""
    appointment = applicant.appointment
    if appointment is None:
        raise ValueError("the applicant has an appointment")
    return Actor(
        services.appoint(
            person=services.register_person(name="高若琳"),
            organisation=appointment.organisation,
            role=Role.ORGANISATION_ADMINISTRATOR,
            since=date(2020, 1, 1),
        )
    )


@pytest.fixture
def decided_call(house: Organisation, call: Call, officer: Actor, director: Actor) -> Call:
    """The call of 100 万元, of a scheme that is only decision, notice and approval."""
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    scheme = catalogue()["iur-cooperation"]
    stages = tuple(part for part in scheme.stage if part.kind in {"decision", "notice", "approval"})
    short = scheme.model_copy(update={"stage": stages})
    version = SchemeVersion.objects.create(
        code=short.code, digest=short.digest, form=short.canonical().decode(), frozen_at=NOW
    )
    Call.objects.filter(pk=call.pk).update(version=version, budget=100 * WAN)
    return Call.objects.get(pk=call.pk)


@pytest.fixture
def supervisor(house: Organisation) -> Actor:
    """邱正一, who watches."""
    person = services.register_person(name="邱正一", name_en="Qiu Zhengyi")
    services.open_account(person=person, login="qiu", password=PASSWORD, now=NOW)
    return Actor(services.appoint(person=person, organisation=house, role=Role.SUPERVISOR, since=date(2020, 1, 1)))


@pytest.fixture
def arrives(decided_call: Call, applicant: Actor) -> Arrives:
    """Brings a case to the decision: `arrives(1, 9000, 40)` scored 90.00 and asks for 40 万元."""
    appointment = Appointment.objects.get(public_id=applicant.key)

    def come(number: int, score: int, asked: int, *, iur: bool = True) -> Case:
        """One case."""
        case = Case(
            call=decided_call,
            lead=appointment.organisation,
            principal=appointment.person,
            created_by=appointment,
            number=f"CXY2026-{number:04}",
            title=f"叶片精密切削第{number}号",
            amount_asked=asked * WAN,
            iur=iur,
            contact="沈云飞",
            telephone="024-1234 5678",
        )
        mover = Actor(appointment, engine=True)
        case = Case.objects.get(pk=perform(case, "begin", mover, now=NOW).subject.pk)
        data = {"score": score, "valid": 5, "counted": 3, "spread": 600, "record": "r"}
        Outcome.objects.create(
            case=case,
            stage="review",
            kind="review",
            result="passed",
            data=data,
            digest=digest({"case": case.public_id}),
            stay_chain=f"review-stay/{case.public_id}",
            by="clock",
            at=NOW,
        )
        enter(case, case.scheme.stage[0], mover, NOW)
        case.refresh_from_db()
        return case

    return come
