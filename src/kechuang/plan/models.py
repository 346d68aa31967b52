"""A year's plan and its adopted versions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Appointment
from kechuang.door.subject import Subject
from kechuang.plan.definition import PlanForm
from kechuang.trail.models import AppendOnly


class Plan(Subject):
    """The plan of one year. What is in force is its latest adopted version."""

    kind: ClassVar[str] = "plan"

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    code = models.CharField(max_length=60)
    """The plan of the catalogue that it is made from."""
    versions = models.PositiveSmallIntegerField(default=0)
    """How many times it was adopted."""

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


class PlanVersion(AppendOnly):
    """A plan as it was adopted; the file may change or vanish."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="adopted")
    number = models.PositiveSmallIntegerField()
    form = models.TextField()
    """The canonical bytes as text."""
    digest = models.CharField(max_length=64)
    meeting = models.CharField(_("meeting"), max_length=120)
    minute = models.CharField(_("minute number"), max_length=60)
    adopted_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}"

    @property
    def content(self) -> PlanForm:
        """The definition."""
        return PlanForm.model_validate_json(self.form)
