"""What the actions of the formality check do besides changing its state."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kechuang.cases import bound
from kechuang.cases.engine import conclude, outcome_value, parameters
from kechuang.cases.models import Outcome
from kechuang.clock.working_days import end_of_term
from kechuang.directory.models import Appointment
from kechuang.door.refusal import Refusal as No
from kechuang.door.table import Step
from kechuang.forms.blind import flags, names_in
from kechuang.forms.models import Sheet
from kechuang.forms.problems import said as said_of
from kechuang.forms.queries import sheet_of, with_files
from kechuang.forms.services import copy_to, lock
from kechuang.stages.screening import messages
from kechuang.stages.screening.checks import Gate, run
from kechuang.stages.screening.kind import ScreeningParameters
from kechuang.stages.screening.models import Finding, Ground, Screening
from kechuang.stages.screening.paper import letter
from kechuang.stages.screening.payloads import Acceptance, Correction, Marks, Refusal, Resubmission
from kechuang.stages.screening.sentences import NAMES
from kechuang.trail.form import Facts

Passed = Outcome.Result


def rules(screening: Screening) -> ScreeningParameters:
    """What the scheme sets of this stage."""
    return cast("ScreeningParameters", parameters(screening))


def zone() -> ZoneInfo:
    """The installation's zone."""
    return ZoneInfo(settings.TIME_ZONE)


def acting(step: Step) -> Appointment:
    """The appointment that acts. Raises Refusal for the clock."""
    if step.actor.appointment is None:
        raise No("not_yours", _("A person in an appointment does this."))
    return step.actor.appointment


def term(screening: Screening, now: datetime) -> datetime:
    """Until when the check should be done: so many days after the window closes, or after a late arrival."""
    closes = screening.case.call.closes_at
    return max(closes, now) + timedelta(days=rules(screening).term_days)


def enter(step: Step) -> Facts:
    """The automatic checks run as soon as a case is here; its row is not written yet, so they do right after."""
    screening: Screening = step.subject
    screening.sheet = outcome_value(screening.case, "application")
    screening.due_at = term(screening, step.now)
    screening.run = 1
    step.later.append(partial(look, screening, step.now))
    return {"case": screening.case.public_id}


def look(screening: Screening, now: datetime) -> None:
    """Run the automatic checks and keep what they find."""
    case = screening.case
    case.refresh_from_db()
    gate = Gate(case, rules(screening), now, now.astimezone(zone()).date())
    Finding.objects.bulk_create(
        Finding(
            screening=screening,
            run=screening.run,
            place=place,
            code=one.code,
            result=one.result,
            words=dict(one.words),
            at=now,
        )
        for place, one in enumerate(run(gate), 1)
    )


def look_again(step: Step) -> Facts:
    """Run the automatic checks again: the directory may have changed."""
    screening: Screening = step.subject
    screening.run += 1
    step.later.append(partial(look, screening, step.now))
    return {"run": screening.run}


def mark(step: Step) -> Facts:
    """Keep the officer's answers. Raises Refusal for an item that the scheme does not have."""
    screening: Screening = step.subject
    given = cast("Marks", step.payload).marks
    known = {item.code for item in rules(screening).checklist}
    if set(given) - known:
        raise No("unknown_item", _("The checklist has no such item. Open the page anew."))
    screening.marks = {code: one.model_dump() for code, one in given.items()}
    return {"answered": len(given), "in_order": sum(one.ok for one in given.values())}


def failed(screening: Screening) -> list[str]:
    """What is not in order: automatic checks and items of the list."""
    now = screening.findings.filter(run=screening.run, result=Finding.Result.FAILED).values_list("code", flat=True)
    return [*now, *(code for code, one in screening.marks.items() if not one["ok"])]


def called(screening: Screening, code: str) -> str:
    """An automatic check or an item of the list, as the officer's page names it."""
    item = next((one for one in rules(screening).checklist if one.code == code), None)
    return said_of(item.name) if item else str(NAMES[code])


def accept(step: Step) -> Facts:
    """It is taken; where something is not in order the officer says why all the same."""
    screening: Screening = step.subject
    given = cast("Acceptance", step.payload)
    missing = [item.code for item in rules(screening).checklist if item.code not in screening.marks]
    if missing:
        raise No("list_open", _("Answer every item of the checklist first."))
    wrong = failed(screening)
    if wrong and not given.explanation.strip():
        said = str(_("Not in order: %(what)s. Say why it is accepted all the same, or refuse it."))
        said %= {"what": "、".join(called(screening, code) for code in wrong)}
        raise No("explain", said, {"explanation": [said]})
    screening.reason, screening.due_at = given.explanation, None
    sheet = Sheet.objects.select_related("version").get(public_id=screening.sheet)
    conclude(step, Passed.PASSED, {"eligible": True, **bound.summary(screening.case, sheet)})
    messages.tell(screening.case, messages.ACCEPTED, step.now)
    return {"not_in_order": len(wrong)}


def refuse(step: Step) -> Facts:
    """It is not taken: the ground, the reason, a letter."""
    screening: Screening = step.subject
    given = cast("Refusal", step.payload)
    screening.ground, screening.reason = given.ground, given.reason
    return turned_down(step, acting(step))


def turned_down(step: Step, by: Appointment | None) -> Facts:
    """Write the letter, leave the outcome, tell the applicant."""
    screening: Screening = step.subject
    paper = letter(screening, "refusal", by=by, now=step.now)
    screening.due_at = None
    conclude(step, Passed.REFUSED, {"eligible": False, "ground": screening.ground, "paper": paper.public_id})
    messages.tell(screening.case, messages.REFUSED, step.now, ground=str(Ground(screening.ground).label))
    return {"ground": screening.ground, "paper": paper.public_id}


def give_back(step: Step) -> Facts:
    """Return it for the one correction: a copy of the form to change, and working days to do it in."""
    screening: Screening = step.subject
    by = acting(step)
    screening.remark = cast("Correction", step.payload).what
    screening.returned_at = step.now
    screening.due_at = end_of_term(step.now, rules(screening).correction_days, zone())
    sheet = Sheet.objects.select_related("version").get(public_id=screening.sheet)
    copy_to(sheet=sheet, owner=screening.chain, by=screening.case.created_by, now=step.now)
    paper = letter(screening, "correction", by=by, now=step.now)
    until = f"{screening.due_at.astimezone(zone()):%Y-%m-%d}"
    messages.tell(screening.case, messages.RETURNED, step.now, until=until)
    return {"paper": paper.public_id, "working_days": rules(screening).correction_days}


def amend(_step: Step) -> Facts:
    """Done on the form's own page only: a draft is no event (contract 5). Raises Refusal."""
    raise No("on_its_page", _("The form is filled in on its own page, which saves by itself."))


def correct(step: Step) -> Facts:
    """The corrected form is locked, its tables written, the checks run again."""
    screening: Screening = step.subject
    case, given = screening.case, cast("Resubmission", step.payload)
    sheet = sheet_of(screening.chain, "application")
    if sheet is None:
        raise No("no_form", _("There is no form to correct."))
    standing: dict[str, Any] = with_files(sheet)
    if flags(sheet.form, standing, [case.lead.name, *names_in(sheet.form, standing)]) and not given.names_stay:
        said = _("Names stand where reviewers see them. Take them out, or say that they must stay.")
        raise No("names_stand", said, {"names_stay": [said]})
    locked, result = lock(sheet=sheet, judge=partial(bound.judge, case), now=step.now)
    bound.write(case, result.bound)
    screening.sheet, screening.due_at = locked.public_id, term(screening, step.now)
    screening.run += 1
    step.later.append(partial(look, screening, step.now))
    return {"sheet_digest": locked.digest}


def lapse(step: Step) -> Facts:
    """The correction did not come in time: it is not taken."""
    screening: Screening = step.subject
    screening.ground = Ground.NOT_CORRECTED
    screening.reason = f"要求补正的内容：{screening.remark}"
    return turned_down(step, None)


def withdraw(step: Step) -> Facts:
    """The applicant gives it up while the call is still open."""
    step.subject.due_at = None
    conclude(step, Passed.WITHDRAWN, {"by": "applicant"})
    return {}
