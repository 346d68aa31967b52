"""An expert before one case: what he holds, how far it is, and what stands before and after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from kechuang.cases.visible import Sight, visible
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.forms.models import Sheet
from kechuang.forms.values import length
from kechuang.stages.review.copies import Copy, copies_of
from kechuang.stages.review.kind import ReviewParameters
from kechuang.stages.review.models import Assignment, Batch
from kechuang.stages.review.opinions import COMMENT, PART
from kechuang.stages.review.plan import rule_of
from kechuang.stages.review.queries import ASKED, HELD, seats_of
from kechuang.ui.visit import visit


@dataclass(frozen=True, slots=True)
class Progress:
    """One of an expert's cases as a list shows it."""

    seat: Assignment
    sheet: Sheet | None
    done: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """An expert's part with all its cases."""

    batch: Batch
    rule: ReviewParameters
    rows: Sequence[Progress]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(row.done for row in self.rows)

    @property
    def asked(self) -> Sequence[Progress]:
        """Those that are not answered yet."""
        return [row for row in self.rows if row.seat.state == "asked"]

    @property
    def next(self) -> Assignment | None:
        """The first that is not done."""
        return next((row.seat for row in self.rows if not row.done), None)

    @property
    def finished(self) -> bool:
        """Whether everything can be signed."""
        return bool(self.rows) and all(row.done for row in self.rows) and self.batch.state == "promised"

    def beside(self, seat: Assignment) -> tuple[Assignment | None, Assignment | None]:
        """The case before this one and the one after it."""
        seats = [row.seat for row in self.rows]
        place = next(place for place, one in enumerate(seats) if one.pk == seat.pk)
        return (seats[place - 1] if place else None), (seats[place + 1] if place + 1 < len(seats) else None)


def viewer_of(request: HttpRequest) -> Appointment:
    """The expert who asks. Raises Http404 for everybody else."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role != Role.EXPERT:
        raise Http404
    return viewer


def batch_at(request: HttpRequest, public_id: str) -> Batch:
    """A part of the expert who asks. Raises Http404, the same for another's and for what is not there."""
    found = (
        Batch.objects.filter(public_id=public_id, appointment__person=viewer_of(request).person_id, state__in=ASKED)
        .select_related("round__call__version", "appointment", "expert")
        .first()
    )
    if found is None or found.round.state != "reviewing":
        raise Http404
    return found


def seat_at(request: HttpRequest, public_id: str) -> Assignment:
    """A case that the expert who asks may read blind now. Raises Http404, the same for hidden and absent."""
    viewer = viewer_of(request)
    found = (
        Assignment.objects.filter(public_id=public_id, batch__appointment__person=viewer.person_id, state__in=HELD)
        .select_related(
            "batch__round__call__version",
            "batch__appointment",
            "stay__case__call__version",
            "stay__case__lead",
            "stay__case__principal",
        )
        .first()
    )
    if found is None or visible(found.stay.case, viewer) is not Sight.BLIND:
        raise Http404
    return found


def desk_of(batch: Batch) -> Desk:
    """A part with how far each of its cases is. Two statements."""
    rule = rule_of(batch.round)
    seats = seats_of(batch)
    sheets = {
        sheet.owner: sheet
        for sheet in Sheet.objects.filter(owner__in=[seat.chain for seat in seats], part=PART).select_related("version")
    }
    rows = []
    for seat in seats:
        seat.batch = batch
        sheet = sheets.get(seat.chain)
        done = seat.state == "signed" or (sheet is not None and complete(sheet.answers, rule))
        rows.append(Progress(seat, sheet, done))
    return Desk(batch, rule, rows)


def complete(answers: Mapping[str, Any], rule: ReviewParameters) -> bool:
    """Whether an opinion lacks nothing: the short form of the form's own check, for lists."""
    rated = all(str(answers.get(one.id) or "").isdigit() for one in rule.criterion)
    return rated and length(str(answers.get(COMMENT) or "")) >= rule.comment_minimum


def copy_for(seat: Assignment) -> Copy:
    """The blind copy of a seat's case. Five statements."""
    return copies_of([seat.stay.case])[seat.stay.case_id]
