"""Scores by rule, to the hundredth."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.decide.scores import Problem, Rule, Score, opinion_points, rounded, score, solve

RULE = Rule(minimum_valid=3, drop_extremes_from=5)


@pytest.mark.parametrize(
    ("opinions", "expected"),
    [
        ([], Score(0, 0, None, 0)),
        ([8000, 9000], Score(2, 0, None, 1000)),
        ([8000, 9000, 7000], Score(3, 3, Fraction(8000), 2000)),
        ([8000, 9000, 7000, 10000], Score(4, 4, Fraction(8500), 3000)),
        ([0, 8000, 8100, 8300, 10000], Score(5, 3, Fraction(24400, 3), 10000)),
        ([8000] * 6, Score(6, 4, Fraction(8000), 0)),
    ],
)
def test_a_score_follows_the_rule(opinions: list[int], expected: Score) -> None:
    assert score(opinions, RULE) == expected


def test_half_is_rounded_up_and_only_when_shown() -> None:
    assert score([8001, 8000, 8000, 8001], RULE).shown == 8001
    assert score([0, 8000, 8100, 8300, 10000], RULE).shown == 8133
    assert [rounded(Fraction(n, 2)) for n in (1, 2, 3, -1)] == [1, 1, 2, 0]


@given(st.lists(st.integers(0, 10_000), min_size=5, max_size=9))
def test_extremes_move_nothing(opinions: list[int]) -> None:
    ordered = sorted(opinions)
    calmer = [ordered[1], *ordered[1:-1], ordered[-2]]
    assert score(opinions, RULE).mean == score(calmer, RULE).mean


def test_an_opinion_is_its_levels_by_weight() -> None:
    weights = {"merit": 40, "plan": 35, "team": 25}
    assert opinion_points({"merit": 10, "plan": 10, "team": 10}, weights) == 10_000
    assert opinion_points({"merit": 8, "plan": 7, "team": 9}, weights) == 7_900
    with pytest.raises(ValueError, match="every criterion"):
        opinion_points({"merit": 8, "plan": 7}, weights)
    with pytest.raises(ValueError, match="every criterion"):
        opinion_points({"merit": 8, "plan": 7, "team": 11}, weights)
    with pytest.raises(ValueError, match="add up"):
        opinion_points({"merit": 8}, {"merit": 90})


def test_rules_and_points_that_cannot_be_meant() -> None:
    with pytest.raises(ValueError, match="needs an opinion"):
        Rule(minimum_valid=0)
    with pytest.raises(ValueError, match="left out"):
        Rule(drop_extremes_from=4)
    with pytest.raises(ValueError, match="between"):
        score([10_001], RULE)


def test_a_round_s_opinions_read_back() -> None:
    problem = Problem((("c1", (("e1", 8000), ("e2", 9000), ("e3", 8500))), ("c2", ())), RULE)
    assert Problem.read(problem.form()) == problem
    assert solve(problem).form() == {"scores": [["c1", 3, 3, "8500", 8500, 1000], ["c2", 0, 0, None, None, 0]]}
