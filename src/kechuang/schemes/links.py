"""Where a call is read."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from kechuang.schemes.models import Call
from kechuang.ui.links import Link


def find(public_ids: Sequence[str]) -> Mapping[str, Link]:
    """The page of each call. One statement."""
    found = Call.objects.filter(public_id__in=public_ids).order_by().values_list("public_id", "title")
    return {public_id: Link(title, reverse("desk:call", args=[public_id])) for public_id, title in found}
