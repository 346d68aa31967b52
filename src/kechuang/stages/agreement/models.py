"""The task agreement of a case: what is promised until when, and what is paid for it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Stay


class Agreement(Stay):
    """A case's stay in the stage of the task agreement (任务书)."""

    kind: ClassVar[str] = "agreement"

    number = models.CharField(_("agreement number"), max_length=60, blank=True)
    """Given when both sides have signed."""
    remark = models.TextField(blank=True)
    """Why it was last returned."""

    class Meta:
        ordering = ["-id"]


class Milestone(models.Model):
    """What is reached until a day."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="milestones")
    place = models.PositiveSmallIntegerField()
    what = models.CharField(_("what is reached"), max_length=300)
    due_on = models.DateField(_("until"))

    class Meta:
        ordering = ["agreement", "place"]
        constraints = [models.UniqueConstraint(fields=["agreement", "place"], name="milestone_place_once")]

    def __str__(self) -> str:
        return self.what


class PlannedPayment(models.Model):
    """An instalment: how much, and which milestone it follows."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="payments")
    place = models.PositiveSmallIntegerField()
    fen = models.BigIntegerField(_("amount"))
    after = models.PositiveSmallIntegerField(_("after milestone"))
    """The place of the milestone that it follows; 0 is the signature."""

    class Meta:
        ordering = ["agreement", "place"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "place"], name="planned_payment_place_once"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="planned_payment_is_money"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.place}"
