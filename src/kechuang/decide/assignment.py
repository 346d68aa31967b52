"""Who reviews what: the most seats filled, then the best total fit, under every limit; exact and the same every time.

A problem and its solution hold whole numbers and ids only. The solution carries prices, one for each expert, by which
a single pass over the pairs proves that no assignment is better (`assignment_proof`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kechuang.decide.assignment_flow import Flow, best_flow

ALGORITHM = "assignment.shortest-paths/1"
"""Deterministic: the same problem gives the same solution, bit for bit."""
MOST_WORTH = 2**50
"""Seats times the best fit stay below this, so that every sum is exact in 64 bits and in JSON."""
NO_CANDIDATES, ONE_ORGANISATION, EXPERTS_FULL = "no_candidates", "one_organisation", "experts_full"


class BadProblemError(ValueError):
    """A problem that cannot be meant; `code` is stable, `matter` names what is wrong."""

    def __init__(self, code: str, matter: str = "") -> None:
        super().__init__(f"{code}: {matter}")
        self.code, self.matter = code, matter


@dataclass(frozen=True, slots=True)
class Seats:
    """A case and how many experts it needs."""

    id: str
    demand: int


@dataclass(frozen=True, slots=True)
class Reader:
    """An expert, how many cases at most (none at least), and the organisation that counts for the limit."""

    id: str
    load: int
    organisation: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is asked. `pairs` (case, expert, fit ≥ 0) may meet; `forbidden` (case, expert, reason) must not."""

    cases: tuple[Seats, ...]
    experts: tuple[Reader, ...]
    pairs: tuple[tuple[str, str, int], ...]
    forbidden: tuple[tuple[str, str, str], ...] = ()
    per_organisation: int = 1
    """At most so many experts of one organisation for one case."""

    def __post_init__(self) -> None:
        """Raise BadProblemError for what cannot be meant."""
        cases, experts = [one.id for one in self.cases], [one.id for one in self.experts]
        for ids in (cases, experts):
            refuse("stands_twice", next((id_ for id_, times in Counter(ids).items() if times > 1), None))
        refuse("demand", next((one.id for one in self.cases if one.demand < 1), None))
        refuse("load", next((one.id for one in self.experts if one.load < 1), None))
        refuse("per_organisation", None if self.per_organisation >= 1 else str(self.per_organisation))
        known = {*cases}, {*experts}
        named = [(pair[0], pair[1]) for pair in (*self.pairs, *self.forbidden)]
        refuse(
            "unknown", next((" ".join(one) for one in named if one[0] not in known[0] or one[1] not in known[1]), None)
        )
        refuse("pair_twice", next((" ".join(one) for one, times in Counter(named).items() if times > 1), None))
        refuse("fit", next((f"{c} {e}" for c, e, fit in self.pairs if fit < 0), None))
        refuse("too_large", None if self.seat_worth * (self.seats + 1) < MOST_WORTH else str(self.seat_worth))

    @property
    def seats(self) -> int:
        """How many seats there are."""
        return sum(one.demand for one in self.cases)

    @property
    def seat_worth(self) -> int:
        """What a filled seat is worth: more than all the fit there can be, so that filling comes first."""
        return self.seats * max((fit for _case, _expert, fit in self.pairs), default=0) + 1

    def form(self) -> dict[str, Any]:
        """As a record writes it. Pairs name cases and experts by their places."""
        case_at, expert_at = places([one.id for one in self.cases]), places([one.id for one in self.experts])
        return {
            "cases": [[one.id, one.demand] for one in self.cases],
            "experts": [[one.id, one.load, one.organisation] for one in self.experts],
            "pairs": [[case_at[case], expert_at[expert], fit] for case, expert, fit in self.pairs],
            "forbidden": [[case_at[case], expert_at[expert], reason] for case, expert, reason in self.forbidden],
            "per_organisation": self.per_organisation,
        }

    @staticmethod
    def read(form: Mapping[str, Any]) -> "Problem":
        """The problem that a record holds. Raises BadProblemError, or KeyError, TypeError, IndexError for no form."""
        cases = tuple(Seats(id_, demand) for id_, demand in form["cases"])
        experts = tuple(Reader(id_, load, body) for id_, load, body in form["experts"])
        refuse("place", next((str(one) for one in (*form["pairs"], *form["forbidden"]) if min(one[:2]) < 0), None))
        return Problem(
            cases,
            experts,
            tuple((cases[case].id, experts[expert].id, fit) for case, expert, fit in form["pairs"]),
            tuple((cases[case].id, experts[expert].id, reason) for case, expert, reason in form["forbidden"]),
            form["per_organisation"],
        )


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Seats that nobody can take, why, and the experts whose full load stands in the way."""

    case: str
    seats: int
    reason: str
    experts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Solution:
    """An assignment with its figures and its proof."""

    pairs: tuple[tuple[str, str, int], ...]
    """(case, expert, fit) in the order of the problem."""
    total: int
    worst: tuple[str, int] | None
    """The case that is served worst, and the sum of its fit; none where there is no case."""
    unfilled: tuple[Unfilled, ...]
    prices: tuple[int, ...]
    """One for each expert of the problem, in its order: what his load being full costs the others."""

    def form(self) -> dict[str, Any]:
        """As a record writes it."""
        return {
            "pairs": [list(pair) for pair in self.pairs],
            "total": self.total,
            "worst": list(self.worst) if self.worst else None,
            "unfilled": [[one.case, one.seats, one.reason, list(one.experts)] for one in self.unfilled],
            "prices": list(self.prices),
        }

    @staticmethod
    def read(form: Mapping[str, Any]) -> "Solution":
        """The solution that a record holds. Raises KeyError, TypeError or ValueError where it is none."""
        case_and_sum = form["worst"]
        return Solution(
            tuple((case, expert, fit) for case, expert, fit in form["pairs"]),
            form["total"],
            (case_and_sum[0], case_and_sum[1]) if case_and_sum else None,
            tuple(Unfilled(case, seats, why, tuple(experts)) for case, seats, why, experts in form["unfilled"]),
            tuple(form["prices"]),
        )


def refuse(code: str, matter: str | None) -> None:
    """Raise BadProblemError where there is something to name."""
    if matter is not None:
        raise BadProblemError(code, matter)


def places(ids: Sequence[str]) -> dict[str, int]:
    """Where each id stands."""
    return {id_: place for place, id_ in enumerate(ids)}


def solve(problem: Problem) -> Solution:
    """The best assignment: as many seats as can be, then the greatest total fit."""
    flow = best_flow(
        demand=[one.demand for one in problem.cases],
        load=[one.load for one in problem.experts],
        organisation=organisations(problem),
        fit=fits(problem),
        seat_worth=problem.seat_worth,
        per_organisation=problem.per_organisation,
    )
    return Solution(
        pairs=pairs_of(problem, flow),
        total=sum(fit for _case, _expert, fit in pairs_of(problem, flow)),
        worst=worst_served(problem, pairs_of(problem, flow)),
        unfilled=unfilled(problem, flow),
        prices=tuple(flow.prices),
    )


def organisations(problem: Problem) -> list[int]:
    """The organisation of each expert as a number, in the order of first appearance."""
    number: dict[str, int] = {}
    return [number.setdefault(one.organisation, len(number)) for one in problem.experts]


def fits(problem: Problem) -> list[tuple[int, int, int]]:
    """(place of the case, place of the expert, fit)."""
    case_at = places([one.id for one in problem.cases])
    expert_at = places([one.id for one in problem.experts])
    return [(case_at[case], expert_at[expert], fit) for case, expert, fit in problem.pairs]


def pairs_of(problem: Problem, flow: Flow) -> tuple[tuple[str, str, int], ...]:
    """The pairs of a flow by id."""
    return tuple((problem.cases[case].id, problem.experts[expert].id, fit) for case, expert, fit in flow.chosen)


def worst_served(problem: Problem, pairs: Sequence[tuple[str, str, int]]) -> tuple[str, int] | None:
    """The case with the least sum of fit, the first of equals."""
    served = {one.id: 0 for one in problem.cases}
    for case, _expert, fit in pairs:
        served[case] += fit
    return min(served.items(), key=lambda one: one[1], default=None)


def unfilled(problem: Problem, flow: Flow) -> tuple[Unfilled, ...]:
    """The seats that stay empty, each with what stands in the way."""
    candidates: dict[str, list[str]] = {one.id: [] for one in problem.cases}
    for case, expert, _fit in problem.pairs:
        candidates[case].append(expert)
    body = {one.id: one.organisation for one in problem.experts}
    found = []
    for place, seats in enumerate(problem.cases):
        missing = flow.empty[place]
        if not missing:
            continue
        able = candidates[seats.id]
        usable = sum(min(times, problem.per_organisation) for times in Counter(body[one] for one in able).values())
        if len(able) < seats.demand:
            found.append(Unfilled(seats.id, missing, NO_CANDIDATES))
        elif usable < seats.demand:
            found.append(Unfilled(seats.id, missing, ONE_ORGANISATION))
        else:
            taken = tuple(problem.experts[expert].id for expert in flow.full[place])
            found.append(Unfilled(seats.id, missing, EXPERTS_FULL, taken))
    return tuple(found)


def reserves(problem: Problem, taken: Sequence[tuple[str, str]], case: str, gone: Sequence[str]) -> tuple[str, ...]:
    """Who may step in at a case, the best first: a candidate with load to spare, within the organisation's limit.

    `taken` are the (case, expert) pairs that stand now; `gone` are experts who have declined this case.
    """
    used = Counter(expert for _case, expert in taken)
    body = {one.id: one.organisation for one in problem.experts}
    sitting = Counter(body[expert] for at, expert in taken if at == case)
    here = {expert for at, expert in taken if at == case} | {*gone}
    load = {one.id: one.load for one in problem.experts}
    able = [
        (-fit, expert)
        for at, expert, fit in problem.pairs
        if at == case
        and expert not in here
        and used[expert] < load[expert]
        and sitting[body[expert]] < problem.per_organisation
    ]
    return tuple(expert for _fit, expert in sorted(able))
