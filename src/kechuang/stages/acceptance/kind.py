"""The kind `acceptance`: what it needs, gives and lets a scheme set."""

from typing import Literal, Self

from django.utils.translation import pgettext_lazy
from pydantic import Field, model_validator

from kechuang.schemes.definition import Code, Label, Part
from kechuang.schemes.kinds import Parameters, StageKind


class Material(Part):
    """A line of the checklist: what the applicant attaches."""

    code: Code
    name: Label
    required: bool = True


class Conclusion(Part):
    """A word of the rule's vocabulary, and whether a certificate is issued with it."""

    code: Code
    name: Label
    certificate: bool = False


def material(code: str, zh: str, en: str, *, required: bool = True) -> Material:
    """A line of the checklist."""
    return Material(code=code, name=Label(zh=zh, en=en), required=required)


MATERIALS = (
    material("summary", "工作总结报告", "Work report"),
    material("technical", "技术研究报告", "Technical report"),
    material("accounts", "经费决算表或专项审计报告", "Final account or audit report"),
    material("results", "成果、专利、标准等证明", "Proof of results, patents, standards", required=False),
    material("tests", "检测报告", "Test report", required=False),
    material("users", "用户使用报告", "Users' reports", required=False),
    material("science-report", "科技报告收录证书", "Certificate of the S&T report", required=False),
    material("changes", "变更批复文件", "Approved amendments", required=False),
)
"""What Chinese cities ask for, taken together; a scheme may set its own list."""
CONCLUSIONS = (
    Conclusion(code="passed", name=Label(zh="通过验收", en="Passed"), certificate=True),
    Conclusion(code="closed", name=Label(zh="结题", en="Closed"), certificate=True),
    Conclusion(code="failed", name=Label(zh="未通过验收", en="Not passed")),
)
"""The three words of the national 综合绩效评价 (2018): 结题 is for what was not fully met for no fault of anybody's."""


class AcceptanceParameters(Parameters):
    """What a scheme may set of this stage."""

    group_size: Literal[3, 5, 7, 9] = 5
    """Members of the acceptance group; an odd number."""
    finance_expert: bool = True
    """Whether one of the group at least judges the money."""
    materials: tuple[Material, ...] = Field(default=MATERIALS, min_length=1, max_length=30)
    """The checklist: what the applicant attaches to the request."""
    conclusions: tuple[Conclusion, ...] = Field(default=CONCLUSIONS, min_length=2, max_length=6)
    """The conclusions that this rule knows."""
    request_days: int = Field(default=30, ge=1, le=365)
    """Days from the delivered work, or from the later end of the project, within which acceptance is asked for."""
    bureau_days: int = Field(default=60, ge=1, le=365)
    """Days from the request within which the bureau is done."""
    correction_days: int = Field(default=10, ge=1, le=90)
    """Working days for completing materials that were returned, which happens once."""
    rectification_days: int = Field(default=90, ge=1, le=365)
    """Days for the one rectification."""

    @model_validator(mode="after")
    def codes_stand_once(self) -> Self:
        """Refuse a list in which a code stands twice."""
        for listed in (self.materials, self.conclusions):
            codes = [one.code for one in listed]
            if len(set(codes)) != len(codes):
                raise ValueError(f"a code stands twice: {', '.join(codes)}")
        return self


KIND = StageKind(
    "acceptance",
    pgettext_lazy("stage", "Acceptance"),
    AcceptanceParameters,
    needs=frozenset({"delivered"}),
    gives=frozenset({"conclusion"}),
)
