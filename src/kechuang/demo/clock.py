"""Moving the demonstration's clock on (contract: it stands still until somebody moves it, and never goes back)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Case
from kechuang.config.ticking import tick
from kechuang.directory.models import Installation
from kechuang.door.refusal import Refusal
from kechuang.schemes.models import Call

FARTHEST = timedelta(days=100)
"""As far as the clock is moved in one go, so that the answer comes in seconds."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moved:
    """From when until when the clock went, and how many things each job of the house moved meanwhile."""

    before: datetime
    after: datetime
    done: Mapping[str, int]


def move_on(*, to: datetime) -> Moved:
    """Move the clock to an instant and do everything that time drives on the way, each thing at its own minute.

    Every stop is a transaction of its own: where a job fails, the clock stands at the last stop that was whole. Raises
    Refusal where this is no demonstration, or the instant lies behind or too far ahead.
    """
    before = standing_at()
    if to <= before:
        raise Refusal(
            "never_back", _("The clock never goes back: what has happened has happened. Give a later minute.")
        )
    if to - before > FARTHEST:
        raise Refusal("too_far", _("At most 100 days at once. Go there in several steps."))
    done: Counter[str] = Counter()
    here = before
    while here < to:
        night = min(midnight_after(here), to)
        for stop in stops(here, night):
            with transaction.atomic():
                house = Installation.objects.select_for_update().get()
                if house.clock_at is None or house.clock_at >= stop:
                    raise Refusal("moved_meanwhile", _("Somebody else has moved the clock meanwhile."))
                Installation.objects.update(clock_at=stop)
                done.update(tick(stop))
        here = night
    return Moved(before, to, dict(done))


def standing_at() -> datetime:
    """Where the clock stands. Raises Refusal where this is no demonstration: a real installation has the system's."""
    house = Installation.objects.filter(demonstration=True).first()
    if house is None or house.clock_at is None:
        raise Refusal("no_demonstration", _("Only the demonstration's clock can be moved."))
    return house.clock_at


def stops(after: datetime, until: datetime) -> list[datetime]:
    """The minutes at which something is due, and the end itself. Three statements."""
    due = Case.objects.filter(due_at__gt=after, due_at__lt=until).order_by().values_list("due_at", flat=True)
    opens = Call.objects.filter(opens_at__gt=after, opens_at__lt=until).order_by().values_list("opens_at", flat=True)
    closes = Call.objects.filter(closes_at__gt=after, closes_at__lt=until).order_by()
    found = {*due.distinct(), *opens.distinct(), *closes.values_list("closes_at", flat=True).distinct(), until}
    return sorted(one for one in found if one is not None)


def midnight_after(instant: datetime) -> datetime:
    """The end of the day that an instant lies in, in the installation's zone."""
    return morning_of(instant.astimezone(ZoneInfo(settings.TIME_ZONE)).date() + A_DAY)


def morning_of(day: date) -> datetime:
    """The first instant of a day, in the installation's zone."""
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))
