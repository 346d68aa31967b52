"""Where a case is read."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from kechuang.cases.models import Case
from kechuang.ui.links import Link


def find(public_ids: Sequence[str]) -> Mapping[str, Link]:
    """The page of each case. One statement."""
    found = Case.objects.filter(public_id__in=public_ids).values_list("public_id", "number", "title")
    return {
        public_id: Link(f"{number or ''} {title}".strip(), reverse("desk:case", args=[public_id]))
        for public_id, number, title in found
    }
