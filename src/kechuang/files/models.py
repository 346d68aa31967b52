"""The table of attachments. A version is written once; only the instant at which another took its place is added."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kechuang.directory.models import Appointment, public_id_field
from kechuang.files.kinds import KINDS, Kind
from kechuang.files.names import LONGEST
from kechuang.trail.models import AppendOnly


class Attachment(AppendOnly):
    """One version of a file at one place of its owner."""

    public_id = public_id_field()
    owner = models.CharField(max_length=80, db_index=True)
    """The chain of the subject it belongs to: `case/k3v…`."""
    slot = models.CharField(max_length=60)
    """The place at the owner that it fills: a field of a form, a line of a checklist."""
    line = models.CharField(max_length=LONGEST, blank=True)
    """Where a slot takes several files, the name that tells them apart; empty where it takes one."""
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST)
    kind = models.CharField(max_length=10)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    """When a later version took its place, or it was taken away."""

    objects: ClassVar[models.Manager["Attachment"]] = models.Manager()

    class Meta:
        ordering = ["slot", "line", "version"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "slot", "line", "version"], name="attachment_version_once"),
            models.UniqueConstraint(
                fields=["owner", "slot", "line"],
                condition=Q(superseded_at__isnull=True),
                name="attachment_one_current_at_a_place",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="attachment_versions_begin_at_one"),
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_is_not_empty"),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("at")),
                name="attachment_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.slot} {self.name}"

    @property
    def sort(self) -> Kind:
        """What kind of file it is."""
        return KINDS[self.kind]
