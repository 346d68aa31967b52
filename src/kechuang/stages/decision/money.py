"""How much money a list has: what the call still holds, what the year has given, what is decided and unsigned."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from django.db.models import Q, Sum
from django.utils import timezone

from kechuang.funds.models import Envelope
from kechuang.funds.queries import envelope_of, totals_at
from kechuang.schemes.models import Call
from kechuang.stages.decision.models import ADOPTED, DecisionRound, Line

UNSIGNED = ("decision", "notice", "approval")
"""Stages in which what was decided is not in the ledger yet."""
FELL_AWAY = ("refused", "withdrawn", "terminated")
"""How a case may have ended without its money."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the year has approved, or decided and not yet signed, before a list."""

    total: int
    cooperation: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a list comes to. Fen."""

    funded: int
    total: int
    cooperation: int
    budget: int
    share: Fraction
    before: Before = field(default=Before(0, 0))

    @property
    def left(self) -> int:
        """What the list leaves of the call's money; negative where it overdraws."""
        return self.budget - self.total

    @property
    def over(self) -> int:
        """By how much it overdraws the call."""
        return max(0, -self.left)

    @property
    def whole(self) -> int:
        """All that the year would have approved with this list."""
        return self.before.total + self.total

    @property
    def cooperation_whole(self) -> int:
        """Of it for cooperation projects."""
        return self.before.cooperation + self.cooperation

    @property
    def reached(self) -> Fraction | None:
        """The share of cooperation projects; none where nothing is funded."""
        return Fraction(self.cooperation_whole, self.whole) if self.whole else None

    @property
    def within(self) -> bool:
        """Whether the list stays within the call's money."""
        return self.total <= self.budget

    @property
    def holds(self) -> bool:
        """Whether the share holds: at least the floor (以上 is inclusive), or nothing but cooperation is funded."""
        return self.total == self.cooperation or self.cooperation_whole >= self.share * self.whole


def figures_of(found: DecisionRound, lines: Sequence[Line]) -> Figures:
    """What the lines come to."""
    funded = [line for line in lines if line.funded]
    return Figures(
        funded=len(funded),
        total=sum(line.amount or 0 for line in funded),
        cooperation=sum(line.amount or 0 for line in funded if line.iur),
        budget=found.budget or 0,
        share=Fraction(found.share or "0"),
        before=Before(found.before_total, found.before_cooperation),
    )


def left_of(call: Call, but: DecisionRound) -> int:
    """What the call's budget still holds after its other adopted lists. One statement.

    What was decided for a case that ended before it was approved is free again.
    """
    others = Line.objects.filter(round__call=call, round__state__in=ADOPTED, funded=True).exclude(round=but)
    others = others.exclude(Q(stay__case__state__in=FELL_AWAY, stay__case__amount=None))
    return call.budget - (others.aggregate(fen=Sum("amount"))["fen"] or 0)


def unsigned(but: DecisionRound) -> Before:
    """What other lists have decided that no document approves yet. One statement."""
    lines = Line.objects.filter(
        funded=True,
        round__state__in=ADOPTED,
        stay__case__state="running",
        stay__case__stage_kind__in=UNSIGNED,
    ).exclude(round=but)
    found = dict(lines.order_by().values_list("iur").annotate(Sum("amount")))
    return Before(sum(found.values()), found.get(True, 0))


def year_of(now: datetime) -> int:
    """The year whose money is decided on."""
    return timezone.localdate(now).year


def before(but: DecisionRound, now: datetime) -> Before:
    """What the year has approved, or decided elsewhere. Three statements."""
    decided = unsigned(but)
    envelope = envelope_of(year_of(now))
    if envelope is None:
        return decided
    iur, other = totals_at(envelope, now)
    return Before(decided.total + iur["approved"] + other["approved"], decided.cooperation + iur["approved"])


def free_in_year(but: DecisionRound, now: datetime) -> int | None:
    """What the year's envelope still has, less what other lists have decided; none where it is not entered."""
    envelope = envelope_of(year_of(now))
    return None if envelope is None else envelope.free - unsigned(but).total


def lock_money(but: DecisionRound, now: datetime) -> None:
    """Hold the call and the year's envelope until the transaction ends: two lists are adopted one after the other."""
    Call.objects.select_for_update().get(pk=but.call_id)
    Envelope.objects.select_for_update().filter(year=year_of(now)).first()
