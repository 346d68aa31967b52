"""Questions about cases."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from kechuang.cases.kinds import room_of_chain
from kechuang.cases.models import Case, Outcome
from kechuang.cases.table import CASES
from kechuang.door.refusal import Sentence
from kechuang.schemes.definition import StagePart
from kechuang.trail.models import Event


class Place(StrEnum):
    """Where a stage stands on the way of a case."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"
    ENDED = "ended"
    """Here the case ended before its last stage."""
    SKIPPED = "skipped"
    """By the scheme's own condition this case does not come here."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage of a case's way: where it stands, and when it was left."""

    part: StagePart
    place: Place
    left_at: datetime | None
    outcome: Outcome | None = None


def way_of(case: Case, outcomes: Sequence[Outcome]) -> list[Stop]:
    """The stages of the case's scheme in their order."""
    last = {outcome.stage: outcome for outcome in outcomes}
    good = sorted((one for one in outcomes if one.result == Outcome.Result.PASSED), key=lambda one: one.pk)
    given = {key: value for outcome in good for key, value in outcome.data.items()}
    stops = []
    for part in case.scheme.stage:
        outcome = last.get(part.id)
        if part.id == case.stage:
            stops.append(Stop(part, Place.HERE, None))
        elif outcome is None:
            skipped = part.when and part.when.value in given and not part.when.holds(given[part.when.value])
            stops.append(Stop(part, Place.SKIPPED if skipped else Place.AHEAD, None))
        else:
            passed = outcome.result == Outcome.Result.PASSED
            stops.append(Stop(part, Place.DONE if passed else Place.ENDED, outcome.at, outcome))
    return stops


def step_label(case: Case) -> Sentence:
    """Where a case stands, in the bureau's words: the state of its stay, or how it ended."""
    room = room_of_chain(case.stay_chain)
    if room is None or case.state != "running":
        return CASES.state(case.state).label
    return room.table.state(case.step).label


def events_of_case(case: Case, outcomes: Sequence[Outcome]) -> list[Event]:
    """What happened to the case and to its stays, the latest first. One statement."""
    names = {case.chain, case.stay_chain, *(outcome.stay_chain for outcome in outcomes)} - {""}
    return list(Event.objects.filter(chain__name__in=names).select_related("chain").order_by("-at", "-id"))


def cases_of_chains(chains: Collection[str], among: QuerySet[Case]) -> Mapping[str, Case]:
    """The case that each of these chains is, or belongs to as a stay past or present. Two statements.

    Only cases among those given: what a reader may not see is left out.
    """
    past = dict(Outcome.objects.filter(stay_chain__in=chains).order_by().values_list("stay_chain", "case_id"))
    ids = [chain.removeprefix("case/") for chain in chains if chain.startswith("case/")]
    wanted = Q(pk__in=set(past.values())) | Q(public_id__in=ids) | Q(stay_chain__in=chains)
    cases = list(among.filter(wanted))
    found = {chain: case for case in cases for chain in (case.chain, case.stay_chain) if chain}
    by_key = {case.pk: case for case in cases}
    return found | {chain: by_key[key] for chain, key in past.items() if key in by_key}
