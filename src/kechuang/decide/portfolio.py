"""Which proposals are funded: strictly by merit, within the money, with the share of cooperation projects kept.

Proposals are ranked by score, ties by the keys that the rule declares. Going down the ranking, each one is funded if
a lawful list with it still exists: within its own group (cooperation projects, and the others) nobody is passed over,
the sum stays within the budget, and at the end cooperation projects hold their share at least. So of all lawful lists
the one comes out that is best at the highest rank where they differ.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any

ALGORITHM = "portfolio.merit/1"
MERIT, NO_SCORE, BELOW_MINIMUM = "merit", "no_score", "below_minimum"
BUDGET, SHARE, PASSED = "budget", "share", "higher_ranked_unfunded"
FUNDED, RESERVE, NOT_FUNDED = "funded", "reserve", "not_funded"


class CannotMeetError(ValueError):
    """No list meets the rules; `code` names the rule, `matter` the figure or the proposal."""

    def __init__(self, code: str, matter: str = "") -> None:
        super().__init__(f"{code}: {matter}")
        self.code, self.matter = code, matter


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal: its score in hundredths (none: no valid score), what is asked in fen, its keys against ties."""

    id: str
    score: int | None
    amount: int
    cooperation: bool
    keys: tuple[int, ...] = ()
    """Higher first, one for each key that the rule declares."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is decided and by which rules. Money in fen; the share is an exact fraction, inclusive."""

    proposals: tuple[Proposal, ...]
    budget: int
    share: Fraction = Fraction(0)
    minimum_score: int = 0
    reserve: int = 0
    tie_keys: tuple[str, ...] = ()
    """What the proposals' keys mean; after them the id decides."""
    before_total: int = 0
    """What was funded earlier and counts for the share."""
    before_cooperation: int = 0

    def __post_init__(self) -> None:
        """Raise CannotMeetError for figures that cannot be meant."""
        ids = Counter(one.id for one in self.proposals)
        refuse("stands_twice", next((id_ for id_, times in ids.items() if times > 1), None))
        refuse("amount", next((one.id for one in self.proposals if one.amount <= 0), None))
        refuse("keys", next((one.id for one in self.proposals if len(one.keys) != len(self.tie_keys)), None))
        refuse("budget", None if self.budget >= 0 else str(self.budget))
        refuse("share", None if 0 <= self.share <= 1 else str(self.share))
        refuse("reserve", None if self.reserve >= 0 else str(self.reserve))
        sound = 0 <= self.before_cooperation <= self.before_total
        refuse("before", None if sound else f"{self.before_cooperation} {self.before_total}")

    def form(self) -> dict[str, Any]:
        """As a record writes it."""
        return {
            "proposals": [[one.id, one.score, one.amount, one.cooperation, list(one.keys)] for one in self.proposals],
            "budget": self.budget,
            "share": f"{self.share.numerator}/{self.share.denominator}",
            "minimum_score": self.minimum_score,
            "reserve": self.reserve,
            "tie_keys": list(self.tie_keys),
            "before": [self.before_total, self.before_cooperation],
        }

    @staticmethod
    def read(form: Mapping[str, Any]) -> "Problem":
        """The problem that a record holds. Raises CannotMeetError, KeyError, TypeError or ValueError."""
        return Problem(
            tuple(
                Proposal(id_, score, amount, iur, tuple(keys)) for id_, score, amount, iur, keys in form["proposals"]
            ),
            form["budget"],
            Fraction(form["share"]),
            form["minimum_score"],
            form["reserve"],
            tuple(form["tie_keys"]),
            *form["before"],
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal's place: its rank, what was decided, by which rule, and the money gone so far."""

    id: str
    rank: int
    decision: str
    rule: str
    cumulative: int


@dataclass(frozen=True, slots=True)
class Solution:
    """The list in order of rank."""

    lines: tuple[Line, ...]
    total: int
    cooperation: int

    def form(self) -> dict[str, Any]:
        """As a record writes it."""
        return {
            "lines": [[one.id, one.rank, one.decision, one.rule, one.cumulative] for one in self.lines],
            "total": self.total,
            "cooperation": self.cooperation,
        }


def refuse(code: str, matter: str | None) -> None:
    """Raise CannotMeetError where there is something to name."""
    if matter is not None:
        raise CannotMeetError(code, matter)


def ranked(problem: Problem) -> list[Proposal]:
    """By score, then by the declared keys, then by id; those without a score last."""
    return sorted(
        problem.proposals,
        key=lambda one: (one.score is None, -(one.score or 0), tuple(-key for key in one.keys), one.id),
    )


class Purse:
    """The money of a list on its way: how many of each group are in, and whether a lawful end is still ahead."""

    def __init__(self, problem: Problem, eligible: Sequence[Proposal]) -> None:
        self.problem = problem
        self.sums = {
            group: [0, *accumulate(one.amount for one in eligible if one.cooperation is group)]
            for group in (True, False)
        }
        self.taken = {True: 0, False: 0}
        self.open = {True: True, False: True}

    def money(self, group: bool) -> int:
        """What a group has."""
        return self.sums[group][self.taken[group]]

    @property
    def total(self) -> int:
        """What both have."""
        return self.money(True) + self.money(False)

    def lawful(self, cooperation: int, others: int) -> bool:
        """Whether the share holds for these sums; a list without money has no share to keep."""
        before, both = self.problem.before_cooperation, self.problem.before_total
        return others == 0 or before + cooperation >= self.problem.share * (both + cooperation + others)

    def refusal(self, group: bool) -> str | None:
        """Why the next of a group cannot be funded; None where it can."""
        if not self.open[group]:
            return PASSED
        wanted = self.taken | {group: self.taken[group] + 1}
        others = self.sums[False][wanted[False]]
        cooperation = self.sums[True]
        if cooperation[wanted[True]] + others > self.problem.budget:
            return BUDGET
        last = wanted[True]
        while self.open[True] and last + 1 < len(cooperation) and cooperation[last + 1] + others <= self.problem.budget:
            last += 1
        return None if self.lawful(cooperation[last], others) else SHARE


def solve(problem: Problem, *, may_fund_none: bool = False) -> Solution:
    """The list. Raises CannotMeetError where the rules leave nothing that could be funded though there is a score.

    Whoever has to decide on every proposal even so, such as on what comes after the money is given out, says that the
    list may fund none.
    """
    order = ranked(problem)
    reasons = {one.id: reason for one in order if (reason := ineligible(one, problem))}
    eligible = [one for one in order if one.id not in reasons]
    purse = Purse(problem, eligible)
    lines: list[Line] = []
    spare = problem.reserve
    for rank, one in enumerate(order, 1):
        reason = reasons.get(one.id) or purse.refusal(one.cooperation)
        decision = NOT_FUNDED
        if reason is None:
            purse.taken[one.cooperation] += 1
            decision = FUNDED
        elif one.id not in reasons:
            purse.open[one.cooperation] = False
            if spare:
                decision, spare = RESERVE, spare - 1
        lines.append(Line(one.id, rank, decision, reason or MERIT, purse.total))
    if eligible and not purse.total and not may_fund_none:
        first = next(line for line in lines if line.id == eligible[0].id)
        raise CannotMeetError(f"nothing_within_{first.rule}", first.id)
    return Solution(tuple(lines), purse.total, purse.money(True))


def ineligible(one: Proposal, problem: Problem) -> str | None:
    """Why a proposal is not in the running at all."""
    if one.score is None:
        return NO_SCORE
    return BELOW_MINIMUM if one.score < problem.minimum_score else None
