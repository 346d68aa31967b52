"""The kind `approval`: what it needs, gives and lets a scheme set."""

from django.utils.translation import pgettext_lazy

from kechuang.schemes.kinds import Parameters, StageKind

KIND = StageKind(
    "approval",
    pgettext_lazy("stage", "Approval"),
    Parameters,
    needs=frozenset({"amount", "notice_passed"}),
    gives=frozenset({"approval_number"}),
)
