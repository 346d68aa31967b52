"""What must hold for every locked sheet, checked by `kechuang doctor`."""

from django.utils.translation import gettext_lazy as _

from kechuang.door.invariants import Invariant
from kechuang.forms.answers import digest_of
from kechuang.forms.models import Sheet


def altered() -> list[str]:
    """The locked sheets whose answers are no longer those that were sealed. Reads every locked sheet once."""
    locked = Sheet.objects.filter(locked_at__isnull=False).select_related("version").order_by("id")
    return [
        f"{sheet.owner} {sheet.part} ({sheet.public_id})"
        for sheet in locked.iterator(chunk_size=200)
        if digest_of(sheet.form, sheet.answers) != sheet.digest
    ]


SEALED = Invariant(
    _("Every locked form holds what was sealed when it was locked."),
    altered,
    _("Somebody changed answers in the database by hand. Restore the rows named from a backup."),
)
