"""How the demonstration's year opens: the year's money is entered, the plan prepared and adopted."""

from datetime import datetime

from kechuang.demo.load import steady_id
from kechuang.demo.timeline.queue import ZONE, Timeline
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.funds.models import Envelope
from kechuang.money.amounts import FEN_PER_WAN
from kechuang.plan.models import Plan

YEAR = 2026
EARLIER_YEAR, EARLIER_OPENING = 2024, 9_000 * FEN_PER_WAN
EARLIER_ENTERED_AT = datetime(2024, 1, 4, 10, 0, tzinfo=ZONE)
OPENING = 12_000 * FEN_PER_WAN
ENTERED_AT = datetime(2026, 1, 12, 10, 20, tzinfo=ZONE)
PREPARED_AT = datetime(2026, 1, 13, 9, 30, tzinfo=ZONE)
ADOPTED_AT = datetime(2026, 1, 19, 15, 40, tzinfo=ZONE)
ADOPTION = {"meeting": "局长办公会（2026年第1次）", "minute": "澜科纪〔2026〕1号"}


def open_year(*, planner: Actor, director: Actor, line: Timeline) -> None:
    """Enter the money of the earlier year, then that of this year, and adopt this year's plan, each in its January."""
    line.at(EARLIER_ENTERED_AT, lambda now: enter(planner, EARLIER_YEAR, EARLIER_OPENING, "澜财预〔2024〕6号", now))
    line.at(ENTERED_AT, lambda now: enter(planner, YEAR, OPENING, "澜财预〔2026〕8号", now))
    line.at(PREPARED_AT, lambda now: prepare(planner, now))
    line.at(ADOPTED_AT, lambda now: adopt(director, now))


def enter(planner: Actor, year: int, opening: int, document: str, now: datetime) -> None:
    """Enter a year's money."""
    money = {"year": year, "opening": opening, "document": document}
    perform(Envelope(public_id=steady_id("envelope", str(year))), "enter", planner, money, now=now)


def prepare(planner: Actor, now: datetime) -> None:
    """Prepare the plan."""
    perform(Plan(public_id=steady_id("plan", str(YEAR))), "prepare", planner, {"code": "work-points"}, now=now)


def adopt(director: Actor, now: datetime) -> None:
    """The meeting adopts the plan."""
    perform(Plan.objects.get(public_id=steady_id("plan", str(YEAR))), "adopt", director, ADOPTION, now=now)
