"""Filled forms: the sheet with its history, and each form once, as it was when it was first used."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.directory.models import Appointment, public_id_field
from kechuang.forms.definition import Form
from kechuang.trail.models import AppendOnly

_read: dict[str, Form] = {}


class FormVersion(AppendOnly):
    """A form as it was given out (contract 4). Its digest names it; sheets with the same form share the row."""

    code = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    """The canonical bytes as text."""

    def __str__(self) -> str:
        return f"{self.code} {self.digest[:12]}"

    @property
    def form(self) -> Form:
        """The definition. Versions are few and never change, so each is read once a process."""
        found = _read.get(self.digest)
        if found is None:
            found = _read[self.digest] = Form.model_validate_json(self.text)
        return found


class Sheet(models.Model):
    """A form that somebody fills in or has filled in (表).

    While it is a draft `answers` hold what was typed; once locked they hold what is kept, and never change.
    """

    public_id = public_id_field()
    owner = models.CharField(max_length=80, db_index=True)
    """The chain of the subject that it belongs to: `application/k3v…`."""
    part = models.CharField(max_length=40)
    """Which of the owner's sheets it is."""
    issue = models.PositiveSmallIntegerField(default=1)
    """Counts the sheets that take the place of a locked one, after a return."""
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)
    window = models.CharField(max_length=40, blank=True)
    """The browser window that saved last, and …"""
    window_from = models.PositiveIntegerField(default=0)
    """… the revision that this window began its unbroken run of saves from: it cannot conflict with itself."""
    locked_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 over form and answers, once locked."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "part", "issue"], name="sheet_stands_once"),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True, digest="") | (Q(locked_at__isnull=False) & ~Q(digest="")),
                name="sheet_has_a_digest_once_locked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.part}"

    @property
    def form(self) -> Form:
        """What is asked."""
        return self.version.form

    @property
    def locked(self) -> bool:
        """Whether it can no longer be changed."""
        return self.locked_at is not None


class SheetRevision(models.Model):
    """What a sheet held at a time. Saves of one sitting share a row, so that a history can be read."""

    class Way(models.TextChoices):
        """How it came about."""

        SAVED = "saved", pgettext_lazy("sheet", "saved")
        RESTORED = "restored", pgettext_lazy("sheet", "taken back to an earlier version")
        MERGED = "merged", pgettext_lazy("sheet", "put together from two versions")
        ASIDE = "aside", pgettext_lazy("sheet", "kept aside: another window had saved meanwhile")

    public_id = public_id_field()
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    """The sheet's revision that it is; for one kept aside, the revision that it was begun from."""
    way = models.CharField(max_length=10, choices=Way)
    answers = models.JSONField()
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("begun"))
    at = models.DateTimeField(_("saved"))
    window = models.CharField(max_length=40, blank=True)
    settled = models.BooleanField(default=False)
    """For one kept aside: somebody has looked at it and chosen."""

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["sheet", "way", "number"], name="revision_by_place")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number} {self.way}"
