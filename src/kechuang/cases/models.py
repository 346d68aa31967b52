"""The case with what is known of it in columns, the outcomes of its stages, and what stages build on."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.directory.models import Appointment, Division, Organisation, Person
from kechuang.directory.roles import Role
from kechuang.door.subject import Subject
from kechuang.schemes.definition import Scheme, StagePart
from kechuang.schemes.models import Call
from kechuang.trail.models import AppendOnly


class Case(Subject):
    """A case: one application on its way through the stages of its scheme.

    `stage` to `due_at` repeat what the present stay says, so that a list of a hundred thousand cases asks one table.
    Only the engine writes them.
    """

    kind: ClassVar[str] = "case"

    number = models.CharField(_("number"), max_length=40, unique=True, null=True)  # noqa: DJ001  no number is not the same number twice
    """Given when the application is submitted."""
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="cases")
    title = models.CharField(pgettext_lazy("case", "title"), max_length=200, blank=True)
    field = models.CharField(_("field of technology"), max_length=40, blank=True, db_index=True)
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """The lead organisation (牵头单位)."""
    principal = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """The principal investigator (项目负责人)."""
    created_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    recommender = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.CharField(_("contact"), max_length=60, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    """The division that runs the call, repeated here for the lists of its officers; a call never changes hands."""
    iur = models.BooleanField(default=False)
    """Whether it counts as industry–university–research cooperation (产学研, S08)."""
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    amount_asked = models.BigIntegerField(_("amount asked"), null=True)
    own_funds = models.BigIntegerField(_("self-raised funds"), null=True)
    amount = models.BigIntegerField(_("amount approved"), null=True)
    """All money is in fen."""

    stage = models.CharField(max_length=60, blank=True, db_index=True)
    """The id of the present stage in the scheme; empty once the case is over."""
    stage_kind = models.CharField(max_length=60, blank=True)
    step = models.CharField(max_length=30, blank=True)
    """The state of the present stay."""
    step_since = models.DateTimeField(null=True)
    holder = models.CharField(max_length=30, blank=True)
    """The role whose turn it is."""
    due_at = models.DateTimeField(null=True)
    stay_chain = models.CharField(max_length=80, blank=True, db_index=True)
    """The chain of the present stay."""

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "holder", "due_at"], name="case_by_turn"),
            models.Index(fields=["call", "stage", "step"], name="case_by_place"),
            # The ledger in its orders. None begins with the division: it would be taken for narrow, and is not; a
            # division's cases are met soon in any order, and the index itself says whose they are.
            models.Index(fields=["due_at", "-id", "division", "number"], name="case_by_due"),
            models.Index(fields=["stage_kind", "due_at", "-id", "division", "number", "holder"], name="case_by_stage"),
            models.Index(fields=["holder", "due_at", "-id", "division", "number", "state"], name="case_by_holder"),
            models.Index(fields=["state", "due_at", "-id", "division", "number", "holder"], name="case_by_state"),
            models.Index(fields=["recommender", "due_at", "-id"], name="case_recommended_by_due"),
            models.Index(fields=["amount_asked", "id", "division", "number"], name="case_by_asked"),
            models.Index(fields=["amount", "id", "division", "number"], name="case_by_amount"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_asked__isnull=True) | Q(amount_asked__gt=0), name="case_asks"),
            models.CheckConstraint(condition=Q(own_funds__isnull=True) | Q(own_funds__gte=0), name="case_own_funds"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="case_amount"),
            models.CheckConstraint(
                condition=Q(holder="") | Q(holder__in=[role.value for role in Role]), name="case_holder_is_a_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or '–'} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep whose call it is."""
        if self.division_id is None:
            self.division_id = self.call.division_id
        super().save(*args, **kwargs)

    @property
    def scheme(self) -> Scheme:
        """The frozen scheme it goes by."""
        version = self.call.version
        if version is None:
            raise ValueError("a case belongs to a call that was signed")
        return version.scheme

    @property
    def stage_part(self) -> StagePart | None:
        """The present stage as the scheme describes it; none once the case is over."""
        return next((part for part in self.scheme.stage if part.id == self.stage), None)


class Party(models.Model):
    """An organisation that takes part in a case (参与单位)."""

    class Part(models.TextChoices):
        """As what."""

        LEAD = "lead", _("lead organisation")
        PARTNER = "partner", _("partner")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    place = models.PositiveSmallIntegerField()
    """The order counts: the first is the lead."""
    task = models.CharField(max_length=500, blank=True)
    public_money = models.BigIntegerField(default=0)
    """Its share of the money asked, in fen."""

    class Meta:
        ordering = ["case", "place"]
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation"], name="party_stands_once"),
            models.UniqueConstraint(fields=["case", "place"], name="party_place_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(part="lead"), name="party_one_lead"),
            models.CheckConstraint(condition=Q(public_money__gte=0), name="party_money_not_negative"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Member(models.Model):
    """A person who works on a case (项目组成员)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Where the directory has the person."""
    name = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    task = models.CharField(max_length=200, blank=True)
    principal = models.BooleanField(default=False)
    months = models.PositiveSmallIntegerField(default=0)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["case", "place"]
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="member_place_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(principal=True), name="member_one_principal"),
        ]

    def __str__(self) -> str:
        return self.name


class BudgetLine(models.Model):
    """One heading of a case's budget, in fen."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="budget_lines")
    heading = models.CharField(max_length=60)
    public_money = models.BigIntegerField()
    own_money = models.BigIntegerField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["case", "place"]
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="budget_place_once"),
            models.CheckConstraint(
                condition=Q(public_money__gte=0, own_money__gte=0), name="budget_line_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class Indicator(models.Model):
    """What a case promises to reach (考核指标)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=100)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["case", "place"]
        constraints = [models.UniqueConstraint(fields=["case", "place"], name="indicator_place_once")]

    def __str__(self) -> str:
        return self.name


class Outcome(AppendOnly):
    """What a stage left behind: typed, immutable; later stages read outcomes only (contract 2)."""

    class Result(models.TextChoices):
        """How a case left a stage."""

        PASSED = "passed", pgettext_lazy("outcome", "passed")
        REFUSED = "refused", pgettext_lazy("outcome", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("outcome", "withdrawn")
        RETURNED = "returned", pgettext_lazy("outcome", "returned")
        TERMINATED = "terminated", pgettext_lazy("outcome", "terminated")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="outcomes")
    stage = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    result = models.CharField(max_length=12, choices=Result)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the canonical form of stage, result and data."""
    stay_chain = models.CharField(max_length=80, db_index=True)
    """The chain of the stay that ended."""
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["case", "id"]

    def __str__(self) -> str:
        return f"{self.case} {self.stage} {self.result}"


class CaseNumber(models.Model):
    """How far the numbers of a series have come."""

    series = models.CharField(max_length=30, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series} {self.last}"


class Stay(Subject):
    """One case's stay in one stage; every kind of stage has its own columns and its own table of transitions."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=60)
    due_at = models.DateTimeField(null=True)
    """Until when the present state should be left."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.case} {self.stage}"


class Round(Subject):
    """One stage of one call: what is done to all its cases together (contract 3)."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=60)
    due_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.call} {self.stage}"
