"""The round of a call's reviews, each case's stay in it, each expert's part, and each expert's reading of one case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.models import Round, Stay
from kechuang.decide.scores import FULL
from kechuang.directory.models import Appointment, Expert
from kechuang.door.subject import Subject
from kechuang.trail.models import AppendOnly


class ReviewRound(Round):
    """One round (轮次) of expert review: the cases of a call that are assigned, reviewed and closed together."""

    kind: ClassVar[str] = "review-round"

    number = models.PositiveSmallIntegerField()
    """Counts the rounds of a call's stage: cases that come after the first was assigned make the next."""
    record = models.CharField(max_length=64, blank=True)
    """The digest of the decision record of the assignment."""
    scores = models.CharField(max_length=64, blank=True)
    """The digest of the decision record of the scores."""
    remark = models.TextField(blank=True)
    """Why the last assignment was discarded."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "stage", "number"], name="review_round_number_once"),
            models.UniqueConstraint(
                fields=["call", "stage"], condition=Q(state="preparing"), name="review_round_one_takes_cases"
            ),
            models.CheckConstraint(
                condition=Q(state="preparing") | ~Q(record=""), name="review_round_is_assigned_by_record"
            ),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(scores=""), name="review_round_closes_by_record"),
        ]


class ReviewStay(Stay):
    """A case's stay in the review."""

    kind: ClassVar[str] = "review-stay"

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="stays")
    remark = models.TextField(blank=True)
    """Why it was put into a later round."""

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="review_case_once_a_round")]


class Batch(Subject):
    """One expert's part in a round: promised once, signed once."""

    kind: ClassVar[str] = "review-batch"

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="batches")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    """The one in which the expert reviews."""
    letter = models.CharField(max_length=64, blank=True)
    """The digest of the letter of commitment as it was signed."""
    promised_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "expert"], condition=~Q(state="discarded"), name="review_expert_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(promised_at__isnull=True, letter="") | (Q(promised_at__isnull=False) & ~Q(letter="")),
                name="review_promise_has_its_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.expert}"


class Declared(AppendOnly):
    """What an expert declared before reading (利益冲突登记). Words of a person: only the secretary sees them."""

    class Kind(models.TextChoices):
        """What ties the expert to it."""

        EMPLOYER = "employer", _("employer of the last three years")
        RELATIVE = "relative", _("relative")
        COLLEAGUE = "colleague", _("adviser, student or co-author")
        PAID_ADVICE = "paid_advice", _("paid advice")
        SHARES = "shares", _("shares held")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="declared")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Assignment(Subject):
    """One expert's reading of one case, blind."""

    kind: ClassVar[str] = "review-assignment"

    class Reason(models.TextChoices):
        """Why an expert hands a case back, or it is taken from him."""

        NOT_MY_FIELD = "not_my_field", _("not my field")
        RECOGNISED = "recognised", _("I recognise who applies")
        CONFLICT = "conflict", _("conflict of interest")
        NO_TIME = "no_time", _("no time")

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="assignments")
    stay = models.ForeignKey(ReviewStay, on_delete=models.PROTECT, related_name="assignments")
    place = models.PositiveSmallIntegerField()
    """Its number among the expert's, by which he knows it; nothing else names it to him."""
    fit = models.PositiveIntegerField()
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    note = models.TextField(blank=True)
    """What the expert or the secretary wrote about the reason."""
    points = models.PositiveIntegerField(null=True)
    """The opinion in hundredths of a point, once signed."""
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["batch", "place"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "stay"], condition=~Q(state="discarded"), name="review_pair_once"),
            models.UniqueConstraint(
                fields=["batch", "place"], condition=~Q(state="discarded"), name="review_place_once"
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__lte=FULL), name="review_points_within_full"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(points__isnull=False, signed_at__isnull=False),
                name="review_signed_has_points",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.place}"


class Mark(models.Model):
    """A highlight or a note that an expert made in a text; nobody else sees it, and it ends with the round."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="marks")
    field = models.CharField(max_length=40)
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    """Characters of the field's text, counted in UTF-16 as browsers do."""
    note = models.CharField(pgettext_lazy("of a reader", "note"), max_length=1000, blank=True)

    class Meta:
        ordering = ["assignment", "field", "begins"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=models.F("begins")), name="review_mark_marks_something")
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.begins}–{self.ends}"
