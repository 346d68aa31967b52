"""What programs may read of a round (the API): each viewer the rows of his own pages, and no more."""

from django.db.models import QuerySet

from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.door.reading import Plain, Reading
from kechuang.stages.review.models import Assignment, Batch, ReviewRound
from kechuang.stages.review.progress import SEE_ALL, rounds_for
from kechuang.stages.review.queries import ASKED, HELD


def batches(viewer: Appointment | None) -> QuerySet[Batch]:
    """An expert's own parts; the secretary and the supervisor see all."""
    rows = Batch.objects.select_related("round", "appointment")
    if viewer is not None and viewer.role == Role.EXPERT:
        return rows.filter(appointment__person=viewer.person_id, state__in=ASKED)
    return rows if viewer is not None and viewer.role in SEE_ALL else rows.none()


def assignments(viewer: Appointment | None) -> QuerySet[Assignment]:
    """An expert's own cases; the secretary and the supervisor see all."""
    rows = Assignment.objects.select_related("batch__round", "batch__appointment", "stay")
    if viewer is not None and viewer.role == Role.EXPERT:
        mine = rows.filter(batch__appointment__person=viewer.person_id, batch__state__in=ASKED, state__in=HELD)
        return mine.filter(batch__round__state="reviewing")
    return rows if viewer is not None and viewer.role in SEE_ALL else rows.none()


def of_round(review: ReviewRound) -> dict[str, Plain]:
    """A round's facts."""
    return {"call": review.call.public_id, "stage": review.stage, "number": review.number, "due_at": review.due_at}


def of_batch(batch: Batch) -> dict[str, Plain]:
    """A part's facts; who the expert is, is no fact for programs."""
    return {"round": batch.round.public_id, "promised_at": batch.promised_at}


def of_assignment(seat: Assignment) -> dict[str, Plain]:
    """A reading's facts: its number and, once signed, its points. The case is not named (contract 9)."""
    return {"part": seat.batch.public_id, "number": seat.place, "points": seat.points}


READINGS = (
    Reading("review-round", rounds_for, of_round),
    Reading("review-batch", batches, of_batch),
    Reading("review-assignment", assignments, of_assignment),
)
