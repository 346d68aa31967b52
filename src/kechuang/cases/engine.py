"""The engine: the only code that moves a case from stage to stage (contract 2)."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from kechuang.cases.kinds import room_of, room_of_chain
from kechuang.cases.messages import tell_turn
from kechuang.cases.models import Case, Outcome, Stay
from kechuang.decide.canonical import digest
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor, Step, table_of
from kechuang.schemes.definition import StagePart
from kechuang.schemes.kinds import Parameters, kinds
from kechuang.schemes.models import Call
from kechuang.schemes.queries import takes_applications

Result = Outcome.Result
REPEATED = ["stage", "stage_kind", "step", "step_since", "holder", "due_at", "stay_chain"]
"""The columns in which a case repeats what its present stay says."""
ENDS = {Result.REFUSED: "refuse", Result.WITHDRAWN: "withdraw", Result.TERMINATED: "terminate"}
"""How a case ends that leaves a stage with this result."""


def begin(*, call: Call, actor: Actor, now: datetime, public_id: str = "") -> Case:
    """Begin a case in an open call, for the actor's own organisation. Raises Refusal."""
    if actor.appointment is None:
        raise Refusal("not_yours", _("A person in an appointment does this."))
    if not takes_applications(call, now):
        raise Refusal("call_not_open", _("This call takes no applications now. Look at its window."))
    case = Case(
        call=call,
        lead=actor.appointment.organisation,
        created_by=actor.appointment,
        principal=actor.appointment.person,
        contact=str(actor.appointment.person),
        iur=call.version.scheme.iur if call.version else False,
    )
    if public_id:
        case.public_id = public_id
    mover = Actor(actor.appointment, engine=True)
    done = perform(case, "begin", mover, now=now)
    case = Case.objects.get(pk=done.subject.pk)
    enter(case, case.scheme.stage[0], mover, now)
    case.refresh_from_db()
    return case


def enter(case: Case, part: StagePart, mover: Actor, now: datetime) -> Stay:
    """Bring the stay of the next stage into being."""
    room = room_of(part.kind)
    stay = room.model(case=case, stage=part.id)
    return cast("Stay", perform(stay, "enter", mover, now=now).subject)


def conclude(step: Step, result: Outcome.Result, data: BaseModel | Mapping[str, Any], *, to: str = "") -> Outcome:
    """Store what a stage leaves behind; once the stay is written the case moves on, or ends, or goes back to `to`.

    Called in the effect of the action that ends a stay. `data` holds whole numbers and text only. Raises ValueError
    where a stage that is passed does not give what its kind promises.
    """
    stay: Stay = step.subject
    part = part_of(stay)
    held = dict(data.model_dump(mode="json") if isinstance(data, BaseModel) else data)
    missing = kinds()[part.kind].gives - held.keys()
    if result is Result.PASSED and missing:
        raise ValueError(f"{part.kind} does not give {', '.join(sorted(missing))}")
    outcome = Outcome.objects.create(
        case=stay.case,
        stage=stay.stage,
        kind=part.kind,
        result=result,
        data=held,
        digest=digest({"stage": stay.stage, "result": result.value, "data": held}),
        stay_chain=stay.chain,
        by=step.actor.key,
        at=step.now,
    )
    mover = Actor(step.actor.appointment, engine=True)
    step.later.append(partial(move_on, stay.case.pk, outcome, mover, step.now, to))
    return outcome


def move_on(case_id: int, outcome: Outcome, mover: Actor, now: datetime, to: str) -> None:
    """Take the case to its next stage, or end it."""
    case = Case.objects.select_related("call__version").get(pk=case_id)
    stages = list(case.scheme.stage)
    result = Result(outcome.result)
    facts = {"stage": outcome.stage, "result": result.value, "outcome": outcome.digest}
    if result in ENDS:
        perform(case, ENDS[result], mover, facts, now=now)
        return
    place = next(place for place, part in enumerate(stages) if part.id == (to or outcome.stage))
    following = stages[place] if to else next((part for part in stages[place + 1 :] if comes_to(case, part)), None)
    if following is None:
        perform(case, "finish", mover, facts, now=now)
        return
    perform(case, "advance", mover, facts, now=now)
    enter(Case.objects.select_related("call__version").get(pk=case_id), following, mover, now)


def comes_to(case: Case, part: StagePart) -> bool:
    """Whether the case comes to this stage: where a condition stands, what an earlier stage gave decides."""
    return part.when is None or part.when.holds(outcome_value(case, part.when.value))


def reflect(step: Step) -> None:
    """Write into the case's columns where its present stay stands. The consequence of every action on a stay.

    Whoever the case has come to outside the bureau is told.
    """
    stay: Stay = step.subject
    case = Case.objects.select_related("call", "created_by").get(pk=stay.case.pk)
    if stay.revision > 1 and case.stay_chain != stay.chain:
        return
    state = table_of(stay).state(stay.state)
    before = (case.stay_chain, case.step)
    case.stage, case.stage_kind, case.step = stay.stage, part_of(stay).kind, stay.state
    case.step_since, case.due_at, case.stay_chain = stay.state_since, stay.due_at, stay.chain
    case.holder = state.turn.value if state.turn else ""
    case.save(update_fields=REPEATED)
    if before != (case.stay_chain, case.step):
        tell_turn(case, step.now, but=step.actor.appointment)


def part_of(stay: Stay) -> StagePart:
    """The stage of a stay as the frozen scheme describes it."""
    stages: tuple[StagePart, ...] = stay.case.scheme.stage
    return next(part for part in stages if part.id == stay.stage)


def parameters(stay: Stay) -> Parameters:
    """What the frozen scheme sets of a stay's stage, every default filled in."""
    part = part_of(stay)
    return kinds()[part.kind].parameters.model_validate(part.parameters)


def stay_of(case: Case) -> Stay | None:
    """The present stay of a case; none once it is over. One statement."""
    room = room_of_chain(case.stay_chain)
    if room is None:
        return None
    stay = room.model.objects.filter(public_id=case.stay_chain.partition("/")[2]).first()
    if stay is not None:
        stay.case = case
    return stay


def outcome_value(case: Case, key: str) -> Any:
    """What an earlier stage of the case gave under this name, the latest that did. Raises KeyError where none did."""
    for outcome in sorted(case.outcomes.all(), key=lambda one: -one.pk):
        if outcome.result == Result.PASSED and key in outcome.data:
            return outcome.data[key]
    raise KeyError(key)
