"""The decision: computed by rule, adopted by the meeting, published in one batch."""

from datetime import datetime, timedelta

from kechuang.demo.city import CallPart
from kechuang.demo.load import steady_id
from kechuang.demo.timeline import granting
from kechuang.demo.timeline.people import DIRECTOR, PLANNER, acting
from kechuang.demo.timeline.queue import Timeline
from kechuang.door.perform import perform
from kechuang.stages.decision.models import DecisionRound

ATTENDANCE = "何明远（局长）\n苏婉（计划处）\n林晓岚（高新技术处）\n方知衡（评审管理处）\n邱正一（机关纪委，列席监督）"
BEFORE_THE_MEETING = timedelta(days=2)


def plan(line: Timeline, part: CallPart, now: datetime) -> None:
    """Compute the list before the meeting that the file names; where it names none, now, and the meeting is ahead."""
    when = part.decided_at - BEFORE_THE_MEETING if part.decided_at else now + timedelta(days=3)
    line.at(max(when, now + timedelta(hours=1)), lambda later: compute(line, part, later))


def round_of(part: CallPart, state: str) -> DecisionRound | None:
    """The list of a call, where it stands in this state."""
    return DecisionRound.objects.filter(call__public_id=steady_id("call", part.key), state=state).first()


def compute(line: Timeline, part: CallPart, now: datetime) -> None:
    """The plan officer has the list computed."""
    found = round_of(part, "gathering")
    if found is None:
        return
    perform(found, "compute", acting(PLANNER), now=now)
    if part.decided_at is not None:
        line.at(max(part.decided_at, now + timedelta(hours=1)), lambda later: adopt(line, part, later))


def adopt(line: Timeline, part: CallPart, now: datetime) -> None:
    """The meeting adopts the list as it was computed."""
    found = round_of(part, "prepared")
    if found is None:
        return
    given = {
        "meeting": "局长办公会",
        "met_on": now.date(),
        "minute": part.minute,
        "attendance": ATTENDANCE,
    }
    perform(found, "adopt", acting(DIRECTOR), given, now=now)
    line.after(now, 3, lambda later: publish(line, part, later), part.key, "publish")


def publish(line: Timeline, part: CallPart, now: datetime) -> None:
    """Everybody hears on the same day; what is to be funded goes on public notice."""
    found = round_of(part, "adopted")
    if found is None:
        return
    perform(found, "publish", acting(PLANNER), now=now)
    line.after(now, 2, lambda later: granting.post(line, part.key, later), part.key, "post")
