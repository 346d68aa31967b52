"""What the actions on an archive do besides changing its state."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from kechuang.cases.engine import Result, conclude
from kechuang.door.refusal import Refusal
from kechuang.door.table import Step
from kechuang.stages.archive.contents import fingerprint, items_of
from kechuang.stages.archive.models import Archive
from kechuang.stages.archive.payloads import Filing
from kechuang.stages.archive.services import kept_until, rule_of
from kechuang.trail.form import Facts


class ArchiveOutcome(BaseModel):
    """What the stage leaves behind."""

    model_config = ConfigDict(frozen=True)
    package: str
    """SHA-256 of the package."""
    files: int
    bytes: int
    retention: str
    retained_until: str


def enter(step: Step) -> Facts:
    """Set the day until which it is filed."""
    stay: Archive = step.subject
    rule = rule_of(stay)
    zone = ZoneInfo(settings.TIME_ZONE)
    last = step.now.astimezone(zone).date() + timedelta(days=rule.filing_days)
    stay.due_at = datetime.combine(last, time(23, 59, 59), zone).astimezone(UTC)
    return {"filing_days": rule.filing_days}


def file(step: Step) -> Facts:
    """File the package, if the case still is what was packed; the case is finished."""
    stay: Archive = step.subject
    given: Filing = step.payload
    package = stay.packages.filter(public_id=given.package).first()
    if package is None:
        raise Refusal("unknown_package", _("This package was not made for this case. Make it anew."))
    if fingerprint(items_of(stay.case)) != package.fingerprint:
        raise Refusal("changed_meanwhile", _("The case has changed since the package was made. File it again."))
    filed = step.now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    stay.package, stay.due_at = package, None
    stay.retention, stay.retained_until = rule_of(stay).retention, kept_until(stay, filed)
    until = stay.retained_until.isoformat() if stay.retained_until else ""
    outcome = ArchiveOutcome(
        package=package.sha256,
        files=package.files,
        bytes=package.size,
        retention=stay.retention,
        retained_until=until,
    )
    conclude(step, Result.PASSED, outcome)
    return {"package": package.sha256, "files": package.files, "retained_until": until}
