"""The acceptance certificate (验收证书)."""

from datetime import datetime

from kechuang.directory.models import Appointment
from kechuang.documents.models import Paper
from kechuang.documents.services import issue
from kechuang.documents.words import Certificate, Column, Fact, Table
from kechuang.documents.words import Part as Section
from kechuang.money.amounts import wan
from kechuang.stages.acceptance.kind import Conclusion
from kechuang.stages.acceptance.models import Acceptance, GroupOpinion


def certificate(stay: Acceptance, word: Conclusion, group: GroupOpinion, *, by: Appointment, now: datetime) -> Paper:
    """Issue the certificate. Its words are the bureau's, so they are in Chinese."""
    return issue(
        kind="certificate", subject=stay, title=stay.case.title, words=words(stay, word, group), by=by, now=now
    )


def words(stay: Acceptance, word: Conclusion, group: GroupOpinion) -> Certificate:
    """What the certificate says."""
    case = stay.case
    partners = [
        party.organisation.name for party in case.parties.select_related("organisation") if party.part != "lead"
    ]
    facts = [
        Fact(label="项目名称", value=case.title),
        Fact(label="项目编号", value=case.number or ""),
        Fact(label="承担单位", value=case.lead.name),
        Fact(label="项目负责人", value=case.principal.name if case.principal else ""),
        Fact(label="参与单位", value="、".join(partners) or "无"),
        Fact(label="批准经费", value=f"{wan(case.amount or 0)} 万元"),
    ]
    if case.starts_on and case.ends_on:
        facts.append(Fact(label="起止时间", value=f"{case.starts_on} 至 {case.ends_on}"))
    facts.append(Fact(label="验收结论", value=word.name.zh))
    parts = [Section(heading="一、考核指标完成情况", tables=(results(stay),))] if stay.results.exists() else []
    said = tuple(line for line in group.text.splitlines() if line.strip())
    parts.append(Section(heading=f"{'二' if parts else '一'}、验收组意见", paragraphs=said))
    return Certificate(
        paragraphs=(f"该项目按照任务书组织验收，经验收组评议、我局审定，验收结论为：{word.name.zh}。特发此证。",),
        facts=tuple(facts),
        parts=tuple(parts),
    )


def results(stay: Acceptance) -> Table:
    """What was promised and what was reached."""
    return Table(
        columns=(
            Column(label="指标", width=5),
            Column(label="任务书要求", width=4),
            Column(label="实际完成", width=4),
            Column(label="是否完成", width=2, align="center"),
        ),
        rows=tuple((one.name, one.promised, one.actual, "完成" if one.met else "未完成") for one in stay.results.all()),
    )
