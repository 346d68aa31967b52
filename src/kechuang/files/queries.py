"""Questions about attachments."""

from collections.abc import Collection, Sequence

from kechuang.files import blobs
from kechuang.files.models import Attachment


def current(owner: str, slot: str | None = None) -> Sequence[Attachment]:
    """What stands at the places of an owner, in the order of slots. One statement."""
    found = Attachment.objects.filter(owner=owner, superseded_at__isnull=True)
    return list(found if slot is None else found.filter(slot=slot))


def current_of(owners: Collection[str]) -> Sequence[Attachment]:
    """What stands at the places of several owners. One statement."""
    return list(
        Attachment.objects.filter(owner__in=owners, superseded_at__isnull=True).order_by("owner", "slot", "line")
    )


def history(owner: str, slot: str) -> Sequence[Attachment]:
    """Every version at a place, the latest first. One statement."""
    return list(Attachment.objects.filter(owner=owner, slot=slot).order_by("line", "-version"))


def damaged() -> list[str]:
    """The digests that attachments hold and whose content is missing or altered. Reads every content once."""
    return [
        sha256
        for sha256 in Attachment.objects.order_by("sha256").values_list("sha256", flat=True).distinct()
        if not blobs.whole(sha256)
    ]
