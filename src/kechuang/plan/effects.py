"""What the actions on a plan do."""

from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Appointment
from kechuang.door.refusal import Refusal
from kechuang.door.table import Step
from kechuang.plan.definition import PlanForm, catalogue
from kechuang.plan.models import Plan, PlanVersion
from kechuang.plan.payloads import Adoption, Source
from kechuang.trail.form import Facts


def appointed(step: Step) -> Appointment:
    """The appointment that acts. Raises Refusal."""
    if step.actor.appointment is None:
        raise Refusal("not_yours", _("A person in an appointment does this."))
    return step.actor.appointment


def form_in_catalogue(plan: Plan) -> PlanForm:
    """The plan as the catalogue holds it now. Raises Refusal."""
    form = catalogue().get(plan.code)
    if form is None or form.year != plan.year:
        raise Refusal("plan_gone", _("The catalogue no longer has this plan for this year."))
    return form


def prepare(step: Step) -> Facts:
    """Begin the plan of the year that the catalogue's plan is for."""
    plan: Plan = step.subject
    given: Source = step.payload
    form = catalogue()[given.code]
    if Plan.objects.filter(year=form.year).exists():
        there = _("There is a plan for this year. Revise it instead.")
        raise Refusal("plan_there", there, {"code": [there]})
    plan.year, plan.code = form.year, form.code
    return {"plan": form.code, "year": form.year, "digest": form.digest}


def adopt(step: Step) -> Facts:
    """Freeze the plan as the catalogue holds it now."""
    plan: Plan = step.subject
    given: Adoption = step.payload
    form = form_in_catalogue(plan)
    last = plan.adopted.first()
    if last is not None and last.digest == form.digest:
        raise Refusal("unchanged", _("Nothing has changed since the version in force: there is nothing to adopt."))
    plan.versions += 1
    PlanVersion.objects.create(
        plan=plan,
        number=plan.versions,
        form=form.canonical().decode(),
        digest=form.digest,
        meeting=given.meeting,
        minute=given.minute,
        adopted_by=appointed(step),
        adopted_at=step.now,
    )
    return {"version": plan.versions, "digest": form.digest}
