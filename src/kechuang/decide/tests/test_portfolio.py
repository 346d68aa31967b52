"""Strict order of merit under a budget and a share, against every list there is."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.decide.portfolio import CannotMeetError, Problem, Proposal, Solution, ranked, solve

SEVENTY = Fraction(7, 10)
PROPOSALS = st.lists(
    st.tuples(st.none() | st.integers(60, 64), st.integers(1, 5), st.booleans()), min_size=1, max_size=7
)


def problem_of(rows: list[tuple[int | None, int, bool]], budget: int, share: Fraction, reserve: int = 0) -> Problem:
    """A problem of so many proposals, named in their order."""
    named = tuple(Proposal(f"p{at}", score, amount, iur) for at, (score, amount, iur) in enumerate(rows))
    return Problem(named, budget, share, minimum_score=61, reserve=reserve)


def best_by_trying(problem: Problem) -> tuple[bool, ...] | None:
    """The lawful list that is best at the highest rank where lists differ; None where only the empty one is."""
    order = ranked(problem)
    for plan in product([True, False], repeat=len(order)):
        pairs = list(zip(order, plan, strict=True))
        chosen = [one for one, taken in pairs if taken]
        total = sum(one.amount for one in chosen)
        cooperation = sum(one.amount for one in chosen if one.cooperation)
        passed_over = any(
            taken
            and any(
                not before and one.cooperation == early.cooperation and able(early, problem)
                for early, before in pairs[:at]
            )
            for at, (one, taken) in enumerate(pairs)
        )
        lawful = all(able(one, problem) for one in chosen) and total <= problem.budget and not passed_over
        if lawful and (total == cooperation or cooperation >= problem.share * total):
            return plan if chosen else None
    return None


def able(one: Proposal, problem: Problem) -> bool:
    """Whether it is in the running."""
    return one.score is not None and one.score >= problem.minimum_score


@settings(max_examples=200, deadline=None)
@given(PROPOSALS, st.integers(1, 15), st.sampled_from([Fraction(0), Fraction(1, 2), SEVENTY, Fraction(1)]))
def test_the_list_is_the_best_lawful_one(
    rows: list[tuple[int | None, int, bool]], budget: int, share: Fraction
) -> None:
    problem = problem_of(rows, budget, share)
    expected = best_by_trying(problem)
    if expected is None:
        if any(able(one, problem) for one in problem.proposals):
            with pytest.raises(CannotMeetError):
                solve(problem)
        return
    assert tuple(line.decision == "funded" for line in solve(problem).lines) == expected


def told(solution: Solution) -> list[tuple[str, str, str, int]]:
    """A list in short."""
    return [(line.id, line.decision, line.rule, line.cumulative) for line in solution.lines]


def test_each_line_names_its_rule() -> None:
    rows = [
        (95, 30, False),
        (90, 50, True),
        (85, 20, True),
        (80, 40, True),
        (70, 5, False),
        (60, 1, True),
        (None, 1, True),
    ]
    assert told(solve(problem_of(rows, 110, SEVENTY, reserve=1))) == [
        ("p0", "funded", "merit", 30),
        ("p1", "funded", "merit", 80),
        ("p2", "funded", "merit", 100),
        ("p3", "reserve", "budget", 100),
        ("p4", "not_funded", "share", 100),
        ("p5", "not_funded", "below_minimum", 100),
        ("p6", "not_funded", "no_score", 100),
    ]


def test_the_share_is_exact_and_inclusive() -> None:
    assert solve(problem_of([(90, 70, True), (80, 30, False)], 100, SEVENTY)).total == 100
    assert solve(problem_of([(90, 70, True), (80, 31, False)], 101, SEVENTY)).total == 70


def test_what_was_funded_before_counts_for_the_share() -> None:
    proposals = (Proposal("p", 90, 30, cooperation=False),)
    with pytest.raises(CannotMeetError) as refusal:
        solve(Problem(proposals, 100, SEVENTY))
    assert (refusal.value.code, refusal.value.matter) == ("nothing_within_share", "p")
    assert solve(Problem(proposals, 100, SEVENTY, before_total=70, before_cooperation=70)).total == 30


def test_ties_go_by_the_declared_keys_then_by_id() -> None:
    proposals = tuple(Proposal(name, 80, 1, True, (key,)) for name, key in [("b", 1), ("a", 1), ("c", 2)])
    problem = Problem(proposals, 10, tie_keys=("merit",))
    assert [line.id for line in solve(problem).lines] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("budget", {"budget": -1}),
        ("share", {"share": Fraction(3, 2)}),
        ("keys", {"tie_keys": ("merit",)}),
        ("reserve", {"reserve": -1}),
        ("before", {"before_cooperation": 1}),
        ("amount", {"proposals": (Proposal("p", 1, 0, True),)}),
        ("stands_twice", {"proposals": (Proposal("p", 1, 1, True), Proposal("p", 1, 1, True))}),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(code: str, change: dict[str, object]) -> None:
    sound: dict[str, object] = {"proposals": (Proposal("p", 1, 1, True),), "budget": 1}
    with pytest.raises(CannotMeetError) as refusal:
        Problem(**{**sound, **change})  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_a_budget_below_the_first_proposal_is_refused_by_name() -> None:
    with pytest.raises(CannotMeetError) as refusal:
        solve(problem_of([(90, 5, True)], 4, SEVENTY))
    assert (refusal.value.code, refusal.value.matter) == ("nothing_within_budget", "p0")


@pytest.mark.parametrize("budget", [0, 4])
def test_a_list_that_may_fund_none_says_why_of_each(budget: int) -> None:
    solution = solve(problem_of([(90, 5, True), (80, 3, True), (None, 1, True)], budget, SEVENTY), may_fund_none=True)
    assert [line.rule for line in solution.lines] == ["budget", "higher_ranked_unfunded", "no_score"]
    assert (solution.total, {line.decision for line in solution.lines}) == (0, {"not_funded"})
