"""The demonstration's year: what happened before the city's clock, driven through the same door that people use."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from kechuang.cases.models import Case
from kechuang.demo.city import City
from kechuang.demo.load import steady_id
from kechuang.demo.opening import open_year
from kechuang.demo.timeline import accepting, applying, calling, carrying, checking, deciding, granting, reviewing
from kechuang.demo.timeline.people import DIRECTOR, PLANNER, acting, forget
from kechuang.demo.timeline.queue import ZONE, Timeline
from kechuang.demo.timeline.stories import Story, stories
from kechuang.directory.models import Installation
from kechuang.directory.public_id import steady_chance
from kechuang.stages.approval.models import ApprovalRound
from kechuang.trail.services import seal_days, steady_salts

SLOW_TO_AGREE, WAITS = 4, 48
"""One applicant in so many waits so many days before he sends the task book round."""


class Year(Timeline):
    """The timeline with what leads from one deed to the next where a round has dealt with many cases at once."""

    def __init__(
        self,
        until: datetime,
        told: list[Story],
        stop: Callable[[], bool] | None = None,
        month: Callable[[datetime], None] | None = None,
    ) -> None:
        super().__init__(until, stop, month)
        self.told = {steady_id("case", story.key): story for story in told}
        self.calls = {steady_id("call", story.call.key): story.call for story in told}

    def reviewed(self, call: str, now: datetime) -> None:
        """A round is closed: the meeting decides on its day."""
        part = self.calls[call]
        deciding.plan(self, part, now)

    def signed(self, document: int, now: datetime) -> None:
        """A document is signed: each of its projects goes its way."""
        for stay in ApprovalRound.objects.get(pk=document).stays.select_related("case"):
            story = self.told.get(stay.case.public_id)
            if story is not None:
                wait = 4 + story.luck(5, "agree") + (WAITS if story.luck(SLOW_TO_AGREE, "slow") == 0 else 0)
                self.after(now, wait, lambda later, story=story: granting.agree(self, story, later), story.key, "agree")  # type: ignore[misc]

    def begun(self, case: str, now: datetime) -> None:
        """The task book is signed: the work begins."""
        carrying.begin(self, self.told[case], now)

    def delivered(self, case: str, now: datetime) -> None:
        """The work is done: acceptance is asked for."""
        story = self.told[case]
        self.after(now, 8 + story.luck(9, "ask"), lambda later: accepting.ask(self, story, later), story.key, "ask")


@transaction.atomic
def run_year(city: City, *, stage: str = "", month: Callable[[datetime], None] | None = None) -> None:
    """Do everything that happened before the city's clock, then seal the days that are over.

    With a `stage` the year ends as soon as the story that readers follow has come to it, and the clock stands there.
    `month` is told as each month of the story begins. The same city gives the same rows every time.
    """
    with steady_chance("kechuang demonstration"), steady_salts("kechuang demonstration"):
        lived(city, stage, month)


def lived(city: City, stage: str, month: Callable[[datetime], None] | None) -> None:
    """The year itself."""
    forget()
    told = stories(part for part in city.call if part.wanted)
    year = Year(city.clock_at, told, reached(city.followed, stage) if stage else None, month)
    open_year(planner=acting(PLANNER), director=acting(DIRECTOR), line=year)
    for part in city.call:
        calling.plan(year, part)
        if part.assigned_at is not None and part.opinions_until is not None:
            year.at(part.assigned_at, lambda now, part=part: reviewing.assign(year, part.key, part.opinions_until, now))  # type: ignore[misc]
    for story in told:
        applying.plan(year, story)
        checking.plan(year, story)
    first = min(part.drafted_at for part in city.call)
    end = year.run(first)
    if end < city.clock_at:
        Installation.objects.update(clock_at=end)
    seal_days(today=end.astimezone(ZONE).date())
    forget()


def reached(key: str, stage: str) -> Callable[[], bool]:
    """Whether the story that readers follow stands in a stage of this kind."""
    followed = Case.objects.filter(public_id=steady_id("case", key), stage_kind=stage)
    return followed.exists
