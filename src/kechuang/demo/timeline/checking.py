"""The formality check: most are taken, some come back for correction, a few are refused."""

from datetime import datetime, timedelta

from kechuang.cases.engine import stay_of
from kechuang.cases.models import Case
from kechuang.demo.city import read_city
from kechuang.demo.load import steady_id
from kechuang.demo.timeline.applying import applicant
from kechuang.demo.timeline.people import OFFICER, acting
from kechuang.demo.timeline.queue import Timeline, moment
from kechuang.demo.timeline.stories import Story
from kechuang.door.perform import perform
from kechuang.stages.screening.kind import CHECKLIST
from kechuang.stages.screening.models import Finding, Screening

RETURNED, REFUSED = 5, 15
"""One in so many comes back once; one in so many is refused."""
WHAT = "合作协议缺少知识产权归属条款，请各方补充约定并重新上传；其余内容无需改动。"
OFF_GUIDE = (
    "所报内容以基本建设和设备购置为主，不属于本批申报指南的支持方向。如有异议，可在收到通知之日起十五日内书面申请复核。"
)
FIRST_DAY, SPREAD = 2, 6
"""Days after the window closes."""


def plan(line: Timeline, story: Story) -> None:
    """Check it some days after the window has closed, and while it is open what came early."""
    early = story.luck(3, "early") == 0
    when = story.call.closes_at + timedelta(days=FIRST_DAY + story.luck(SPREAD, "check"))
    if early:
        when = story.call.opens_at + timedelta(days=18 + story.luck(3, "check"))
    line.at(moment(when.date(), story.key, "check", after=when), lambda now: check(line, story, now))


def screening_of(story: Story) -> Screening | None:
    """The check of the story's case, if it is there now."""
    case = Case.objects.filter(public_id=steady_id("case", story.key), stage_kind="screening").first()
    stay = stay_of(case) if case else None
    return stay if isinstance(stay, Screening) else None


def check(line: Timeline, story: Story, now: datetime) -> None:
    """Answer the checklist, then take it, return it, or refuse it; what has not come yet is looked at later."""
    screening = screening_of(story)
    if screening is None:
        if now < story.call.closes_at + timedelta(days=FIRST_DAY + SPREAD):
            line.after(now, 3, lambda later: check(line, story, later), story.key, "again")
        return
    officer = acting(OFFICER)
    returned = story.luck(RETURNED, "return") == 0 and screening.returned_at is None
    refused = story.luck(REFUSED, "refuse") == 0 and story.key != read_city().followed
    marks = {item.code: {"ok": True} for item in CHECKLIST}
    if returned:
        marks["agreement"] = {"ok": False}
    if refused:
        marks["guide"] = {"ok": False}
    perform(screening, "mark", officer, {"marks": marks}, now=now)
    if refused:
        perform(screening, "refuse", officer, {"ground": "off_guide", "reason": OFF_GUIDE}, now=now)
    elif returned:
        perform(screening, "return", officer, {"what": WHAT}, now=now)
        line.after(now, 2 + story.luck(4, "correct"), lambda later: correct(line, story, later), story.key, "correct")
    else:
        wrong = screening.findings.filter(run=screening.run, result=Finding.Result.FAILED).exists()
        said = "经核实，该情形不影响申报资格，材料附后。" if wrong else ""
        perform(screening, "accept", officer, {"explanation": said}, now=now)


def correct(line: Timeline, story: Story, now: datetime) -> None:
    """The applicant hands the corrected form in; the officer looks again."""
    screening = screening_of(story)
    if screening is None or screening.state != "correcting":
        return
    perform(screening, "correct", applicant(story), {"names_stay": True}, now=now)
    line.after(now, 1, lambda later: check(line, story, later), story.key, "recheck")
