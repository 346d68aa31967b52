"""The round of a call's decision, each case's stay in it, and the lines of the list before the meeting."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.models import Round, Stay
from kechuang.directory.models import Appointment

ADOPTED = ("adopted", "published")


class DecisionRound(Round):
    """One meeting's list for a call (上会): computed, discussed, adopted, published in one batch."""

    kind: ClassVar[str] = "decision-round"

    number = models.PositiveSmallIntegerField()
    """Counts the rounds of a call's stage: cases that come after a list was computed make the next."""
    budget = models.BigIntegerField(null=True)
    """What the call still has, in fen, as the list was computed."""
    share = models.CharField(max_length=20, blank=True)
    """The least share of cooperation projects, as a fraction."""
    before_total = models.BigIntegerField(default=0)
    """What the year had approved or decided before this list; of it for cooperation projects: the next."""
    before_cooperation = models.BigIntegerField(default=0)
    record = models.CharField(max_length=64, blank=True)
    """The digest of the decision record of the computed list."""
    meeting = models.CharField(_("meeting"), max_length=120, blank=True)
    met_on = models.DateField(_("day of the meeting"), null=True)
    minute = models.CharField(_("minute number"), max_length=60, blank=True)
    attendance = models.TextField(_("attendance"), blank=True)
    recused = models.TextField(_("recused"), blank=True)
    adopted_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)
    """Why an adopted list was taken up again."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "stage", "number"], name="decision_round_number_once"),
            models.UniqueConstraint(
                fields=["call", "stage"], condition=Q(state="gathering"), name="decision_round_one_takes_cases"
            ),
            models.CheckConstraint(
                condition=Q(state="gathering") | (~Q(record="") & Q(budget__isnull=False, budget__gte=0)),
                name="decision_round_is_computed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ADOPTED) | (~Q(minute="") & ~Q(meeting="") & Q(met_on__isnull=False)),
                name="decision_round_has_its_minute",
            ),
        ]


class DecisionStay(Stay):
    """A case's stay in the decision. What is decided stands in the line, which nobody outside ever reads."""

    kind: ClassVar[str] = "decision-stay"

    round = models.ForeignKey(DecisionRound, on_delete=models.PROTECT, related_name="stays")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="decision_case_once_a_round")]


class Ground(models.TextChoices):
    """Why a list departs from the rank: the only grounds there are."""

    FUNDED_ELSEWHERE = "funded_elsewhere", _("the same content is funded elsewhere")
    INTEGRITY = "integrity", _("a breach of research integrity has come to light")
    NOT_ELIGIBLE = "not_eligible", _("a condition of the call is no longer met")
    WITHDRAWN_PARTNER = "withdrawn_partner", _("a partner or its own funds have fallen away")
    PRIORITY = "priority", _("a priority that the guide names")
    MATCHING = "matching", _("a national or provincial project that the city must match")
    CONTINUITY = "continuity", _("a stage of a project that the city already supports")


AGAINST = frozenset({Ground.FUNDED_ELSEWHERE, Ground.INTEGRITY, Ground.NOT_ELIGIBLE, Ground.WITHDRAWN_PARTNER})
"""Grounds for not funding what the rank would fund; the others are for funding what it would not."""


class Line(models.Model):
    """One case on a round's list: what the rule proposes, and what the meeting makes of it."""

    round = models.ForeignKey(DecisionRound, on_delete=models.CASCADE, related_name="lines")
    stay = models.ForeignKey(DecisionStay, on_delete=models.CASCADE, related_name="lines")
    rank = models.PositiveSmallIntegerField()
    score = models.PositiveIntegerField(null=True)
    """In hundredths of a point."""
    asked = models.BigIntegerField()
    iur = models.BooleanField()
    proposed = models.BooleanField()
    """Whether the computed list funds it."""
    rule = models.CharField(max_length=30)
    """By which rule it does or does not."""
    funded = models.BooleanField()
    amount = models.BigIntegerField(null=True)
    ground = models.CharField(pgettext_lazy("of a departure", "ground"), max_length=30, choices=Ground, blank=True)
    remark = models.CharField(_("reason"), max_length=500, blank=True)
    """Why the amount was cut, or more on the ground."""

    class Meta:
        ordering = ["round", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["round", "stay"], name="decision_line_once"),
            models.UniqueConstraint(fields=["round", "rank"], name="decision_rank_once"),
            models.CheckConstraint(
                condition=Q(funded=False, amount__isnull=True) | Q(funded=True, amount__isnull=False, amount__gt=0),
                name="decision_line_amount_where_funded",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__lte=models.F("asked")), name="decision_never_raised"
            ),
            models.CheckConstraint(
                condition=Q(funded=models.F("proposed")) | ~Q(ground=""), name="decision_departs_with_a_ground"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount=models.F("asked")) | ~Q(remark=""),
                name="decision_cut_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.stay}"

    @property
    def departs(self) -> bool:
        """Whether the meeting decides otherwise than the rank."""
        return self.funded != self.proposed

    @property
    def cut(self) -> int:
        """By how much the amount asked was cut."""
        return self.asked - self.amount if self.amount is not None else 0
