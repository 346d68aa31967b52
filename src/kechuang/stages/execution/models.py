"""A project under way: what is reached, what was reported, what was paid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Stay
from kechuang.directory.models import Appointment
from kechuang.trail.models import AppendOnly


class Execution(Stay):
    """A case's stay in the stage of execution (执行)."""

    kind: ClassVar[str] = "execution"

    contracted = models.BigIntegerField()
    paid = models.BigIntegerField(default=0)
    """The sum of the payments made, kept under this row's lock. All money is in fen."""
    warned_of = models.DateField(null=True)
    """The day of the milestone that was last warned of as overdue."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=models.F("contracted")), name="execution_pays_what_is_contracted"
            )
        ]


class Goal(models.Model):
    """A milestone of the agreement, and when the bureau confirmed that it was reached."""

    execution = models.ForeignKey(Execution, on_delete=models.CASCADE, related_name="goals")
    place = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    reached_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["execution", "place"]
        constraints = [models.UniqueConstraint(fields=["execution", "place"], name="goal_place_once")]

    def __str__(self) -> str:
        return self.what


class Instalment(models.Model):
    """An instalment of the agreement: how much may be paid once the milestone of place `after` is reached."""

    execution = models.ForeignKey(Execution, on_delete=models.CASCADE, related_name="instalments")
    place = models.PositiveSmallIntegerField()
    fen = models.BigIntegerField()
    after = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["execution", "place"]
        constraints = [models.UniqueConstraint(fields=["execution", "place"], name="instalment_place_once")]

    def __str__(self) -> str:
        return f"{self.execution} {self.place}"


class Report(models.Model):
    """A progress report (进展报告): what was done, what was spent, up to which milestone."""

    class State(models.TextChoices):
        """What the bureau said of it."""

        OPEN = "open", _("before the bureau")
        CONFIRMED = "confirmed", _("confirmed")
        RETURNED = "returned", _("returned for more")

    execution = models.ForeignKey(Execution, on_delete=models.CASCADE, related_name="reports")
    text = models.TextField(_("what was done"))
    effects = models.TextField(_("effects"), blank=True)
    spent = models.BigIntegerField(_("spent so far"))
    reached = models.PositiveSmallIntegerField(_("milestones reached"))
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=State, default=State.OPEN)
    remark = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(spent__gte=0), name="report_spent_is_not_negative")]

    def __str__(self) -> str:
        return f"{self.execution} {self.at:%Y-%m-%d}"


class Payment(AppendOnly):
    """A payment that the treasury made and the bureau entered (拨付)."""

    execution = models.ForeignKey(Execution, on_delete=models.CASCADE, related_name="payments")
    fen = models.BigIntegerField(_("amount"))
    paid_on = models.DateField(_("paid on"))
    document = models.CharField(_("payment document"), max_length=120)
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(fen__gt=0), name="payment_is_money")]

    def __str__(self) -> str:
        return f"{self.execution} {self.paid_on}"
