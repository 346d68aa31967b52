"""Questions about reviews, each with a bounded number of statements."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from kechuang.directory.models import Appointment
from kechuang.stages.review.models import Assignment, Batch

ASKED = ("invited", "promised", "signed")
"""The states in which an expert knows of his part."""
HELD = ("asked", "accepted", "signed")


def readable_cases(viewer: Appointment) -> Q:
    """The cases that an expert may read blind now: asked for, in a round that is being reviewed."""
    held = Assignment.objects.filter(
        batch__appointment__person=viewer.person_id,
        batch__state__in=ASKED,
        batch__round__state="reviewing",
        state__in=HELD,
    )
    return Q(pk__in=held.values("stay__case"))


def batches_of(viewer: Appointment) -> QuerySet[Batch]:
    """An expert's parts in rounds, the latest first."""
    return (
        Batch.objects.filter(appointment__person=viewer.person_id, state__in=[*ASKED, "lapsed"])
        .select_related("round__call__version", "appointment")
        .order_by("-id")
    )


def seats_of(batch: Batch) -> Sequence[Assignment]:
    """What an expert holds of a part, in the order of its numbers, with what a blind copy is made of. One statement."""
    found = batch.assignments.filter(state__in=HELD).select_related(
        "stay__case__call__version", "stay__case__lead", "stay__case__principal"
    )
    return list(found.order_by("place"))
