"""The named cast of the tests: a house with one officer who has a password."""

from datetime import UTC, date, datetime

import pytest

from kechuang.directory import services
from kechuang.directory.models import Account, Organisation
from kechuang.directory.roles import Role

PASSWORD = "correct horse battery"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


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
    services.appoint(person=person, organisation=house, role=Role.DIVISION_OFFICER, since=date(2020, 1, 1))
    return services.open_account(person=person, login="lin", password=PASSWORD, now=NOW)
