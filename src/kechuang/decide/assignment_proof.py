"""Judging an assignment without trusting whoever made it: is it allowed, and can there be a better one?

For any prices ≥ 0 of the experts, the sum of load × price, plus for every case the best seats that it could fill at
those prices, is an upper bound on what any assignment is worth (Lagrangian duality). Within one case the limits form
a matroid, so taking the best first is exact. One pass over the pairs; nothing of the solver is used.
"""

from collections import Counter
from dataclasses import dataclass

from kechuang.decide.assignment import Problem, Solution, worst_served


@dataclass(frozen=True, slots=True)
class Bound:
    """An upper bound and its two parts: what each case can reach, what each expert's load costs."""

    cases: tuple[int, ...]
    experts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The bound."""
        return sum(self.cases) + sum(self.experts)


def bound(problem: Problem, prices: tuple[int, ...]) -> Bound:
    """The bound that these prices prove. Raises ValueError where they are not one price ≥ 0 for each expert."""
    if len(prices) != len(problem.experts) or min(prices, default=0) < 0:
        raise ValueError("one price of at least 0 for each expert")
    price = {one.id: cost for one, cost in zip(problem.experts, prices, strict=True)}
    body = {one.id: one.organisation for one in problem.experts}
    seat_worth = problem.seat_worth
    offers: dict[str, list[tuple[int, str]]] = {one.id: [] for one in problem.cases}
    for case, expert, fit in problem.pairs:
        offers[case].append((seat_worth + fit - price[expert], body[expert]))
    reached = [best_seats(offers[one.id], one.demand, problem.per_organisation) for one in problem.cases]
    return Bound(tuple(reached), tuple(one.load * price[one.id] for one in problem.experts))


def best_seats(offers: list[tuple[int, str]], demand: int, per_organisation: int) -> int:
    """The most that a case can reach: the best offers first, none below nothing, so many of an organisation."""
    sitting: Counter[str] = Counter()
    reached = seats = 0
    for worth, body in sorted(offers, reverse=True):
        if worth <= 0 or seats == demand:
            break
        if sitting[body] < per_organisation:
            sitting[body] += 1
            seats += 1
            reached += worth
    return reached


def worth(problem: Problem, solution: Solution) -> int:
    """What an assignment is worth: its seats first, then its fit."""
    return len(solution.pairs) * problem.seat_worth + sum(fit for _case, _expert, fit in solution.pairs)


def fault_of(problem: Problem, solution: Solution) -> tuple[str, str] | None:
    """The first thing that is not allowed or not true in a solution: a code and where; None where all is well."""
    allowed = {(case, expert): fit for case, expert, fit in problem.pairs}
    seen: set[tuple[str, str]] = set()
    for case, expert, fit in solution.pairs:
        if allowed.get((case, expert)) != fit:
            return "pair_not_allowed", f"{case} {expert}"
        if (case, expert) in seen:
            return "pair_twice", f"{case} {expert}"
        seen.add((case, expert))
    return over_a_limit(problem, seen) or false_figure(problem, solution)


def over_a_limit(problem: Problem, pairs: set[tuple[str, str]]) -> tuple[str, str] | None:
    """The first limit that the pairs break."""
    body = {one.id: one.organisation for one in problem.experts}
    seats = Counter(case for case, _expert in pairs)
    loads = Counter(expert for _case, expert in pairs)
    together = Counter((case, body[expert]) for case, expert in pairs)
    for one in problem.cases:
        if seats[one.id] > one.demand:
            return "too_many_seats", one.id
    for reader in problem.experts:
        if loads[reader.id] > reader.load:
            return "load_exceeded", reader.id
    crowded = sorted(case for (case, _body), times in together.items() if times > problem.per_organisation)
    return ("one_organisation", crowded[0]) if crowded else None


def false_figure(problem: Problem, solution: Solution) -> tuple[str, str] | None:
    """The first figure of a solution that its pairs do not give."""
    if solution.total != sum(fit for _case, _expert, fit in solution.pairs):
        return "total", str(solution.total)
    if solution.worst != worst_served(problem, solution.pairs):
        return "worst", str(solution.worst)
    seats = Counter(case for case, _expert, _fit in solution.pairs)
    missing = {one.id: one.demand - seats[one.id] for one in problem.cases if one.demand > seats[one.id]}
    if {one.case: one.seats for one in solution.unfilled} != missing:
        return "unfilled", " ".join(sorted(missing))
    return None
