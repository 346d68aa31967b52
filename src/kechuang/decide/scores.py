"""From opinions to a score: exact until it is shown.

Points are whole hundredths of a point of 100. With fewer valid opinions than the rule asks there is no score. From so
many on, one highest and one lowest are left out, else all count; the score is their mean. Shown with two decimals,
half rounded up (四舍五入), as the forms of the field do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

ALGORITHM = "scores.mean/1"
FULL = 10_000
"""A full score, in hundredths of a point."""
FEWEST_TO_DROP = 5
"""With fewer opinions leaving out extremes would leave too little."""
WHOLE_WEIGHT = 100
"""The weights of a rubric's criteria add up to this."""
LEVELS = 10
"""A criterion is rated from 1 to this."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a score needs. Raises ValueError for a rule that cannot be meant."""

    minimum_valid: int = 3
    drop_extremes_from: int = FEWEST_TO_DROP

    def __post_init__(self) -> None:
        """Refuse a rule that lets nothing through or leaves too little."""
        if self.minimum_valid < 1:
            raise ValueError("a score needs an opinion")
        if self.drop_extremes_from < FEWEST_TO_DROP:
            raise ValueError(f"extremes are left out from {FEWEST_TO_DROP} opinions on, not from fewer")


@dataclass(frozen=True, slots=True)
class Score:
    """What the opinions give."""

    valid: int
    counted: int
    mean: Fraction | None
    """In hundredths, exact; none where there are too few."""
    spread: int
    """The highest valid opinion less the lowest, in hundredths."""

    @property
    def shown(self) -> int | None:
        """The mean in whole hundredths, half rounded up."""
        return None if self.mean is None else rounded(self.mean)


def rounded(value: Fraction) -> int:
    """The nearest whole number, half up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def opinion_points(levels: Mapping[str, int], weights: Mapping[str, int]) -> int:
    """One opinion in hundredths: each criterion's level of 1 to 10 by its weight; exact.

    Raises ValueError where a criterion is not rated, a level is none, or the weights are not 100 together.
    """
    if sum(weights.values()) != WHOLE_WEIGHT:
        raise ValueError(f"the weights add up to {WHOLE_WEIGHT}")
    if set(levels) != set(weights) or not all(1 <= level <= LEVELS for level in levels.values()):
        raise ValueError(f"every criterion has a level from 1 to {LEVELS}")
    return sum(weights[name] * level * FULL // (WHOLE_WEIGHT * LEVELS) for name, level in levels.items())


def score(opinions: Sequence[int], rule: Rule) -> Score:
    """The score of one case from its valid opinions. Raises ValueError for points outside 0 to 100."""
    if any(not 0 <= one <= FULL for one in opinions):
        raise ValueError("an opinion lies between 0 and 100 points")
    ordered = sorted(opinions)
    spread = ordered[-1] - ordered[0] if ordered else 0
    if len(ordered) < rule.minimum_valid:
        return Score(len(ordered), 0, None, spread)
    counted = ordered[1:-1] if len(ordered) >= rule.drop_extremes_from else ordered
    return Score(len(ordered), len(counted), Fraction(sum(counted), len(counted)), spread)


@dataclass(frozen=True, slots=True)
class Problem:
    """The opinions of a round: for each case who gave how much, and the rule."""

    opinions: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    rule: Rule

    def form(self) -> dict[str, Any]:
        """As a record writes it."""
        return {
            "opinions": [[case, [list(one) for one in given]] for case, given in self.opinions],
            "minimum_valid": self.rule.minimum_valid,
            "drop_extremes_from": self.rule.drop_extremes_from,
        }

    @staticmethod
    def read(form: Mapping[str, Any]) -> "Problem":
        """The problem that a record holds. Raises KeyError, TypeError or ValueError where it is none."""
        opinions = tuple((case, tuple((who, points) for who, points in given)) for case, given in form["opinions"])
        return Problem(opinions, Rule(form["minimum_valid"], form["drop_extremes_from"]))


@dataclass(frozen=True, slots=True)
class Solution:
    """The score of each case, in the order of the problem."""

    scores: tuple[tuple[str, Score], ...]

    def form(self) -> dict[str, Any]:
        """As a record writes it: the exact mean as a fraction, then what is shown."""
        return {
            "scores": [
                [case, one.valid, one.counted, str(one.mean) if one.mean is not None else None, one.shown, one.spread]
                for case, one in self.scores
            ]
        }


def solve(problem: Problem) -> Solution:
    """Every case's score."""
    return Solution(
        tuple((case, score([points for _who, points in given], problem.rule)) for case, given in problem.opinions)
    )
