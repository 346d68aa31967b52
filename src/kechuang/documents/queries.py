"""Questions about papers."""

from collections.abc import Collection, Sequence

from kechuang.documents.models import Paper
from kechuang.documents.numbers import read


def of(subjects: Collection[str]) -> Sequence[Paper]:
    """The papers about these chains with what became of them, in the order of issue. One statement."""
    found = Paper.objects.filter(subject__in=subjects).select_related("withdrawal", "rendering", "by__person")
    return list(found.order_by("issued_at", "id"))


def holding(subject: str, kind: str) -> Paper | None:
    """The latest paper of a kind about a subject that still holds. One statement."""
    return Paper.objects.filter(subject=subject, kind=kind, withdrawal__isnull=True).order_by("-id").first()


def by_number(typed: str) -> Paper | None:
    """The paper whose number somebody typed. One statement."""
    return Paper.objects.select_related("withdrawal__replaced_by").filter(number=read(typed)).first()


def by_public_id(public_id: str) -> Paper | None:
    """The paper whose code somebody scanned. One statement."""
    return Paper.objects.select_related("withdrawal__replaced_by").filter(public_id=public_id).first()
