"""The acceptance of a project: the request, the group, what each member and the group said, the conclusion."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Stay
from kechuang.directory.models import Appointment, Expert
from kechuang.documents.models import Paper
from kechuang.trail.models import AppendOnly


class Acceptance(Stay):
    """A case's stay in the stage of acceptance (验收)."""

    kind: ClassVar[str] = "acceptance"

    summary = models.TextField(_("what was achieved"), blank=True)
    spent = models.BigIntegerField(_("spent"), null=True)
    """In fen."""
    asked_at = models.DateTimeField(null=True)
    """When the organisation first confirmed the request."""
    round = models.PositiveSmallIntegerField(default=1)
    """Which examination by the group it is: the second follows a rectification."""
    conclusion = models.CharField(max_length=60, blank=True)
    """A code of the rule's vocabulary; the group's opinion is not the conclusion."""
    certificate = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    warned_at = models.DateTimeField(null=True)
    """When the applicant was last told that he is late."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(spent__isnull=True) | Q(spent__gte=0), name="acceptance_spent"),
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="acceptance_rectified_once"),
            models.CheckConstraint(
                condition=~Q(state="concluded") | ~Q(conclusion=""), name="acceptance_ends_with_a_conclusion"
            ),
        ]


class Result(models.Model):
    """An indicator of the project: what was promised and what was reached."""

    acceptance = models.ForeignKey(Acceptance, on_delete=models.CASCADE, related_name="results")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    promised = models.CharField(max_length=160)
    actual = models.CharField(_("reached"), max_length=200, blank=True)
    met = models.BooleanField(null=True)
    """What the applicant says; none before he said."""

    class Meta:
        ordering = ["acceptance", "place"]
        constraints = [models.UniqueConstraint(fields=["acceptance", "place"], name="result_place_once")]

    def __str__(self) -> str:
        return self.name


class Remark(AppendOnly):
    """Why a request went back, what has to be put right, or why the bureau departs from the group."""

    class Kind(models.TextChoices):
        """What the words are for."""

        UNIT = "unit", _("returned by the organisation")
        MATERIALS = "materials", _("materials to be completed")
        RECTIFICATION = "rectification", _("to be put right")
        DEPARTURE = "departure", _("why the bureau departs from the group")

    acceptance = models.ForeignKey(Acceptance, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["acceptance", "kind"],
                condition=Q(kind__in=["materials", "rectification"]),
                name="remark_of_these_kinds_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.acceptance} {self.kind}"


class Seat(models.Model):
    """A member of the acceptance group, from the appointment until he is replaced."""

    acceptance = models.ForeignKey(Acceptance, on_delete=models.CASCADE, related_name="seats")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    leader = models.BooleanField(default=False)
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-leader", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["acceptance", "expert"], condition=Q(left_at__isnull=True), name="seat_of_an_expert_once"
            ),
            models.UniqueConstraint(
                fields=["acceptance"], condition=Q(left_at__isnull=True, leader=True), name="seat_one_leader"
            ),
        ]

    def __str__(self) -> str:
        return str(self.expert)


class Opinion(AppendOnly):
    """What a member of the group says in one examination, signed once."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="opinions")
    round = models.PositiveSmallIntegerField()
    proposal = models.CharField(max_length=60)
    """The conclusion proposed: a code of the rule's vocabulary."""
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["seat", "round"], name="opinion_once_a_round")]

    def __str__(self) -> str:
        return f"{self.seat} {self.round}"


class GroupOpinion(AppendOnly):
    """What the group says in one examination, signed by its leader."""

    acceptance = models.ForeignKey(Acceptance, on_delete=models.CASCADE, related_name="group_opinions")
    round = models.PositiveSmallIntegerField()
    proposal = models.CharField(max_length=60)
    text = models.TextField()
    votes = models.JSONField()
    """How many members proposed each conclusion, by code."""
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["acceptance", "round"], name="group_opinion_once_a_round")]

    def __str__(self) -> str:
        return f"{self.acceptance} {self.round}"
