"""What time drives, in one call: `kechuang tick` runs it, and so does whoever moves the demonstration's clock."""

import logging
import os
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connections

from kechuang.directory.queries import clock_of, installation
from kechuang.directory.services import note_tick
from kechuang.documents.services import render_waiting
from kechuang.door import clockwork
from kechuang.trail.services import seal_days

logger = logging.getLogger("kechuang.clock")
EVERY_SECONDS = 60


def keep_time(parent: int, every: float = EVERY_SECONDS) -> None:
    """Tick until the process `parent`, which serves, is gone. A tick that fails is told and tried again."""
    while os.getppid() == parent:
        try:
            tick()
        except Exception:
            logger.exception("what time drives was not done; it is tried again in %s seconds", every)
        finally:
            connections.close_all()
        ends = time.monotonic() + every
        while os.getppid() == parent and time.monotonic() < ends:
            time.sleep(min(1.0, every))


def tick(now: datetime | None = None) -> dict[str, int]:
    """Run every job as of `now` (else the installation's clock), seal the days before; what each moved."""
    instant = now or clock_of(installation()).now()
    done = clockwork.run(instant) | {"papers": render_waiting(instant)}
    if now is None:
        note_tick(at=instant)
    sealed = seal_days(today=instant.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    return done | {"sealed_days": len(sealed)}
