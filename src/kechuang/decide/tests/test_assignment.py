"""Assignment against every assignment there is, on small problems; and what a problem refuses."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.decide.assignment import BadProblemError, Problem, Reader, Seats, Unfilled, reserves, solve
from kechuang.decide.assignment_proof import bound, fault_of, worth


@st.composite
def small_problems(draw: st.DrawFn) -> Problem:
    """Up to three cases and five experts of up to three organisations."""
    cases = [Seats(f"c{at}", draw(st.integers(1, 3))) for at in range(draw(st.integers(0, 3)))]
    experts = [
        Reader(f"e{at}", draw(st.integers(1, 2)), draw(st.sampled_from("abc"))) for at in range(draw(st.integers(0, 5)))
    ]
    pairs = [
        (case.id, expert.id, draw(st.integers(0, 9))) for case in cases for expert in experts if draw(st.integers(0, 3))
    ]
    return Problem(tuple(cases), tuple(experts), tuple(pairs), (), draw(st.integers(1, 2)))


def best_by_trying(problem: Problem) -> int:
    """The worth of the best assignment, found by trying all."""
    body = {one.id: one.organisation for one in problem.experts}
    choices = []
    for case in problem.cases:
        offers = [(expert, fit) for at, expert, fit in problem.pairs if at == case.id]
        choices.append(
            [
                chosen
                for size in range(case.demand + 1)
                for chosen in combinations(offers, size)
                if max(Counter(body[expert] for expert, _fit in chosen).values(), default=0) <= problem.per_organisation
            ]
        )
    best = 0
    for plan in product(*choices):
        loads = Counter(expert for chosen in plan for expert, _fit in chosen)
        if all(loads[one.id] <= one.load for one in problem.experts):
            best = max(best, sum(problem.seat_worth + fit for chosen in plan for _expert, fit in chosen))
    return best


@settings(max_examples=150, deadline=None)
@given(small_problems())
def test_it_is_the_best_there_is_and_its_prices_prove_it(problem: Problem) -> None:
    solution = solve(problem)
    assert fault_of(problem, solution) is None
    assert worth(problem, solution) == best_by_trying(problem)
    assert bound(problem, solution.prices).total == worth(problem, solution)


@given(small_problems(), st.lists(st.integers(0, 200), min_size=5, max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_prices_bound_every_assignment(problem: Problem, prices: list[int]) -> None:
    assert bound(problem, tuple(prices[: len(problem.experts)])).total >= best_by_trying(problem)


def test_a_scarce_expert_goes_where_he_fits_best() -> None:
    problem = Problem(
        (Seats("c1", 1), Seats("c2", 1)), (Reader("e1", 1, "a"),), (("c1", "e1", 1), ("c2", "e1", 9)), (), 1
    )
    solution = solve(problem)
    assert solution.pairs == (("c2", "e1", 9),)
    assert solution.unfilled == (Unfilled("c1", 1, "experts_full", ("e1",)),)
    assert solution.worst == ("c1", 0)


def test_empty_seats_say_why() -> None:
    problem = Problem(
        (Seats("few", 2), Seats("kin", 2)),
        (Reader("e1", 2, "a"), Reader("e2", 2, "a")),
        (("few", "e1", 5), ("kin", "e1", 5), ("kin", "e2", 5)),
        (("few", "e2", "same_unit"),),
        1,
    )
    assert [(one.case, one.seats, one.reason) for one in solve(problem).unfilled] == [
        ("few", 1, "no_candidates"),
        ("kin", 1, "one_organisation"),
    ]


def test_who_steps_in_is_able_and_fits_best() -> None:
    experts = (Reader("e1", 1, "a"), Reader("e2", 1, "a"), Reader("e3", 1, "b"), Reader("e4", 1, "c"))
    pairs = tuple(("c1", one.id, fit) for one, fit in zip(experts, (9, 8, 5, 7), strict=True))
    problem = Problem((Seats("c1", 1), Seats("c2", 1)), experts, (*pairs, ("c2", "e4", 1)), (), 1)
    assert reserves(problem, [("c1", "e1"), ("c2", "e4")], "c1", []) == ("e3",)
    assert reserves(problem, [("c2", "e4")], "c1", ["e1"]) == ("e2", "e3")


def test_the_same_problem_gives_the_same_solution_and_reads_back() -> None:
    experts = tuple(Reader(f"e{at}", 2, f"o{at % 3}") for at in range(6))
    cases = tuple(Seats(f"c{at}", 3) for at in range(3))
    pairs = tuple((case.id, expert.id, 5) for case in cases for expert in experts)
    problem = Problem(cases, experts, pairs, (), 1)
    assert solve(problem) == solve(Problem.read(problem.form()))
    assert Problem.read(problem.form()) == problem


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        (((Seats("c", 1), Seats("c", 1)), (), ()), "stands_twice"),
        (((Seats("c", 0),), (), ()), "demand"),
        (((Seats("c", 1),), (Reader("e", 0, "a"),), ()), "load"),
        (((Seats("c", 1),), (), (("c", "e", 1),)), "unknown"),
        (((Seats("c", 1),), (Reader("e", 1, "a"),), (("c", "e", -1),)), "fit"),
        (((Seats("c", 1),), (Reader("e", 1, "a"),), (("c", "e", 1), ("c", "e", 2))), "pair_twice"),
        (((Seats("c", 1),), (Reader("e", 1, "a"),), (("c", "e", 2**52),)), "too_large"),
    ],
)
def test_a_problem_that_cannot_be_meant_is_refused_by_name(pieces: tuple[tuple[object, ...], ...], code: str) -> None:
    with pytest.raises(BadProblemError) as refusal:
        Problem(*pieces)  # type: ignore[arg-type]
    assert refusal.value.code == code
