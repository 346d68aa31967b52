"""The assignment of a round: computed by `decide` from the funnel, looked at, then committed with its record."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings

from kechuang.decide.assignment import Problem, Reader, Seats, Solution, reserves, solve
from kechuang.directory.models import Expert
from kechuang.schemes.kinds import kinds
from kechuang.stages.review.kind import ReviewParameters
from kechuang.stages.review.models import Assignment, ReviewRound, ReviewStay
from kechuang.stages.review.pool import Funnel, funnel_of
from kechuang.trail.models import DecisionRecord

LIVE = ("asked", "accepted", "signed")
"""The states in which an assignment takes a seat."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be committed now."""

    funnel: Funnel
    problem: Problem
    solution: Solution

    @property
    def loads(self) -> list[tuple[int, int]]:
        """How many experts get how many cases."""
        each = Counter(expert for _case, expert, _fit in self.solution.pairs)
        return sorted(Counter(each.values()).items())

    @property
    def experts(self) -> int:
        """How many experts are asked."""
        return len({expert for _case, expert, _fit in self.solution.pairs})


def rule_of(review: ReviewRound) -> ReviewParameters:
    """What the frozen scheme sets of a round's stage."""
    version = review.call.version
    if version is None:
        raise ValueError("a round belongs to a call that was signed")
    part = next(part for part in version.scheme.stage if part.id == review.stage)
    return cast("ReviewParameters", kinds()[part.kind].parameters.model_validate(part.parameters))


def plan_of(review: ReviewRound, now: datetime) -> Plan:
    """The plan as the directory and the cases stand now; the same facts give the same plan. Raises Refusal."""
    rule = rule_of(review)
    funnel = funnel_of(review, rule, now.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    problem = problem_of(funnel, rule)
    return Plan(funnel, problem, solve(problem))


def problem_of(funnel: Funnel, rule: ReviewParameters) -> Problem:
    """The funnel as a problem of `decide`; everything in the order of public ids, so that no order of entry counts."""
    return Problem(
        cases=tuple(Seats(id_, rule.experts) for id_ in sorted(one.case.public_id for one in funnel.cases)),
        experts=tuple(
            sorted(
                (Reader(one.expert.public_id, one.load, family_of(one.expert)) for one in funnel.candidates),
                key=lambda one: one.id,
            )
        ),
        pairs=tuple(sorted(funnel.pairs)),
        forbidden=tuple(sorted(funnel.forbidden)),
        per_organisation=rule.per_organisation,
    )


def family_of(expert: Expert) -> str:
    """What counts as one organisation for the limit of a case: the family, by a name that stays."""
    head = expert.organisation.family
    return head.public_id if head else expert.organisation.public_id


def parameters_of(rule: ReviewParameters) -> Mapping[str, Any]:
    """The rule as a record holds it."""
    return {
        "experts": rule.experts,
        "off_site": rule.off_site,
        "per_organisation": rule.per_organisation,
        "most_cases": rule.most_cases,
        "recusal_years": rule.recusal_years,
    }


def recorded_problem(review: ReviewRound) -> Problem:
    """The problem that a round's assignment was computed from. One statement."""
    record = DecisionRecord.objects.get(digest=review.record)
    return Problem.read(json.loads(record.sealed)["problem"])


def next_expert(stay: ReviewStay, gone: frozenset[str]) -> Expert | None:
    """Who steps in at a case: the first of the reserve by the recorded problem; nobody chooses. Three statements.

    `gone` are experts, by public id, whom what they declared keeps away.
    """
    problem = recorded_problem(stay.round)
    rows = Assignment.objects.filter(batch__round=stay.round).exclude(state="discarded")
    taken, away = [], set(gone)
    for case, expert, state in rows.values_list("stay__case__public_id", "batch__expert__public_id", "state"):
        if state in LIVE:
            taken.append((case, expert))
        elif case == stay.case.public_id:
            away.add(expert)
    found = reserves(problem, taken, stay.case.public_id, sorted(away))
    return Expert.objects.select_related("person", "organisation").get(public_id=found[0]) if found else None


def fit_in_problem(problem: Problem, case: str, expert: str) -> int:
    """The fit of a pair as recorded; nought where the record has no such pair."""
    return next((fit for at, who, fit in problem.pairs if (at, who) == (case, expert)), 0)
