"""The tables of money. Amounts are fen. Adjustments and entries are only ever added (contract 7)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.directory.models import Appointment
from kechuang.door.subject import Subject
from kechuang.trail.models import AppendOnly


class Envelope(Subject):
    """The plan funds of one year (年度科技计划资金).

    `adjusted`, `approved`, `contracted` and `paid` are running totals that the verbs keep under this row's lock, so
    that the database itself refuses to give out more than there is; `kechuang doctor` adds the rows up again.
    """

    kind: ClassVar[str] = "envelope"

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    opening = models.BigIntegerField(_("opening amount"))
    document = models.CharField(_("document"), max_length=120)
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    adjusted = models.BigIntegerField()
    approved = models.BigIntegerField(default=0)
    contracted = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(opening__gt=0), name="envelope_opens_with_money"),
            models.CheckConstraint(condition=~Q(document=""), name="envelope_has_its_document"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="envelope_year_is_a_year"),
            models.CheckConstraint(condition=Q(approved__lte=F("adjusted")), name="envelope_is_not_overdrawn"),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("contracted"), contracted__lte=F("approved")),
                name="envelope_totals_nest",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def free(self) -> int:
        """What is not approved for anything yet."""
        return self.adjusted - self.approved


class Adjustment(AppendOnly):
    """A later change of a year's envelope (调整), with its reason and its document."""

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="adjustments")
    fen = models.BigIntegerField()
    """More or less; never nothing."""
    reason = models.CharField(_("reason"), max_length=500)
    document = models.CharField(_("document"), max_length=120)
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(fen=0), name="adjustment_changes_something"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(document=""), name="adjustment_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.envelope} {self.fen:+}"


class Account(models.Model):
    """What one subject has of one envelope: running totals beside the entries, kept by the verbs under the lock."""

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="accounts")
    chain = models.CharField(max_length=80, db_index=True)
    """The subject's chain in the trail: `case/k3v…`."""
    category = models.CharField(max_length=60)
    iur = models.BooleanField()
    """Whether it counts as industry–university–research cooperation (产学研, S08)."""
    approved = models.BigIntegerField(default=0)
    contracted = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    counted = models.BooleanField(default=True)
    """Whether it counts as a project; one that was withdrawn or terminated dropped out, its money stays as booked."""
    since = models.DateTimeField()

    class Meta:
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["envelope", "iur", "-since", "-id"], name="account_of_year")]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "chain"], name="account_once_in_an_envelope"),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("contracted"), contracted__lte=F("approved")),
                name="account_totals_nest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.envelope} {self.chain}"


class Entry(AppendOnly):
    """One line of the ledger."""

    class Kind(models.TextChoices):
        """What happened to the money."""

        APPROVED = "approved", pgettext_lazy("money", "Approved")
        CONTRACTED = "contracted", pgettext_lazy("money", "Contracted")
        PAID = "paid", pgettext_lazy("money", "Paid")
        RELEASED = "released", pgettext_lazy("money", "Released")
        """An approval taken back as far as it is not paid."""
        RETURNED = "returned", pgettext_lazy("money", "Returned")
        """Paid money that came back."""

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    chain = models.CharField(max_length=80)
    category = models.CharField(max_length=60)
    iur = models.BooleanField()
    kind = models.CharField(max_length=12, choices=Kind)
    fen = models.BigIntegerField()
    """Never negative: the kind says the direction."""
    ends = models.BooleanField(default=False)
    """With this line the subject leaves the plan (withdrawn, terminated) and is no longer counted."""
    approved = models.BigIntegerField()
    """By how much the line moved the approved total; so too the two below. Sums of these are the figures of any day."""
    contracted = models.BigIntegerField()
    paid = models.BigIntegerField()
    count = models.SmallIntegerField()
    """1 where the subject began to count with this line, -1 where it dropped out."""
    document = models.CharField(_("document"), max_length=120)
    by = models.CharField(max_length=40)
    """The public id of the appointment that acted, or `clock`, as in the trail."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            # The figures of any day are sums of these: the index holds them whole.
            models.Index(
                fields=["envelope", "iur", "at", "approved", "contracted", "paid", "count"], name="entry_figures"
            ),
            models.Index(fields=["envelope", "-at", "-id"], name="entry_of_year_by_time"),
            models.Index(fields=["chain", "at"], name="entry_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0) | Q(fen=0, ends=True), name="entry_moves_money"),
            models.CheckConstraint(condition=Q(ends=False) | Q(kind="released"), name="entry_ends_by_release"),
            models.CheckConstraint(condition=~Q(document="") & ~Q(by=""), name="entry_has_its_document"),
            models.CheckConstraint(condition=Q(count__in=[-1, 0, 1]), name="entry_counts_one_at_most"),
            models.CheckConstraint(
                condition=Q(kind="approved", approved=F("fen"), contracted=0, paid=0)
                | Q(kind="contracted", approved=0, contracted=F("fen"), paid=0)
                | Q(kind="paid", approved=0, contracted=0, paid=F("fen"))
                | Q(kind="released", approved=-F("fen"), contracted__lte=0, contracted__gte=-F("fen"), paid=0)
                | Q(kind="returned", approved=0, contracted=0, paid=-F("fen")),
                name="entry_moves_as_its_kind_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.kind} {self.fen}"
