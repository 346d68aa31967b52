"""The project of the tests of acceptance, on its way to the archive."""

from kechuang.stages.acceptance.tests.conftest import (  # noqa: F401  fixtures are found by their names
    applicant,
    asked,
    delivered,
    experts,
    hengrui,
    judged,
    partner,
    pdf,
    unit,
)
