"""Who may act on a case or on a stay of it: the permissions that the rooms of the stages share."""

from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Case, Round, Stay
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.door.table import Actor, Permission


def case_of(subject: Case | Stay) -> Case:
    """The case that a subject is, or belongs to."""
    return subject if isinstance(subject, Case) else subject.case


def in_division(subject: Case | Stay | Round, actor: Actor) -> bool:
    """The actor's division runs the call."""
    call = subject.call if isinstance(subject, Round) else case_of(subject).call
    return actor.appointment is not None and actor.appointment.division_id == call.division_id


def of_case(subject: Case | Stay, actor: Actor) -> bool:
    """The actor began the case or leads the project, for the same organisation."""
    case = case_of(subject)
    appointment = actor.appointment
    if appointment is None or appointment.organisation_id != case.lead_id:
        return False
    return appointment.person_id in {case.created_by.person_id, case.principal_id}


def of_lead(subject: Case | Stay, actor: Actor) -> bool:
    """The actor's organisation leads the case."""
    return actor.appointment is not None and actor.appointment.organisation_id == case_of(subject).lead_id


def of_recommender(subject: Case | Stay, actor: Actor) -> bool:
    """The actor's organisation recommends the case."""
    recommender = case_of(subject).recommender_id
    return (
        actor.appointment is not None and recommender is not None and actor.appointment.organisation_id == recommender
    )


def prepares(subject: Case | Stay | Round, actor: Actor) -> bool:
    """The actor is a plan officer, or of the division that runs the call."""
    return actor.role is Role.PLAN_OFFICER or in_division(subject, actor)


READS_ALL = frozenset({Role.DIRECTOR, Role.PLAN_OFFICER, Role.SUPERVISOR})
"""Who reads every round of decision, notice and approval; a division reads those of its own calls."""


def reads_round(viewer: Appointment | None, found: Round) -> bool:
    """Whether somebody may look at a round: whoever prepares or decides it, and the supervisor."""
    if viewer is None:
        return False
    own = viewer.role == Role.DIVISION_OFFICER and in_division(found, Actor(viewer))
    return viewer.role in READS_ALL or own


ENGINE = Permission(
    "engine_only", _("This happens by itself when a case comes to the stage."), frozenset(), engine=True
)
CLOCK_ONLY = Permission("clock_only", _("This happens by itself when its time comes."), frozenset(), clock=True)
APPLICANT = Permission(
    "case_applicant",
    _("The applicant or the principal investigator of this case does this."),
    frozenset({Role.APPLICANT}),
    related=of_case,
)
UNIT = Permission(
    "case_unit",
    _("The administrator of the lead organisation does this."),
    frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    related=of_lead,
)
RECOMMENDER = Permission(
    "case_recommender",
    _("An officer of the recommending organisation does this."),
    frozenset({Role.RECOMMENDER}),
    related=of_recommender,
)
DIVISION = Permission(
    "case_division",
    _("An officer of the division that runs the call does this."),
    frozenset({Role.DIVISION_OFFICER}),
    related=in_division,
)
PLAN = Permission("plan_officer", _("A plan officer of the bureau does this."), frozenset({Role.PLAN_OFFICER}))
SECRETARY = Permission("review_secretary", _("The review secretary does this."), frozenset({Role.REVIEW_SECRETARY}))
DIRECTOR = Permission("director", _("The bureau director does this."), frozenset({Role.DIRECTOR}))
PREPARER = Permission(
    "round_preparer",
    _("A plan officer, or an officer of the division that runs the call, does this."),
    frozenset({Role.PLAN_OFFICER, Role.DIVISION_OFFICER}),
    related=prepares,
)
