"""The public notice of a call's proposed results, each case's stay in it, and objections."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Round, Stay
from kechuang.directory.models import Appointment
from kechuang.door.subject import Subject


class NoticeRound(Round):
    """One notice (公示): the cases that are posted together."""

    kind: ClassVar[str] = "notice-round"

    posted_at = models.DateTimeField(null=True)
    paper = models.CharField(max_length=60, blank=True)
    """The number of the paper."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage"], condition=models.Q(state="preparing"), name="notice_round_one_takes_cases"
            ),
            models.CheckConstraint(
                condition=models.Q(state="preparing") | models.Q(posted_at__isnull=False, due_at__isnull=False),
                name="notice_round_stands_for_a_time",
            ),
        ]


class NoticeStay(Stay):
    """A case's stay in the notice."""

    kind: ClassVar[str] = "notice-stay"

    round = models.ForeignKey(NoticeRound, on_delete=models.PROTECT, related_name="stays")

    class Meta:
        ordering = ["id"]


class Objection(Subject):
    """A real-name objection (异议) to one case on a notice. The party never learns who objects."""

    kind: ClassVar[str] = "objection"

    stay = models.ForeignKey(NoticeStay, on_delete=models.PROTECT, related_name="objections")
    name = models.CharField(_("name"), max_length=100)
    contact = models.CharField(_("how to reach the objector"), max_length=100)
    grounds = models.TextField(_("facts and grounds"))
    filed_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    letter = models.BooleanField(default=False)
    """An officer entered it from a letter."""
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.stay.case} {self.received_at:%Y-%m-%d}"
