"""How far a round is: for the secretary by expert and by case, for a division as counts alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from kechuang.cases.rounds import of_division
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.stages.review.kind import ReviewParameters
from kechuang.stages.review.models import Assignment, Batch, ReviewRound, ReviewStay
from kechuang.stages.review.plan import LIVE
from kechuang.stages.review.queries import checked
from kechuang.stages.review.rules import VACANT

SEE_ALL = frozenset({Role.REVIEW_SECRETARY, Role.SUPERVISOR})
"""Who sees experts and cases side by side."""
SEE_COUNTS = frozenset({Role.DIRECTOR, Role.PLAN_OFFICER, Role.DIVISION_OFFICER})


def rounds_for(viewer: Appointment | None) -> QuerySet[ReviewRound]:
    """The rounds that somebody may know of: a division those of its own calls, and counts only."""
    rounds = ReviewRound.objects.select_related("call__division", "call__version")
    if viewer is None or viewer.role not in SEE_ALL | SEE_COUNTS:
        return rounds.none()
    return of_division(rounds, viewer.division_id) if viewer.role == Role.DIVISION_OFFICER else rounds


@dataclass(frozen=True, slots=True)
class Counts:
    """A round in numbers."""

    cases: int
    experts: int
    seats: int
    signed: int
    accepted: int
    vacant: int

    @property
    def answered(self) -> int:
        """Seats whose expert has taken the case on."""
        return self.accepted + self.signed


def counts_of(review: ReviewRound) -> Counts:
    """The numbers of a round. Two statements."""
    return counts_of_all([review])[review.pk]


def counts_of_all(reviews: Sequence[ReviewRound]) -> Mapping[int, Counts]:
    """The numbers of rounds by key; the database counts. Two statements, however many rounds."""
    keys = [review.pk for review in reviews]
    stays = ReviewStay.objects.filter(round__in=keys).exclude(state="withdrawn").order_by()
    cases = dict(stays.values_list("round").annotate(Count("pk")))
    live = Q(state__in=LIVE)
    seats = Assignment.objects.filter(batch__round__in=keys).order_by().values_list("batch__round")
    counted = seats.annotate(
        experts=Count("batch", filter=live, distinct=True),
        seats=Count("pk", filter=live),
        signed=Count("pk", filter=Q(state="signed")),
        accepted=Count("pk", filter=Q(state="accepted")),
        vacant=Count("pk", filter=Q(state__in=VACANT)),
    )
    found = {key: numbers for key, *numbers in counted}
    return {key: Counts(cases.get(key, 0), *found.get(key, (0, 0, 0, 0, 0))) for key in keys}


@dataclass(slots=True)
class CaseRow:
    """A case of a round: how many have signed, how far apart they are."""

    stay: ReviewStay
    rule: ReviewParameters
    seats: int = 0
    points: list[int] = field(default_factory=list)
    vacant: list[Assignment] = field(default_factory=list)

    @property
    def signed(self) -> int:
        """How many have signed."""
        return len(self.points)

    @property
    def spread(self) -> int | None:
        """The highest less the lowest, in hundredths; none with fewer than two."""
        return max(self.points) - min(self.points) if len(self.points) > 1 else None

    @property
    def apart(self) -> bool:
        """Whether they are so far apart that somebody should look."""
        return self.spread is not None and self.spread >= 100 * self.rule.divergence

    @property
    def short(self) -> int:
        """How many valid opinions are missing though nobody more is asked."""
        return max(0, self.rule.minimum_valid - self.seats)


def case_rows(stays: Sequence[ReviewStay], rule: ReviewParameters) -> list[CaseRow]:
    """Cases with their progress. One statement."""
    rows = {stay.pk: CaseRow(stay, rule) for stay in stays}
    seats = Assignment.objects.filter(stay__in=rows).filter(checked(Q(state__in=[*LIVE, *VACANT]))).order_by("id")
    for seat in seats.select_related("batch__expert__person", "batch__expert__organisation"):
        row = rows[seat.stay_id]
        if seat.state in VACANT:
            row.vacant.append(seat)
            continue
        row.seats += 1
        if seat.points is not None:
            row.points.append(seat.points)
    return list(rows.values())


@dataclass(slots=True)
class ExpertRow:
    """An expert of a round: how many cases, how many done."""

    batch: Batch
    held: int = 0
    accepted: int = 0
    signed: int = 0
    back: int = 0


def expert_rows(batches: Sequence[Batch]) -> list[ExpertRow]:
    """Experts with their progress. One statement."""
    rows = {batch.pk: ExpertRow(batch) for batch in batches}
    names = {"accepted": "accepted", "signed": "signed", **dict.fromkeys([*VACANT, "replaced"], "back")}
    for batch, state in Assignment.objects.filter(batch__in=rows).values_list("batch", "state"):
        row: Any = rows[batch]
        row.held += state in LIVE
        if state in names:
            setattr(row, names[state], getattr(row, names[state]) + 1)
    return list(rows.values())
