"""A small house: the bureau with one division, and an enterprise."""

from datetime import UTC, datetime

import pytest

from kechuang.directory import services
from kechuang.directory.models import Organisation

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def bureau(db: None) -> Organisation:
    """The bureau whose house it is."""
    bureau = services.register_organisation(
        name="澜川市科学技术局", name_en="Lanchuan Bureau", kind=Organisation.Kind.BUREAU, credit_code=None
    )
    services.register_division(organisation=bureau, name="计划处")
    services.found_installation(bureau=bureau, now=NOW)
    return bureau


@pytest.fixture
def enterprise(bureau: Organisation) -> Organisation:
    """A body that applies."""
    return services.register_organisation(
        name="恒锐公司", kind=Organisation.Kind.ENTERPRISE, credit_code="91110000802100433B"
    )
