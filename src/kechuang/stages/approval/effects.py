"""What the actions on an approval do besides changing a state."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kechuang.cases.engine import Result, conclude, outcome_value
from kechuang.cases.messages import address, named
from kechuang.cases.models import Case
from kechuang.cases.rounds import taking_round, with_round
from kechuang.documents.services import issue
from kechuang.documents.words import Column, Letter, Part, Table
from kechuang.door.perform import perform
from kechuang.door.table import Actor, Step
from kechuang.funds.models import Entry
from kechuang.funds.services import book
from kechuang.money.amounts import wan
from kechuang.notify.kinds import MessageKind
from kechuang.notify.services import send
from kechuang.stages.approval.models import ApprovalRound, ApprovalStay
from kechuang.stages.approval.payloads import Reason, Wording
from kechuang.trail.form import Facts

APPROVED = MessageKind("case_approved", _("“%(case)s” is approved with %(amount)s × 10,000 yuan (%(paper)s)."))


def opened(step: Step) -> Facts:
    """A round begins with its first case; its wording begins as such documents usually do."""
    found: ApprovalRound = step.subject
    found.title = f"关于下达{found.call.title.removesuffix('申报通知')}立项项目的通知"[:120]
    found.text = (
        "经形式审查、专家评审、会议审定并公示，现将立项项目予以下达。\n"
        "请各承担单位按规定签订任务书，专款专用，按期完成任务，并接受监督检查和验收。"
    )
    return {"call": found.call.public_id}


def enter(step: Step) -> Facts:
    """Join the document that takes cases now."""
    stay: ApprovalStay = step.subject
    stay.round = taking_round(ApprovalRound, stay, step.actor, step.now)
    return {"round": stay.round.public_id}


def word(step: Step) -> Facts:
    """Put the document's words down."""
    given: Wording = step.payload
    step.subject.title, step.subject.text = given.title, given.text
    return {}


def hand_back(step: Step) -> Facts:
    """Keep the director's reason beside the document."""
    given: Reason = step.payload
    step.subject.remark = given.reason
    return {}


def amount_of(case: Case) -> int:
    """What the decision gave the case, in fen."""
    return int(outcome_value(case, "amount"))


def sign(step: Step) -> Facts:
    """Give the document its number; approve and book every case of it, and tell the applicants."""
    found: ApprovalRound = step.subject
    stays = list(
        found.stays.filter(state="waiting")
        .select_related("case__lead", "case__call__version", "case__created_by")
        .order_by("case__number")
    )
    amounts = {stay.case_id: amount_of(stay.case) for stay in stays}
    paper = issue(
        kind="approval",
        subject=found,
        title=found.title,
        words=letter(found, stays, amounts),
        by=step.actor.appointment,
        now=step.now,
    )
    found.paper, found.signed_at = paper.number, step.now
    step.later.extend(
        partial(approve, stay, paper.number, amounts[stay.case_id], step.actor, step.now) for stay in stays
    )
    return {"cases": len(stays), "fen": sum(amounts.values()), "paper": paper.public_id}


def approve(stay: ApprovalStay, number: str, fen: int, actor: Actor, now: datetime) -> None:
    """Approve one case of a signed document: the money is booked, the applicant told, the case moves on."""
    case = stay.case
    book(
        kind=Entry.Kind.APPROVED,
        chain=case.chain,
        fen=fen,
        document=number,
        by=actor,
        now=now,
        year=now.astimezone(ZoneInfo(settings.TIME_ZONE)).year,
        category=case.scheme.category,
        iur=case.iur,
    )
    Case.objects.filter(pk=case.pk).update(amount=fen)
    perform(stay, "approve", with_round(actor), now=now)
    words = {"case": named(case), "amount": wan(fen), "paper": number}
    send(to=case.created_by, code=APPROVED.code, words=words, link=address(case), now=now)


def approved(step: Step) -> Facts:
    """Leave the number and the amount behind."""
    stay: ApprovalStay = step.subject
    fen = amount_of(stay.case)
    conclude(step, Result.PASSED, {"approval_number": stay.round.paper, "amount": fen})
    return {"fen": fen}


def letter(found: ApprovalRound, stays: list[ApprovalStay], amounts: dict[int, int]) -> Letter:
    """The document: its words, then the list of projects."""
    columns = (
        Column(label="序号", width=1),
        Column(label="项目编号", width=3),
        Column(label="项目名称", width=6),
        Column(label="承担单位", width=4),
        Column(label="支持金额（万元）", width=2, align="right"),
    )
    rows = tuple(
        (str(place), one.case.number or "", one.case.title, one.case.lead.name, wan(amounts[one.case_id]))
        for place, one in enumerate(stays, 1)
    )
    total = ("", "", "合计", "", wan(sum(amounts.values())))
    call = found.call
    return Letter(
        to="各有关单位",
        paragraphs=tuple(line.strip() for line in found.text.splitlines() if line.strip()),
        parts=(Part(heading="立项项目", tables=(Table(columns=columns, rows=rows, total=total),)),),
        contact=f"{call.division.name} {call.contact} {call.telephone}",
    )
