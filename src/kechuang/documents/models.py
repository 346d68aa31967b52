"""The tables of papers. A paper is written once; that it was withdrawn, and its PDF, are rows of their own."""

from django.db import models
from django.db.models import Q

from kechuang.directory.models import Appointment, public_id_field
from kechuang.documents.kinds import PaperKind, kinds
from kechuang.trail.models import AppendOnly


class Register(models.Model):
    """How far the numbers of one series have come in one year."""

    series = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="register_one_of_a_series_and_year")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}"


class Mark(AppendOnly):
    """The bureau's sign before its numbers (机关代字), from an instant on: 澜科 in 澜科发〔2026〕12号."""

    text = models.CharField(max_length=10)
    since = models.DateTimeField()
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="mark_is_not_empty")]

    def __str__(self) -> str:
        return self.text


class Paper(AppendOnly):
    """One paper, as it was issued."""

    public_id = public_id_field()
    number = models.CharField(max_length=40, unique=True)
    series = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    place = models.PositiveIntegerField()
    """Its place in its series and year; there are no gaps."""
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    subject = models.CharField(max_length=80, db_index=True)
    """The chain of what it is about."""
    issuer = models.CharField(max_length=200)
    words = models.JSONField()
    digest = models.CharField(max_length=64, db_index=True)
    """SHA-256 of what it says (`sealing.digest_of`), printed on it."""
    address = models.CharField(max_length=300)
    """The address of its check page, as printed."""
    demonstration = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="+")
    """Who issued it; none where its time came by itself."""

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "place"], name="paper_place_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="paper_places_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def sort(self) -> PaperKind:
        """What kind of paper it is."""
        return kinds()[self.kind]


class Rendering(AppendOnly):
    """The PDF of a paper, made once."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="rendering")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_with = models.CharField(max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.paper} {self.sha256[:12]}"


class Withdrawal(AppendOnly):
    """That a paper holds no longer, why, and which one stands in its place."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=1000)
    replaced_by = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="replaces")
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_says_why")]

    def __str__(self) -> str:
        return f"{self.paper} withdrawn"
