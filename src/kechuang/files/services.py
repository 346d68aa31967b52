"""The verbs of attachments: attach a file, take it away."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from kechuang.directory.models import Appointment
from kechuang.files import blobs
from kechuang.files.blobs import Content
from kechuang.files.checks import check
from kechuang.files.kinds import KINDS
from kechuang.files.models import Attachment


def attach(
    *,
    owner: str,
    slot: str,
    name: str,
    content: Content,
    by: Appointment,
    now: datetime,
    several: bool = False,
    accept: Collection[str] = tuple(KINDS),
) -> Attachment:
    """Take a file in at a place of its owner (a chain); what stood there before is superseded and stays readable.

    A slot holds one file; with `several` it holds one per name. The same content sent again under the same name changes
    nothing. Raises ValidationError with a code of `faults.FAULTS`; then nothing was kept. Looking into the file and
    writing it happen before the transaction begins.
    """
    looked = check(name, content, accept=accept)
    sha256 = blobs.keep(content)
    line = looked.name.casefold() if several else ""
    with transaction.atomic():
        versions = Attachment.objects.filter(owner=owner, slot=slot, line=line)
        before = versions.select_for_update().filter(superseded_at__isnull=True).first()
        if before is not None and (before.sha256, before.name) == (sha256, looked.name):
            return before
        last = versions.aggregate(last=Max("version"))["last"] or 0
        versions.filter(superseded_at__isnull=True).update(superseded_at=now)
        return Attachment.objects.create(
            owner=owner,
            slot=slot,
            line=line,
            version=last + 1,
            name=looked.name,
            kind=looked.kind.code,
            size=looked.size,
            sha256=sha256,
            by=by,
            at=now,
        )


def take_away(*, attachment: Attachment, now: datetime) -> None:
    """Leave the place of an attachment empty; the version stays in the history. Twice is once."""
    Attachment.objects.filter(pk=attachment.pk, superseded_at__isnull=True).update(superseded_at=now)
