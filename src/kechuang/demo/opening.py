"""How the demonstration's year opens: the year's money is entered, the plan prepared and adopted."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kechuang.demo.load import steady_id
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.funds.models import Envelope
from kechuang.money.amounts import FEN_PER_WAN
from kechuang.plan.models import Plan

ZONE = ZoneInfo("Asia/Shanghai")
YEAR = 2026
OPENING = 12_000 * FEN_PER_WAN
ENTERED_AT = datetime(2026, 1, 12, 10, 20, tzinfo=ZONE)
PREPARED_AT = datetime(2026, 1, 13, 9, 30, tzinfo=ZONE)
ADOPTED_AT = datetime(2026, 1, 19, 15, 40, tzinfo=ZONE)
ADOPTION = {"meeting": "局长办公会（2026年第1次）", "minute": "澜科纪〔2026〕1号"}


def open_year(*, planner: Actor, director: Actor) -> None:
    """Enter the money and adopt the plan, in January."""
    money = {"year": YEAR, "opening": OPENING, "document": "澜财预〔2026〕8号"}
    perform(Envelope(public_id=steady_id("envelope", str(YEAR))), "enter", planner, money, now=ENTERED_AT)
    plan = Plan(public_id=steady_id("plan", str(YEAR)))
    plan = Plan.objects.get(pk=perform(plan, "prepare", planner, {"code": "work-points"}, now=PREPARED_AT).subject.pk)
    perform(plan, "adopt", director, ADOPTION, now=ADOPTED_AT)
