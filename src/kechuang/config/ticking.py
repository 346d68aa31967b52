"""What time drives, in one call: `kechuang tick` runs it, and so does whoever moves the demonstration's clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from kechuang.directory.queries import clock_of, installation
from kechuang.documents.services import render_waiting
from kechuang.door import clockwork
from kechuang.trail.services import seal_days


def tick(now: datetime | None = None) -> dict[str, int]:
    """Run every job as of `now` (else the installation's clock), seal the days before; what each moved."""
    instant = now or clock_of(installation()).now()
    done = clockwork.run(instant) | {"papers": render_waiting(instant)}
    sealed = seal_days(today=instant.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    return done | {"sealed_days": len(sealed)}
