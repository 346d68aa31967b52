"""The task agreement as a bound paper (任务书). Papers of the bureau are in Chinese."""

from kechuang.documents.words import Book, Column, Fact, Part, Signature, Table
from kechuang.money.amounts import wan
from kechuang.stages.agreement.models import Agreement


def book(agreement: Agreement) -> Book:
    """What both sides sign: who, what, until when, for how much. Six statements."""
    case = agreement.case
    parties = [(one.get_part_display(), one.organisation.name) for one in case.parties.select_related("organisation")]
    period = (
        f"{case.starts_on:%Y-%m-%d} 至 {case.ends_on:%Y-%m-%d}" if case.starts_on and case.ends_on else "以里程碑为准"
    )
    facts = (
        Fact(label="项目编号", value=case.number or ""),
        Fact(label="项目名称", value=case.title),
        Fact(label="计划类别", value=case.scheme.name.zh),
        Fact(label="承担单位", value=case.lead.name),
        Fact(label="项目负责人", value=case.principal.name if case.principal else ""),
        Fact(label="起止时间", value=period),
        Fact(label="财政经费（万元）", value=wan(case.amount or 0)),
        Fact(label="自筹经费（万元）", value=wan(case.own_funds or 0)),
    )
    parts = [
        Part(heading="参加单位", facts=tuple(Fact(label=label, value=name) for label, name in parties)),
        Part(heading="考核指标", tables=(indicators(agreement),)),
        Part(heading="里程碑", tables=(milestones(agreement),)),
        Part(heading="拨款计划", tables=(payments(agreement),)),
    ]
    signatures = (
        Signature(party=f"甲方：{case.call.division.organisation.name}", lines=("负责人", "日期")),
        Signature(party="乙方：承担单位", name=case.lead.name, lines=("法定代表人", "项目负责人", "日期")),
    )
    return Book(
        facts=facts,
        parts=tuple(part for part in parts if part.facts or any(one.rows for one in part.tables)),
        signatures=signatures,
    )


def indicators(agreement: Agreement) -> Table:
    """What is promised to be reached."""
    rows = tuple((one.name, one.value, one.unit) for one in agreement.case.indicators.all())
    columns = (Column(label="指标", width=5), Column(label="目标值", width=2), Column(label="单位", width=1))
    return Table(columns=columns, rows=rows)


def milestones(agreement: Agreement) -> Table:
    """What is reached until when."""
    rows = tuple((str(one.place), one.what, f"{one.due_on:%Y-%m-%d}") for one in agreement.milestones.all())
    columns = (Column(label="序号"), Column(label="达到目标", width=7), Column(label="截止", width=2))
    return Table(columns=columns, rows=rows)


def payments(agreement: Agreement) -> Table:
    """What is paid after what."""
    rows = tuple(
        (str(one.place), f"第 {one.after} 个里程碑确认后" if one.after else "任务书签订后", wan(one.fen))
        for one in agreement.payments.all()
    )
    columns = (
        Column(label="序号"),
        Column(label="条件", width=6),
        Column(label="金额（万元）", width=3, align="right"),
    )
    return Table(columns=columns, rows=rows)
