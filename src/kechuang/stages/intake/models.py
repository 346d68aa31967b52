"""An application on its way to the bureau, and what its partners say to it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Stay
from kechuang.directory.models import Organisation
from kechuang.door.subject import Subject

PART = "application"
"""Which of its sheets holds the application form."""


class Application(Stay):
    """A case's stay in the stage of application (申报)."""

    kind: ClassVar[str] = "application"

    first_sent_at = models.DateTimeField(_("submitted"), null=True)
    """When it was first submitted: this has to be in time. A correction after a return may come later."""
    sent_at = models.DateTimeField(null=True)
    """When it was last submitted."""
    sheet = models.CharField(max_length=12, blank=True)
    """The public id of the sheet that was locked then."""
    digest = models.CharField(max_length=64, blank=True)
    """The digest of that sheet."""
    remark = models.TextField(blank=True)
    """Why it was last returned."""
    told_of = models.BigIntegerField(default=0)
    """The key of the last erratum to the call that its applicant was told of."""
    returned_by = models.CharField(max_length=200, blank=True)
    """Who returned it, in words."""

    class Meta:
        ordering = ["-id"]


class Confirmation(Subject):
    """What a partner says to its part in an application (合作单位确认)."""

    kind: ClassVar[str] = "confirmation"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="confirmations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=12)
    """The public id of the locked sheet that is to be confirmed: another submission asks anew …"""
    digest = models.CharField(max_length=64)
    """… unless nothing in it was changed."""
    reason = models.TextField(blank=True)
    """Why it was declined."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "organisation", "sheet"], name="confirmation_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.organisation}"
