"""The letters of the formality check. Papers of the bureau are in Chinese."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from kechuang.directory.models import Appointment
from kechuang.documents.models import Paper
from kechuang.documents.services import issue
from kechuang.documents.words import Letter
from kechuang.stages.screening.models import Ground, Screening

GROUNDS = {
    Ground.NOT_QUALIFIED: "申请人不符合规定条件",
    Ground.OFF_GUIDE: "申请材料不符合申报指南要求",
    Ground.BARRED: "申请人或者参与单位、人员在禁止申报期限内",
    Ground.OVER_QUOTA: "超过规定的申报数量限制",
    Ground.NOT_CORRECTED: "逾期未按要求补正",
}


def letter(screening: Screening, kind: str, *, by: Appointment | None, now: datetime) -> Paper:
    """Issue the letter about a correction or a refusal."""
    case = screening.case
    zone = ZoneInfo(settings.TIME_ZONE)
    subject = f"你单位申报的“{case.title}”（编号{case.number}）"
    if kind == "correction":
        due = screening.due_at.astimezone(zone) if screening.due_at else now
        title = f"关于“{case.title}”补正的通知"
        said: tuple[str, ...] = (
            f"{subject}经形式审查，需要补正如下：",
            screening.remark,
            f"请于{due:%Y年%m月%d日}24时前在系统中修改并重新提交。补正仅限一次，逾期不补正的不予受理。",
        )
    else:
        title = f"关于不予受理“{case.title}”的通知"
        said = (
            f"{subject}经形式审查，不予受理。",
            f"依据：{GROUNDS[Ground(screening.ground)]}。",
            f"理由：{screening.reason}",
            "对本决定有异议的，可自收到本通知之日起15日内向我局提出书面复审申请。",
        )
    words = Letter(to=f"{case.lead.name}：", paragraphs=said, contact=f"{case.call.contact}　{case.call.telephone}")
    return issue(kind=kind, subject=case, title=title, words=words, by=by, now=now)
