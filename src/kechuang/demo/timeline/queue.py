"""A queue of deeds by time; the clock's own jobs run in between, as `kechuang tick` would run them."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kechuang.clock.working_days import is_working_day
from kechuang.demo.population.steady import number
from kechuang.door import clockwork

ZONE = ZoneInfo("Asia/Shanghai")
Deed = Callable[[datetime], None]
OPENS, MINUTES = 9 * 60, 8 * 60
"""The bureau's day begins at nine; people act within eight hours of it."""
A_DAY = timedelta(days=1)
AFTER_MIDNIGHT = time(0, 30)


class Timeline:
    """What is to be done, in the order of its time. Nothing after `until` is done."""

    def __init__(
        self,
        until: datetime,
        stop: Callable[[], bool] | None = None,
        month: Callable[[datetime], None] | None = None,
    ) -> None:
        self.until = until
        self.month = month
        self.stop = stop
        self.waiting: list[tuple[datetime, int, Deed]] = []
        self.planned = 0

    def reviewed(self, call: str, now: datetime) -> None:
        """A review round of this call is closed."""

    def signed(self, document: int, now: datetime) -> None:
        """A document that approves projects is signed."""

    def begun(self, case: str, now: datetime) -> None:
        """The task book of this case is signed."""

    def delivered(self, case: str, now: datetime) -> None:
        """The work on this case is done."""

    def at(self, when: datetime, deed: Deed) -> None:
        """Do something at this instant; of two at once the one planned first goes first."""
        heapq.heappush(self.waiting, (when, self.planned, deed))
        self.planned += 1

    def after(self, now: datetime, days: int, deed: Deed, *words: object) -> None:
        """Do something about so many days later, in working hours, at a minute that the words choose."""
        self.at(moment((now + timedelta(days=days)).astimezone(ZONE).date(), *words, after=now), deed)

    def begin_day(self, tick: datetime) -> None:
        """What time drives, once a day."""
        if tick.day == 1 and self.month is not None:
            self.month(tick)
        clockwork.run(tick)

    def run(self, first: datetime) -> datetime:
        """Do everything until the end, or until `stop` says so; the instant that was reached."""
        tick = datetime.combine(first.astimezone(ZONE).date(), AFTER_MIDNIGHT, ZONE)
        while self.waiting and self.waiting[0][0] <= self.until:
            when, _place, deed = heapq.heappop(self.waiting)
            while tick + A_DAY <= when:
                tick += A_DAY
                self.begin_day(tick)
            deed(when)
            if self.stop is not None and self.stop():
                return when
        while tick + A_DAY <= self.until:
            tick += A_DAY
            self.begin_day(tick)
        clockwork.run(self.until)
        return self.until


def moment(day: date, *words: object, after: datetime | None = None) -> datetime:
    """A minute in working hours of that day, or of the next working day; later than `after`."""
    while True:
        while not is_working_day(day):
            day += timedelta(days=1)
        minute = OPENS + number(MINUTES, "minute", day, *words)
        when = datetime.combine(day, time(minute // 60, minute % 60), ZONE)
        if after is None or when > after:
            return when
        day += timedelta(days=1)
