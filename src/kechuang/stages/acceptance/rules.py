"""What the rule version says of an acceptance, and what the materials are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings

from kechuang.cases.engine import parameters
from kechuang.files.models import Attachment
from kechuang.files.queries import current
from kechuang.stages.acceptance.kind import AcceptanceParameters, Conclusion, Material
from kechuang.stages.acceptance.models import Acceptance


def rule_of(stay: Acceptance) -> AcceptanceParameters:
    """The parameters of this acceptance."""
    return cast("AcceptanceParameters", parameters(stay))


def conclusion_of(stay: Acceptance, code: str) -> Conclusion | None:
    """A word of the vocabulary; none where the rule does not know it."""
    return next((one for one in rule_of(stay).conclusions if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the checklist with the files that stand at it."""

    material: Material
    files: Sequence[Attachment]


def checklist(stay: Acceptance) -> list[Line]:
    """The checklist as it stands. One statement beside the rule's."""
    files = current(stay.chain)
    return [Line(one, [file for file in files if file.slot == one.code]) for one in rule_of(stay).materials]


def local_day(instant: datetime) -> date:
    """The day of an instant in the installation's zone."""
    return instant.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def end_of(day: date, days: int) -> datetime:
    """The last second of the day that comes so many days later, in the installation's zone."""
    last = datetime.combine(day + timedelta(days=days), time(23, 59, 59), ZoneInfo(settings.TIME_ZONE))
    return last.astimezone(UTC)
