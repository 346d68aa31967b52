"""The document that approves projects (立项下达), and each case's stay in it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Round, Stay


class ApprovalRound(Round):
    """One document: the cases that it approves together."""

    kind: ClassVar[str] = "approval-round"

    title = models.CharField(_("title"), max_length=120, blank=True)
    text = models.TextField(_("text"), blank=True)
    remark = models.TextField(blank=True)
    """Why the director last returned it."""
    paper = models.CharField(max_length=60, blank=True)
    """The number of the document."""
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage"], condition=models.Q(state="preparing"), name="approval_round_one_takes_cases"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="signed") | (~models.Q(paper="") & models.Q(signed_at__isnull=False)),
                name="approval_round_is_signed_with_number",
            ),
        ]


class ApprovalStay(Stay):
    """A case's stay in the approval."""

    kind: ClassVar[str] = "approval-stay"

    round = models.ForeignKey(ApprovalRound, on_delete=models.PROTECT, related_name="stays")

    class Meta:
        ordering = ["id"]
