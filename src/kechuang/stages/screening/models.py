"""The formality check of a case, and what was found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.models import Stay
from kechuang.trail.models import AppendOnly


class Ground(models.TextChoices):
    """Why an application is not taken (不予受理): the four of the law, and a correction that did not come."""

    NOT_QUALIFIED = "not_qualified", _("The applicant does not meet the conditions")
    OFF_GUIDE = "off_guide", _("It does not fit the guide, or the form is not as required")
    BARRED = "barred", _("A person or an organisation is barred")
    OVER_QUOTA = "over_quota", _("It is over the number that may be applied for")
    NOT_CORRECTED = "not_corrected", _("It was not corrected in time")


class Screening(Stay):
    """A case's stay in the formality check (形式审查)."""

    kind: ClassVar[str] = "screening"

    sheet = models.CharField(max_length=12)
    """The public id of the locked application form that is checked."""
    run = models.PositiveSmallIntegerField(default=0)
    """How many times the automatic checks have run."""
    marks = models.JSONField(default=dict)
    """The officer's answers to the checklist: `{code: {ok, note}}`."""
    returned_at = models.DateTimeField(null=True)
    """When it was returned for correction; that happens once."""
    remark = models.TextField(blank=True)
    """What is to be corrected."""
    ground = models.CharField(max_length=20, choices=Ground, blank=True)
    reason = models.TextField(blank=True)
    """Why it was refused, or why it was accepted although a check failed."""

    class Meta:
        ordering = ["-id"]


class Finding(AppendOnly):
    """What one automatic check found at one time. Earlier runs stay as evidence."""

    class Result(models.TextChoices):
        """How it came out."""

        PASSED = "passed", pgettext_lazy("check", "in order")
        DOUBTFUL = "doubtful", pgettext_lazy("check", "to be looked at")
        FAILED = "failed", pgettext_lazy("check", "not in order")

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="findings")
    run = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    result = models.CharField(max_length=10, choices=Result)
    words = models.JSONField()
    """What fills the sentence of the finding: names, numbers, counts."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["screening", "run", "place"]
        constraints = [
            models.UniqueConstraint(fields=["screening", "run", "code"], name="finding_once_a_run"),
            models.CheckConstraint(
                condition=Q(result__in=["passed", "doubtful", "failed"]), name="finding_result_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.screening} {self.code} {self.result}"
