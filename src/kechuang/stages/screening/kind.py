"""The kind `screening`: what it needs, gives and lets a scheme set."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy
from pydantic import Field

from kechuang.door.refusal import Sentence
from kechuang.forms.parts import Code, Label, Part
from kechuang.schemes.kinds import Parameters, StageKind


class Item(Part):
    """Something that a person looks at and answers for."""

    code: Code
    name: Label


CHECKLIST = (
    Item(
        code="guide",
        name=Label(zh="内容属于申报指南的支持方向", en="The content is within the guide"),
    ),
    Item(
        code="agreement",
        name=Label(
            zh="合作协议写明任务、经费和知识产权归属，各方盖章",
            en="The agreement settles tasks, money and rights and is sealed by all",
        ),
    ),
    Item(
        code="papers",
        name=Label(zh="附件齐全、清晰，与所填内容一致", en="The attachments are complete, legible and fit the form"),
    ),
    Item(
        code="ethics",
        name=Label(
            zh="涉及伦理或生物安全的已附审查批件", en="Where ethics or biosafety is touched the approval is there"
        ),
    ),
    Item(
        code="elsewhere",
        name=Label(zh="同一内容未获其他市级科技计划支持", en="The same work is not funded by another city programme"),
    ),
)


class ScreeningParameters(Parameters):
    """What a scheme may set of this stage."""

    correction_days: int = Field(default=5, ge=1, le=30)
    """Working days for the one correction."""
    mixed_parties: bool = False
    """Whether an enterprise and a university or institute must both take part (S08)."""
    running_limit: int = Field(default=2, ge=1, le=20)
    """So many projects under way one principal investigator may have; with as many, no further application."""
    term_days: int = Field(default=45, ge=1, le=180)
    """Days after the window closes in which the check is done (国家自然科学基金条例 Art. 13)."""
    checklist: tuple[Item, ...] = CHECKLIST
    """What the officer looks at, beside what is checked by itself."""


def admits(rules: ScreeningParameters) -> Sequence[Sentence]:
    """What is looked at by itself of who applies."""
    said: list[Sentence] = [_("The lead is no organ of government, and the principal investigator is on its staff.")]
    if rules.mixed_parties:
        said.append(_("An enterprise and a university or institute apply together."))
    said.append(
        ngettext_lazy(
            "The principal investigator has fewer than %(most)s project under way.",
            "The principal investigator has fewer than %(most)s projects under way.",
            rules.running_limit,
        )
        % {"most": rules.running_limit}
    )
    said.append(_("None of them is barred for research misconduct, and no project of theirs is overdue."))
    return said


def tells(rules: ScreeningParameters) -> Sequence[Sentence]:
    """How long it takes, and the one correction."""
    return [
        _(
            "Done within %(term)s days of the closing time. What can be put right is returned once, "
            "for %(days)s working days."
        )
        % {"term": rules.term_days, "days": rules.correction_days}
    ]


KIND = StageKind(
    "screening",
    pgettext_lazy("stage", "Formality check"),
    ScreeningParameters,
    needs=frozenset({"application"}),
    gives=frozenset({"eligible"}),
    admits=admits,
    tells=tells,
)
