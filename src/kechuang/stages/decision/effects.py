"""What the actions on a case's stay in the decision do."""

from kechuang.cases.engine import Result, conclude
from kechuang.door.perform import perform
from kechuang.door.table import Step
from kechuang.schemes.models import Call
from kechuang.stages.decision.models import DecisionRound, DecisionStay, Line
from kechuang.stages.decision.payloads import Granted, Refused
from kechuang.trail.form import Facts


def enter(step: Step) -> Facts:
    """Join the round of the call that takes cases now; a new one where the last list is computed."""
    stay: DecisionStay = step.subject
    call = Call.objects.select_for_update().get(pk=stay.case.call_id)  # two cases that come at once make one round
    rounds = DecisionRound.objects.filter(call=call, stage=stay.stage)
    taking = rounds.filter(state="gathering").first()
    if taking is None:
        fresh = DecisionRound(call=call, stage=stay.stage, number=rounds.count() + 1)
        done = perform(fresh, "open", step.actor, now=step.now)
        taking = DecisionRound.objects.get(pk=done.subject.pk)
    stay.round = taking
    return {"round": taking.public_id}


def grant(step: Step) -> Facts:
    """Leave rank and amount behind; the case goes on to the notice."""
    given: Granted = step.payload
    conclude(step, Result.PASSED, given.model_dump())
    return {"record": given.record}


def refuse(step: Step) -> Facts:
    """Leave the reason behind; the case is over."""
    given: Refused = step.payload
    conclude(step, Result.REFUSED, given.model_dump())
    return {"record": given.record, "reason": given.reason}


def withdraw(step: Step) -> Facts:
    """The applicant takes the application back; it leaves the list, whose other lines stay as they are."""
    stay: DecisionStay = step.subject
    Line.objects.filter(stay=stay).delete()
    conclude(step, Result.WITHDRAWN, {})
    return {}
