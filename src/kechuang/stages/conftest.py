"""The cast of the tests of stages: an applicant and his organisation, and schemes that begin in their middle."""

import tomllib
from datetime import date

import pytest

from kechuang.conftest import NOW, PASSWORD
from kechuang.directory import services
from kechuang.directory.models import Organisation
from kechuang.directory.roles import Role
from kechuang.door.table import Actor
from kechuang.schemes.definition import Scheme
from kechuang.schemes.models import SchemeVersion


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
