"""How far a plan has come: each promise beside its figure, and one word for where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from kechuang.measures.registry import Measure, Value, measure_of, values_of
from kechuang.plan.definition import STRETCH, Commitment, PlanForm, Promise, Target

MONTHS_OF_QUARTER = 3


class Status(models.TextChoices):
    """Where a promise stands; the worst comes first."""

    MISSED = "missed", pgettext_lazy("target", "Missed")
    OUT_OF_REACH = "out-of-reach", pgettext_lazy("target", "Can no longer be reached")
    BEHIND = "behind", pgettext_lazy("target", "Behind the quarter's step")
    UNDER_WAY = "under-way", pgettext_lazy("target", "Under way")
    NOT_REACHED = "not-reached", pgettext_lazy("target", "Strived for, not reached")
    REACHED = "reached", pgettext_lazy("target", "Reached")
    BASELINE = "baseline", pgettext_lazy("target", "Counted, no number promised")
    UNCONNECTED = "unconnected", pgettext_lazy("target", "Not yet connected")


@dataclass(frozen=True, slots=True)
class Line:
    """One promise with its figure."""

    promise: Promise
    measure: Measure | None
    value: Value | None
    status: Status
    expected: int | None
    """What the last quarter that is over should have brought."""
    also: tuple[tuple[Measure, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One target with its promises."""

    target: Target
    lines: tuple[Line, ...]

    @property
    def status(self) -> Status:
        """The worst of its promises."""
        return min((line.status for line in self.lines), key=list(Status).index)


def expected_by(quarters: tuple[int, ...], year: int, today: date) -> int | None:
    """What the quarters that are over should have brought together; none where the target is not split."""
    if not quarters:
        return None
    over = len(quarters) if today.year > year else (today.month - 1) // MONTHS_OF_QUARTER if today.year == year else 0
    return quarters[over - 1] if over else 0


def judge(  # noqa: PLR0911  each answer is one rule
    commitment: Commitment,
    promised: Fraction | None,
    value: Value | None,
    *,
    expected: int | None,
    due: date,
    today: date,
) -> Status:
    """Where a promise stands. What is only strived for never counts as missed."""
    if value is None:
        return Status.UNCONNECTED
    if promised is None:
        return Status.BASELINE
    if value.reaches(promised):
        return Status.REACHED
    stretch = commitment in STRETCH
    if today > due:
        return Status.NOT_REACHED if stretch else Status.MISSED
    if value.ceiling is not None and value.ceiling < promised and not stretch:
        return Status.OUT_OF_REACH
    if expected is not None and not value.reaches(Fraction(expected)):
        return Status.BEHIND
    return Status.UNDER_WAY


def line_of(form: PlanForm, target: Target, promise: Promise, values: Mapping[str, Value], today: date) -> Line:
    """One promise with its figure."""
    value = values.get(promise.measure) if promise.measure else None
    expected = expected_by(promise.quarters, form.year, today)
    also = [(measure_of(code), values.get(code)) for code in promise.also]
    return Line(
        promise=promise,
        measure=measure_of(promise.measure) if promise.measure else None,
        value=value,
        status=judge(target.commitment, promise.promised, value, expected=expected, due=target.due, today=today),
        expected=expected,
        also=tuple((measure, found) for measure, found in also if measure is not None and found is not None),
    )


def standings(form: PlanForm, at: datetime) -> list[Standing]:
    """Every target as of an instant. As many statements as there are families of measures, times what each asks."""
    codes = [
        code
        for target in form.target
        for promise in target.promise
        for code in ((promise.measure,) if promise.measure else ()) + promise.also
    ]
    values = values_of(codes, form.year, at)
    today = timezone.localdate(at)
    return [
        Standing(target, tuple(line_of(form, target, promise, values, today) for promise in target.promise))
        for target in form.target
    ]
