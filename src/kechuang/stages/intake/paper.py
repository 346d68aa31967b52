"""The receipt of a submission. Papers of the bureau are in Chinese."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from kechuang.cases.models import Case
from kechuang.directory.models import Appointment
from kechuang.documents.models import Paper
from kechuang.documents.services import issue, withdraw
from kechuang.documents.words import Fact, Receipt
from kechuang.money.amounts import wan
from kechuang.stages.intake.models import Application


def receipts_of(case: Case) -> list[Paper]:
    """The receipts of a case, the latest first. One statement."""
    found = Paper.objects.filter(subject=case.chain, kind="submission").select_related("withdrawal")
    return list(found.order_by("-id"))


def issue_receipt(application: Application, *, by: Appointment, now: datetime) -> Paper:
    """Issue the receipt; one of an earlier submission of the same application holds no longer."""
    case = application.case
    before = [paper for paper in receipts_of(case) if not hasattr(paper, "withdrawal")]
    at = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    words = Receipt(
        paragraphs=(f"{case.lead.name}：你单位提交的申报书已收到并锁定，内容自下列时间起不再变动。",),
        facts=(
            Fact(label="申报编号", value=case.number or ""),
            Fact(label="申报通知", value=case.call.title),
            Fact(label="项目名称", value=case.title),
            Fact(label="牵头单位", value=case.lead.name),
            Fact(label="项目负责人", value=case.principal.name if case.principal else ""),
            Fact(label="申请财政资金", value=f"{wan(case.amount_asked or 0)} 万元"),
            Fact(label="提交时间", value=f"{at:%Y-%m-%d %H:%M:%S}"),
            Fact(label="内容摘要值（SHA-256）", value=application.digest),
        ),
        notes=(
            "本回执只证明提交的时间和内容，不表示受理或者立项。",
            "以后任何人把申报书的内容再次计算摘要值，与上面所列相同即未改动。",
        ),
    )
    title = f"{case.title}（{case.number}）提交回执"
    paper = issue(kind="submission", subject=case, title=title, words=words, by=by, now=now)
    for old in before:
        withdraw(paper=old, reason="申报书退回修改后重新提交", by=by, now=now, replaced_by=paper)
    return paper
