"""Acceptance and archive: the request with its papers, the group, the conclusion, the filed package."""

from datetime import datetime

from kechuang.cases.engine import stay_of
from kechuang.demo.timeline.applying import applicant, case_of
from kechuang.demo.timeline.evidence import opened
from kechuang.demo.timeline.people import DIRECTOR, OFFICER, acting, holding
from kechuang.demo.timeline.queue import Timeline
from kechuang.demo.timeline.stories import Story, sentences
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.files.services import attach
from kechuang.stages.acceptance.avoidance import candidates
from kechuang.stages.acceptance.models import Acceptance
from kechuang.stages.acceptance.rules import checklist, local_day, rule_of
from kechuang.stages.archive.models import Archive
from kechuang.stages.archive.services import file_case

PAPERS = {"summary": "工作总结报告", "technical": "技术研究报告", "accounts": "经费决算表"}


def acceptance_of(story: Story) -> Acceptance | None:
    """The acceptance of the story's case, while it is there."""
    stay = stay_of(case_of(story))
    return stay if isinstance(stay, Acceptance) else None


def ask(line: Timeline, story: Story, now: datetime) -> None:
    """Write the request, attach the papers, send it to the organisation."""
    stay = acceptance_of(story)
    by = applicant(story)
    if stay is None or by.appointment is None:
        return
    total = (stay.case.amount or 0) + (stay.case.own_funds or 0)
    given = {
        "summary": f"项目按任务书完成全部研究内容。{sentences(story.text.content, 300)}",
        "spent": total * 98 // 100,
        "results": [{"actual": one.promised, "met": True} for one in stay.results.all()],
    }
    perform(stay, "write", by, given, now=now)
    for one in checklist(stay):
        title = PAPERS.get(one.material.code)
        if title is not None:
            content = opened(title, story.text.summary, "各项考核指标的完成情况见验收申请。")
            attach(
                owner=stay.chain,
                slot=one.material.code,
                name=f"{title}.pdf",
                content=content,
                by=by.appointment,
                now=now,
            )
    perform(stay, "ask", by, now=now)
    line.after(now, 3, lambda later: confirm(line, story, later), story.key, "confirm acceptance")


def confirm(line: Timeline, story: Story, now: datetime) -> None:
    """The organisation confirms; the officer appoints a group."""
    stay = acceptance_of(story)
    if stay is None or stay.state != "unit":
        return
    perform(stay, "confirm", holding(Role.ORGANISATION_ADMINISTRATOR, stay.case.lead_id), now=now)
    line.after(now, 7, lambda later: appoint(line, story, later), story.key, "appoint")


def appoint(line: Timeline, story: Story, now: datetime) -> None:
    """An odd group of the field, one of them for the money."""
    stay = acceptance_of(story)
    if stay is None or stay.state != "checking":
        return
    size = rule_of(stay).group_size
    free = [one for one in candidates(stay.case, local_day(now)) if not one.reason]
    money = [one for one in free if one.expert.kind == "finance"]
    fitting = [one for one in free if stay.case.field in one.expert.fields and one.expert.kind != "finance"]
    fitting.sort(key=lambda one: story.luck(1 << 30, "group", one.expert.public_id))
    members = [money[story.luck(len(money), "money")], *fitting][:size]
    codes = [one.expert.public_id for one in members]
    perform(stay, "appoint", acting(OFFICER), {"members": codes, "leader": codes[1]}, now=now)
    line.after(now, 6, lambda later: opine(line, story, later), story.key, "opine")


def opine(line: Timeline, story: Story, now: datetime) -> None:
    """Every member signs; then the leader for the group."""
    stay = acceptance_of(story)
    if stay is None or stay.state != "group":
        return
    text = "任务书规定的研究内容已完成，考核指标达到要求，提供的检测与应用证明齐全，经费使用符合规定。"
    seats = list(stay.seats.filter(left_at__isnull=True).select_related("appointment__person"))
    for seat in seats:
        given = {"proposal": "passed", "text": text, "declares": True}
        perform(stay, "opine", Actor(seat.appointment), given, now=now)
    leader = next(seat for seat in seats if seat.leader)
    words = {"proposal": "passed", "text": f"专家组一致认为：{text}建议通过验收。"}
    perform(stay, "sign_group", Actor(leader.appointment), words, now=now)
    line.after(now, 5, lambda later: decide(line, story, later), story.key, "decide")


def decide(line: Timeline, story: Story, now: datetime) -> None:
    """The bureau concludes; the case goes to the archive."""
    stay = acceptance_of(story)
    if stay is None or stay.state != "deciding":
        return
    perform(stay, "decide", acting(DIRECTOR), {"conclusion": "passed"}, now=now)
    line.after(now, 10, lambda later: file(story, later), story.key, "file")


def file(story: Story, now: datetime) -> None:
    """Pack and file the case."""
    stay = stay_of(case_of(story))
    if isinstance(stay, Archive) and stay.state == "collecting":
        file_case(archive=stay, actor=acting(OFFICER), now=now)
