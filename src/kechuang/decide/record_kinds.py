"""The kinds of decision that a record can hold: how each is solved, judged and published."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from kechuang.decide import assignment, portfolio, scores
from kechuang.decide.assignment_proof import bound, fault_of, worth

Commit = Callable[[str, str], str]
Fault = tuple[str, str]
"""A stable code and where."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `judge` and `judge_public` answer what they checked and the first thing that is wrong."""

    code: str
    algorithm: str
    read: Callable[[Mapping[str, Any]], Any]
    solve: Callable[[Any], Any]
    judge: Callable[[Any, Mapping[str, Any]], tuple[Sequence[str], Fault | None]]
    publish: Callable[[Mapping[str, Any], Mapping[str, Any], Commit], dict[str, Any]]
    judge_public: Callable[[Mapping[str, Any]], tuple[Sequence[str], Fault | None]]


def judge_assignment(problem: assignment.Problem, form: Mapping[str, Any]) -> tuple[Sequence[str], Fault | None]:
    """Whether the assignment is allowed, its figures true, and its certificate proves that there is no better one."""
    solution = assignment.Solution.read(form)
    fault = fault_of(problem, solution)
    if fault is not None:
        return (), fault
    try:
        best = bound(problem, solution.prices).total
    except ValueError as bad:
        return ("feasible", "figures"), ("certificate", str(bad))
    reached = worth(problem, solution)
    if best != reached:
        return ("feasible", "figures"), ("certificate", f"{reached} < {best}")
    return ("feasible", "figures", "certificate"), None


def publish_assignment(problem: Mapping[str, Any], solution: Mapping[str, Any], commit: Commit) -> dict[str, Any]:
    """Counts, and the bound's parts beside commitments. Cases and experts stand apart, each sorted by commitment."""
    asked, answer = assignment.Problem.read(problem), assignment.Solution.read(solution)
    proof = bound(asked, answer.prices)
    cases = sorted((commit("case", one.id), part) for one, part in zip(asked.cases, proof.cases, strict=True))
    experts = sorted((commit("expert", one.id), part) for one, part in zip(asked.experts, proof.experts, strict=True))
    return {
        "counts": {
            "cases": len(asked.cases),
            "experts": len(asked.experts),
            "seats": asked.seats,
            "filled": len(answer.pairs),
            "pairs": len(asked.pairs),
            "forbidden": dict(Counter(reason for _case, _expert, reason in asked.forbidden)),
        },
        "cases": [list(one) for one in cases],
        "experts": [list(one) for one in experts],
        "unfilled": sorted([commit("case", one.case), one.seats, one.reason] for one in answer.unfilled),
        "certificate": {
            "seat_worth": asked.seat_worth,
            "total": answer.total,
            "worst": answer.worst[1] if answer.worst else 0,
            "bound": proof.total,
        },
    }


def judge_public_assignment(record: Mapping[str, Any]) -> tuple[Sequence[str], Fault | None]:
    """Whether the counts fit and the parts of the certificate add up to just what was reached."""
    counts, proof = record["counts"], record["certificate"]
    if (counts["cases"], counts["experts"]) != (len(record["cases"]), len(record["experts"])):
        return (), ("counts", "cases, experts")
    if counts["seats"] - counts["filled"] != sum(seats for _case, seats, _reason in record["unfilled"]):
        return (), ("counts", "filled")
    parts = sum(part for _name, part in (*record["cases"], *record["experts"]))
    reached = counts["filled"] * proof["seat_worth"] + proof["total"]
    if parts != proof["bound"] or reached != proof["bound"]:
        return ("counts",), ("certificate", f"{reached} {proof['bound']} {parts}")
    return ("counts", "certificate"), None


def judge_by_solving(_problem: Any, _form: Mapping[str, Any]) -> tuple[Sequence[str], Fault | None]:
    """Nothing beyond solving again, which proves all there is."""
    return (), None


def publish_scores(problem: Mapping[str, Any], solution: Mapping[str, Any], commit: Commit) -> dict[str, Any]:
    """Counts, and beside each case's commitment how many opinions were valid and counted. No score and no expert."""
    rows = solution["scores"]
    return {
        "counts": {
            "cases": len(rows),
            "opinions": sum(len(given) for _case, given in problem["opinions"]),
            "scored": sum(mean is not None for _case, _valid, _counted, mean, *_rest in rows),
        },
        "cases": sorted([commit("case", case), valid, counted] for case, valid, counted, *_rest in rows),
    }


def judge_public_scores(record: Mapping[str, Any]) -> tuple[Sequence[str], Fault | None]:
    """Whether the counts fit."""
    counts, rows = record["counts"], record["cases"]
    found = (len(rows), sum(valid for _case, valid, _counted in rows), sum(counted > 0 for *_rest, counted in rows))
    if found != (counts["cases"], counts["opinions"], counts["scored"]):
        return (), ("counts", str(found))
    return ("counts",), None


def publish_portfolio(problem: Mapping[str, Any], solution: Mapping[str, Any], commit: Commit) -> dict[str, Any]:
    """Each proposal's decision and rule beside its commitment; what is asked only for those that are funded."""
    asked = {id_: (amount, iur) for id_, _score, amount, iur, _keys in problem["proposals"]}
    lines = [
        [commit("case", id_), decision, rule, *(asked[id_] if decision == portfolio.FUNDED else ())]
        for id_, _rank, decision, rule, _cumulative in solution["lines"]
    ]
    return {
        "counts": dict(Counter(line[1] for line in lines)),
        "cases": sorted(lines),
        "money": {
            "budget": problem["budget"],
            "share": problem["share"],
            "before": problem["before"],
            "total": solution["total"],
            "cooperation": solution["cooperation"],
        },
    }


def judge_public_portfolio(record: Mapping[str, Any]) -> tuple[Sequence[str], Fault | None]:
    """Whether the funded lines add up, stay within the budget and keep the share."""
    money, lines = record["money"], record["cases"]
    if dict(Counter(line[1] for line in lines)) != record["counts"]:
        return (), ("counts", "cases")
    funded = [
        (amount, iur)
        for _case, decision, _rule, *rest in lines
        if decision == portfolio.FUNDED
        for amount, iur in [rest]
    ]
    total, cooperation = sum(amount for amount, _iur in funded), sum(amount for amount, iur in funded if iur)
    if (total, cooperation) != (money["total"], money["cooperation"]):
        return ("counts",), ("total", f"{total} {cooperation}")
    if total > money["budget"]:
        return ("counts",), ("budget", str(total))
    before, before_cooperation = money["before"]
    if total > cooperation and before_cooperation + cooperation < Fraction(money["share"]) * (before + total):
        return ("counts",), ("share", f"{before_cooperation + cooperation}/{before + total}")
    return ("counts", "money"), None


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "assignment",
            assignment.ALGORITHM,
            assignment.Problem.read,
            assignment.solve,
            judge_assignment,
            publish_assignment,
            judge_public_assignment,
        ),
        Kind(
            "scores",
            scores.ALGORITHM,
            scores.Problem.read,
            scores.solve,
            judge_by_solving,
            publish_scores,
            judge_public_scores,
        ),
        Kind(
            "portfolio",
            portfolio.ALGORITHM,
            portfolio.Problem.read,
            partial(portfolio.solve, may_fund_none=True),
            judge_by_solving,
            publish_portfolio,
            judge_public_portfolio,
        ),
    )
}


def kind_of(code: str) -> Kind:
    """The kind with this code. Raises KeyError."""
    return KINDS[code]
