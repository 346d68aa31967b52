"""The notice as a paper. It holds only what the law lets be published: no telephone, no number of a person."""

from collections.abc import Sequence

from kechuang.cases.engine import outcome_value
from kechuang.documents.words import Column, Letter, Part, Table
from kechuang.money.amounts import wan
from kechuang.stages.notice.kind import NoticeParameters
from kechuang.stages.notice.models import NoticeRound, NoticeStay


def letter(found: NoticeRound, stays: Sequence[NoticeStay], rule: NoticeParameters) -> Letter:
    """What is posted."""
    call = found.call
    days = "个工作日" if rule.working_days else "天"
    columns = [
        Column(label="序号", width=1),
        Column(label="项目编号", width=3),
        Column(label="项目名称", width=6),
        Column(label="承担单位", width=4),
    ]
    rows = [
        [str(place), one.case.number or "", one.case.title, one.case.lead.name] for place, one in enumerate(stays, 1)
    ]
    if rule.show_amount:
        columns.append(Column(label="拟支持（万元）", width=2, align="right"))
        for row, one in zip(rows, stays, strict=True):
            row.append(wan(int(outcome_value(one.case, "amount"))))
    opening = (
        f"根据《{call.title}》，经形式审查、专家评审和局务会议审定，"
        f"拟对下列 {len(stays)} 个项目予以立项支持，现予公示。"
    )
    objecting = (
        f"公示期 {rule.days} {days}，自公示次日起计算。对公示内容有异议的，请在公示期内以书面形式实名提出，"
        "写明事实与理由并附证据线索。匿名或逾期的异议不予受理；对异议人信息予以保密。"
    )
    return Letter(
        paragraphs=(opening, objecting),
        parts=(Part(tables=(Table(columns=tuple(columns), rows=tuple(map(tuple, rows))),)),),
        contact=f"{call.division.name} {call.contact} {call.telephone}",
    )
