"""The archive of a case, and the packages that were made for it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kechuang.cases.models import Stay
from kechuang.directory.models import Appointment, public_id_field
from kechuang.trail.models import AppendOnly


class Archive(Stay):
    """A case's stay in the stage of archiving (归档)."""

    kind: ClassVar[str] = "archive"

    package = models.ForeignKey("Package", on_delete=models.PROTECT, null=True, related_name="+")
    """The package that was filed."""
    retention = models.CharField(max_length=20, blank=True)
    retained_until = models.DateField(null=True)
    """The last day that it has to be kept; none while it is not filed, or where it is kept for ever."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="filed") | Q(package__isnull=False), name="archive_is_filed_with_a_package"
            )
        ]


class Package(AppendOnly):
    """A package that was made: the digest of its bytes, and the digest of what it holds."""

    public_id = public_id_field()
    archive = models.ForeignKey(Archive, on_delete=models.PROTECT, related_name="packages")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    files = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.archive} {self.sha256[:12]}"
