"""Frozen versions of schemes, and calls."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Appointment, Division
from kechuang.door.subject import Subject
from kechuang.schemes.definition import Scheme
from kechuang.trail.models import AppendOnly

_read: dict[str, Scheme] = {}


class SchemeVersion(AppendOnly):
    """A scheme as it stood when a call was signed (contract 4); the file may change or vanish."""

    code = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    form = models.TextField()
    """The canonical bytes as text."""
    frozen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.code} {self.digest[:12]}"

    @property
    def scheme(self) -> Scheme:
        """The definition. Versions are few and never change, so each is read once a process."""
        found = _read.get(self.digest)
        if found is None:
            found = _read[self.digest] = Scheme.model_validate_json(self.form)
        return found


class Call(Subject):
    """A call for proposals (申报通知): one scheme, one window, one budget."""

    kind: ClassVar[str] = "call"

    title = models.CharField(_("title"), max_length=120)
    scheme_code = models.CharField(_("scheme"), max_length=60)
    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, null=True, related_name="calls")
    """The frozen scheme; none before the call is signed."""
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="calls")
    guide = models.TextField(_("guide"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    budget = models.BigIntegerField(_("budget"))
    """In fen."""
    per_organisation = models.PositiveSmallIntegerField(_("applications per organisation"))
    per_person = models.PositiveSmallIntegerField(_("applications per person"))
    contact = models.CharField(_("contact"), max_length=60)
    telephone = models.CharField(_("telephone"), max_length=40)

    class Meta:
        ordering = ["-opens_at", "id"]
        indexes = [
            models.Index(fields=["-opens_at", "id"], name="call_by_opening"),
            models.Index(fields=["closes_at"], name="call_by_closing"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(budget__gt=0), name="call_budget_is_money"),
            models.CheckConstraint(condition=Q(per_organisation__gte=1), name="call_body_cap_is_positive"),
            models.CheckConstraint(condition=Q(per_person__gte=1), name="call_person_cap_is_positive"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed"]) | Q(version__isnull=False),
                name="call_is_frozen_once_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CallRemark(AppendOnly):
    """What somebody wrote about a call: why it went back or was withdrawn, or an erratum for its readers."""

    class Kind(models.TextChoices):
        """What the words are for."""

        RETURNED = "returned", _("returned for rework")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ERRATUM = "erratum", _("erratum")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.call} {self.kind}"
