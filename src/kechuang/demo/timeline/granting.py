"""From the adopted list to the signed agreement: notice, objection, approval, task book."""

from datetime import datetime

from kechuang.cases.engine import stay_of
from kechuang.demo.load import steady_id
from kechuang.demo.timeline.applying import applicant, case_of
from kechuang.demo.timeline.people import DIRECTOR, OFFICER, acting, holding
from kechuang.demo.timeline.queue import Timeline
from kechuang.demo.timeline.stories import Story
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.stages.agreement.models import Agreement
from kechuang.stages.approval.models import ApprovalRound
from kechuang.stages.notice.models import NoticeRound, NoticeStay, Objection

GROUNDS = "公示项目中的部分考核指标与申报方已验收项目的成果相近，建议核查是否重复支持，证据见市科技成果登记公告。"
SECOND_DOCUMENT = 49
"""Days until a case that was held is approved with the next document."""
ANSWER = "经调取两个项目的任务书核对，研究对象和考核指标不同，不构成重复支持，异议不成立。"


def post(line: Timeline, call: str, now: datetime) -> None:
    """Post the notice of what the decision published."""
    found = NoticeRound.objects.filter(call__public_id=steady_id("call", call), state="preparing").first()
    if found is None:
        return
    perform(found, "post", acting(OFFICER), now=now)
    line.after(now, 3, lambda later: somebody_objects(line, call, later), call, "object")
    line.after(now, 9, lambda later: approve(line, call, later), call, "approve")


def somebody_objects(line: Timeline, call: str, now: datetime) -> None:
    """One administrator of another body objects to one case."""
    stays = NoticeStay.objects.filter(round__call__public_id=steady_id("call", call), state="standing")
    found = stays.select_related("case").order_by("case__number").last()
    if found is None:
        return
    other = stays.exclude(pk=found.pk).select_related("case").order_by("case__number").first()
    if other is None:
        return
    objector = holding(Role.ORGANISATION_ADMINISTRATOR, other.case.lead_id)
    if objector.appointment is None:
        return
    given = {"name": objector.appointment.person.name, "contact": "000-5500 1100", "grounds": GROUNDS}
    perform(Objection(stay=found), "file", objector, given, now=now)
    line.after(now, 12, lambda later: settle(line, call, found.pk, later), call, "settle")


def settle(line: Timeline, call: str, stay: int, now: datetime) -> None:
    """Answer the objection; the case goes on, and is approved with the next document."""
    found = NoticeStay.objects.select_related("case__call").get(pk=stay)
    for one in found.objections.filter(state="received"):
        perform(one, "reject", acting(OFFICER), {"answer": ANSWER}, now=now)
    found.refresh_from_db()
    if found.state == "held":
        perform(found, "release", acting(OFFICER), now=now)
        line.after(now, SECOND_DOCUMENT, lambda later: approve(line, call, later), call, "approve the rest")


def approve(line: Timeline, call: str, now: datetime) -> None:
    """Put the document before the director, who signs it two days later."""
    found = ApprovalRound.objects.filter(call__public_id=steady_id("call", call), state="preparing").first()
    if found is None:
        return
    perform(found, "propose", acting(OFFICER), now=now)
    line.after(now, 2, lambda later: sign(line, found.pk, later), call, "sign")


def sign(line: Timeline, found: int, now: datetime) -> None:
    """The director signs; what follows is each project's own."""
    perform(ApprovalRound.objects.get(pk=found), "sign", acting(DIRECTOR), now=now)
    line.signed(found, now)


def agree(line: Timeline, story: Story, now: datetime) -> None:
    """The applicant takes the proposed milestones as they are and sends the task book round."""
    stay = stay_of(case_of(story))
    if isinstance(stay, Agreement) and stay.state == "drafting":
        perform(stay, "send", applicant(story), now=now)
        line.after(now, 2, lambda later: sign_unit(line, story, later), story.key, "sign unit")


def sign_unit(line: Timeline, story: Story, now: datetime) -> None:
    """The lead signs."""
    stay = stay_of(case_of(story))
    if isinstance(stay, Agreement) and stay.state == "unit":
        perform(stay, "sign_unit", holding(Role.ORGANISATION_ADMINISTRATOR, stay.case.lead_id), now=now)
        line.after(now, 3, lambda later: sign_bureau(line, story, later), story.key, "sign bureau")


def sign_bureau(line: Timeline, story: Story, now: datetime) -> None:
    """The bureau signs: the work begins."""
    stay = stay_of(case_of(story))
    if isinstance(stay, Agreement) and stay.state == "bureau":
        perform(stay, "sign_bureau", acting(OFFICER), now=now)
        line.begun(steady_id("case", story.key), now)
