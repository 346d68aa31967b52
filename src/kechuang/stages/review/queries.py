"""Questions about reviews, each with a bounded number of statements."""

from collections.abc import Sequence

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from kechuang.directory.models import Appointment
from kechuang.stages.review.models import Assignment, Batch

ASKED = ("invited", "promised", "signed")
"""The states in which an expert knows of his part."""
HELD = ("asked", "accepted", "signed")


def readable_cases(viewer: Appointment) -> Q:
    """The cases that an expert may read blind now: asked for, in a round that is being reviewed."""
    parts = parts_of(viewer.person_id).filter(checked(Q(state__in=ASKED, round__state="reviewing")))
    held = Assignment.objects.filter(batch__in=parts.values("pk")).filter(checked(Q(state__in=HELD)))
    return Q(pk__in=held.values("stay__case"))


def parts_of(person: int) -> QuerySet[Batch]:
    """A person's parts: found by his appointments, which are few, not by their state, which is common."""
    return Batch.objects.filter(appointment__in=Appointment.objects.filter(person=person).values("pk"))


def checked(condition: Q) -> Case:
    """A condition to be checked on rows that something else finds: no index is taken for it."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def batches_of(viewer: Appointment) -> QuerySet[Batch]:
    """An expert's parts in rounds, the latest first."""
    found = parts_of(viewer.person_id).filter(checked(Q(state__in=[*ASKED, "lapsed"])))
    return found.select_related("round__call__version", "appointment").order_by("-id")


def seats_of(batch: Batch) -> Sequence[Assignment]:
    """What an expert holds of a part, in the order of its numbers, with what a blind copy is made of. One statement."""
    found = batch.assignments.filter(state__in=HELD).select_related(
        "stay__case__call__version", "stay__case__lead", "stay__case__principal"
    )
    return list(found.order_by("place"))
