"""A project under way: first money, reports against milestones, the rest of the money, delivery."""

from datetime import datetime, timedelta

from kechuang.cases.engine import stay_of
from kechuang.demo.load import steady_id
from kechuang.demo.timeline.applying import applicant, case_of
from kechuang.demo.timeline.people import OFFICER, acting
from kechuang.demo.timeline.queue import Timeline, moment
from kechuang.demo.timeline.stories import Story, sentences
from kechuang.door.perform import perform
from kechuang.stages.execution.effects import payable
from kechuang.stages.execution.models import Execution

LATE = 6
"""One project in so many falls behind and reports too late."""
EFFECTS = (
    "新增产值1200万元，新增税收96万元，新增就业11人。",
    "已在两家用户单位试用，反馈稳定。",
    "形成企业标准一项，培训技术人员30人次。",
)


def execution_of(story: Story) -> Execution | None:
    """The project, while it is under way."""
    stay = stay_of(case_of(story))
    return stay if isinstance(stay, Execution) else None


def begin(line: Timeline, story: Story, now: datetime) -> None:
    """The first instalment is paid some days after the signature; reports follow the milestones."""
    line.after(now, 6, lambda later: pay(story, later), story.key, "pay")
    stay = execution_of(story)
    if stay is None:
        return
    for goal in stay.goals.all():
        late = 45 if story.luck(LATE, "late") == 0 else -6 + story.luck(12, "report", goal.place)
        day = goal.due_on + timedelta(days=late)
        place = goal.place
        line.at(moment(day, story.key, place, after=now), lambda later, place=place: report(line, story, place, later))  # type: ignore[misc]


def pay(story: Story, now: datetime) -> None:
    """Enter what the treasury has paid, as much as may be paid by now."""
    stay = execution_of(story)
    if stay is None:
        return
    fen = payable(stay) - stay.paid
    if fen > 0:
        document = f"澜财拨〔{now:%Y}〕{100 + story.luck(800, 'document', stay.paid)}号"
        perform(stay, "pay", acting(OFFICER), {"fen": fen, "paid_on": now.date(), "document": document}, now=now)


def report(line: Timeline, story: Story, place: int, now: datetime) -> None:
    """Report that a milestone is reached."""
    stay = execution_of(story)
    if stay is None or stay.state != "running":
        return
    goal = stay.goals.get(place=place)
    total = (stay.case.amount or 0) + (stay.case.own_funds or 0)
    given = {
        "text": f"第{place}个里程碑“{goal.what}”已完成。{sentences(story.text.content, 120, 2 * place)}",
        "effects": EFFECTS[story.luck(len(EFFECTS), "effects", place)],
        "spent": total * place // (stay.goals.count() + 1),
        "reached": place,
    }
    perform(stay, "report", applicant(story), given, now=now)
    line.after(
        now, 4 + story.luck(5, "confirm", place), lambda later: confirm(line, story, later), story.key, "confirm", place
    )


def confirm(line: Timeline, story: Story, now: datetime) -> None:
    """The officer confirms, pays what is due, and the applicant delivers when all is done."""
    stay = execution_of(story)
    if stay is None or stay.state != "reported":
        return
    perform(stay, "confirm", acting(OFFICER), now=now)
    line.after(now, 8, lambda later: pay(story, later), story.key, "pay", now)
    if not stay.goals.filter(reached_at__isnull=True).exists():
        line.after(now, 12, lambda later: deliver(line, story, later), story.key, "deliver")


def deliver(line: Timeline, story: Story, now: datetime) -> None:
    """The applicant declares the work done; acceptance follows."""
    stay = execution_of(story)
    if stay is None or stay.state != "running":
        return
    perform(stay, "deliver", applicant(story), now=now)
    line.delivered(steady_id("case", story.key), now)
