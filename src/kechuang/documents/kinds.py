"""The kinds of paper: the template, the words, the series it is numbered in, and what anybody may read of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kechuang.documents.words import Book, Certificate, Letter, Receipt, Words


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper."""

    code: str
    label: str | Promise
    printed: str
    """What the paper calls itself; papers of the bureau are in Chinese."""
    template: str
    words: type[Words]
    series: str
    """The sign of its number: 发 in 澜科发〔2026〕12号."""
    head: Literal["", "document", "letter"] = ""
    """Which red head an official letter has."""
    title_is_public: bool = False
    """Whether the check page may show what it is about; else it tells kind, number, day and issuer only."""


_kinds: dict[str, PaperKind] = {}


def register(kind: PaperKind) -> None:
    """Make a kind known. Raises ValueError where another has its code."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"there is a kind of paper {kind.code} already")


def kinds() -> Mapping[str, PaperKind]:
    """Every kind by code."""
    return dict(_kinds)


for one in (
    PaperKind("submission", _("Receipt of submission"), "提交回执", "receipt", Receipt, "收"),
    PaperKind("intake", _("Receipt of intake"), "受理回执", "receipt", Receipt, "受"),
    PaperKind("application", _("Application form"), "申报书", "book", Book, "申"),
    PaperKind("correction", _("Correction request"), "补正通知", "letter", Letter, "补", head="letter"),
    PaperKind("refusal", _("Refusal of intake"), "不予受理通知", "letter", Letter, "不受", head="letter"),
    PaperKind("notice", _("Public notice"), "公示", "letter", Letter, "公", head="letter", title_is_public=True),
    PaperKind(
        "approval", _("Notice of approval"), "立项通知", "letter", Letter, "发", "document", title_is_public=True
    ),
    PaperKind("agreement", _("Task agreement"), "任务书", "book", Book, "任"),
    PaperKind("payment", _("Payment notice"), "拨款通知", "letter", Letter, "拨", head="letter"),
    PaperKind(
        "certificate", _("Acceptance certificate"), "验收证书", "certificate", Certificate, "验", title_is_public=True
    ),
):
    register(one)
