"""How an application moves: submitted, confirmed by partners, approved by the organisation, recommended."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import APPLICANT, CLOCK_ONLY, ENGINE, RECOMMENDER, UNIT
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Actor, Guard, Permission, State, Table, Transition
from kechuang.schemes.queries import takes_applications
from kechuang.stages.intake import effects
from kechuang.stages.intake.models import Application, Confirmation
from kechuang.stages.intake.payloads import Declared, Reason, Submission

UNDER_WAY = ("confirming", "unit", "recommending")
OPEN_STATES = ("declaring", "draft", *UNDER_WAY)


def window_open(application: Application, now: datetime) -> bool:
    """The call takes applications, to the second."""
    return takes_applications(application.case.call, now)


def in_time(application: Application, now: datetime) -> bool:
    """The window is open, or what was submitted in time comes back corrected before the last moment."""
    return window_open(application, now) or (application.first_sent_at is not None and within_term(application, now))


def within_term(application: Application, now: datetime) -> bool:
    """The last moment for those who stand behind it has not passed."""
    return now < application.case.call.closes_at or now <= effects.last_moment(application)


def too_late(application: Application, now: datetime) -> bool:
    """Nothing can be done with it any more."""
    if application.first_sent_at is None:
        return now >= application.case.call.closes_at
    return now >= application.case.call.closes_at and not within_term(application, now)


def still_asked(confirmation: Confirmation, now: datetime) -> bool:
    """The application waits for its partners, and there is time left."""
    application = confirmation.application
    return application.state == "confirming" and within_term(application, now)


def of_partner(confirmation: Confirmation, actor: Actor) -> bool:
    """The actor's organisation is the partner."""
    return actor.appointment is not None and actor.appointment.organisation_id == confirmation.organisation_id


PARTNER = Permission(
    "case_partner",
    _("The administrator of the partner organisation does this."),
    frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    related=of_partner,
)
OPEN = Guard("window_over", _("The window of this call is closed: nothing is taken in any more."), window_open)
IN_TIME = Guard("too_late", _("The window of this call is closed: nothing is taken in any more."), in_time)
WITHIN = Guard("term_over", _("The time to act on this application is over."), within_term)
LATE = Guard("not_late", _("There is still time."), too_late)
ASKED = Guard("not_asked", _("This application no longer waits for its partners."), still_asked)
IN_HAND = _("Application being prepared")

APPLICATIONS = Table(
    kind="application",
    model=Application,
    states=(
        State("declaring", _("Before the declaration"), IN_HAND, Role.APPLICANT),
        State("draft", pgettext_lazy("application", "Draft"), IN_HAND, Role.APPLICANT),
        # The applicant sees to it that the partners confirm; they are asked and told each for itself.
        State("confirming", _("Partners confirming"), _("Submitted"), Role.APPLICANT),
        State("unit", _("Before the organisation"), _("Submitted"), Role.ORGANISATION_ADMINISTRATOR),
        State("recommending", _("Before the recommending organisation"), _("Submitted"), Role.RECOMMENDER),
        State("done", _("With the bureau"), _("With the bureau")),
        State("withdrawn", pgettext_lazy("application", "Withdrawn"), pgettext_lazy("application", "Withdrawn")),
        State("lapsed", _("Not submitted in time"), _("Not submitted in time")),
    ),
    transitions=(
        Transition(
            "enter", (NOT_YET,), "declaring", ENGINE, _("Begin an application"), _("Begun"), effect=effects.enter
        ),
        Transition(
            "declare",
            ("declaring",),
            "draft",
            APPLICANT,
            _("Declare that nothing is secret"),
            _("Declared: nothing in it is secret"),
            Declared,
            guards=(OPEN,),
            effect=effects.declare,
        ),
        Transition(
            "fill",
            ("draft",),
            None,
            APPLICANT,
            _("Fill in the form"),
            _("Form filled in"),
            guards=(IN_TIME,),
            effect=effects.fill,
            page="stage_intake:fill",
        ),
        Transition(
            "submit",
            ("draft",),
            "confirming",
            APPLICANT,
            _("Check and submit"),
            _("Submitted and locked"),
            Submission,
            guards=(IN_TIME,),
            effect=effects.submit,
            page="stage_intake:submit",
        ),
        Transition("confirmed", ("confirming",), "unit", ENGINE, _("Go on"), _("Confirmed by every partner")),
        Transition(
            "declined",
            ("confirming",),
            "draft",
            ENGINE,
            _("Give back"),
            _("Declined by a partner: with the applicant again"),
            effect=effects.declined,
        ),
        Transition(
            "approve",
            ("unit",),
            "recommending",
            UNIT,
            _("Approve for the organisation"),
            _("Approved by the organisation"),
            guards=(WITHIN,),
            effect=effects.approve,
            means=_(
                "The organisation stands behind the application; it goes on to the recommending organisation or to "
                "the bureau."
            ),
        ),
        Transition(
            "return_unit",
            ("unit",),
            "draft",
            UNIT,
            pgettext_lazy("application", "Return to the applicant"),
            pgettext_lazy("application", "Returned by the organisation"),
            Reason,
            guards=(WITHIN,),
            effect=effects.hand_back,
        ),
        Transition(
            "recommend",
            ("recommending",),
            "done",
            RECOMMENDER,
            _("Recommend to the bureau"),
            _("Recommended: with the bureau"),
            guards=(WITHIN,),
            effect=effects.hand_over,
            means=_("The application goes to the bureau for the formality check, and cannot be taken back from here."),
        ),
        Transition(
            "return_recommender",
            ("recommending",),
            "draft",
            RECOMMENDER,
            pgettext_lazy("application", "Return to the applicant"),
            _("Returned by the recommending organisation"),
            Reason,
            guards=(WITHIN,),
            effect=effects.hand_back,
        ),
        Transition(
            "pass_by",
            ("recommending",),
            "done",
            ENGINE,
            _("Go on without a recommendation"),
            _("With the bureau: this scheme asks for no recommendation"),
            effect=effects.hand_over,
        ),
        Transition(
            "recall",
            UNDER_WAY,
            "draft",
            APPLICANT,
            _("Take back to change it"),
            _("Taken back by the applicant"),
            guards=(OPEN,),
            effect=effects.recall,
        ),
        Transition(
            "withdraw",
            OPEN_STATES,
            "withdrawn",
            APPLICANT,
            _("Give the application up"),
            _("Given up by the applicant"),
            guards=(OPEN,),
            effect=effects.withdraw,
        ),
        Transition(
            "lapse",
            OPEN_STATES,
            "lapsed",
            CLOCK_ONLY,
            _("Lapse"),
            _("Not submitted, or not carried on, in time"),
            guards=(LATE,),
            effect=effects.lapse,
        ),
    ),
    after=reflect,
)

CONFIRMATIONS = Table(
    kind="confirmation",
    model=Confirmation,
    states=(
        State("asked", _("Waiting for the partner"), _("Waiting for the partner"), Role.ORGANISATION_ADMINISTRATOR),
        State("confirmed", _("Confirmed"), _("Confirmed")),
        State("declined", pgettext_lazy("partner", "Declined"), pgettext_lazy("partner", "Declined")),
        State("lapsed", _("No longer asked"), _("No longer asked")),
    ),
    transitions=(
        Transition("ask", (NOT_YET,), "asked", ENGINE, _("Ask a partner"), _("Partner asked"), effect=effects.asked),
        Transition(
            "confirm",
            ("asked",),
            "confirmed",
            PARTNER,
            _("Confirm our part"),
            _("Part confirmed by the partner"),
            guards=(ASKED,),
            effect=effects.confirm,
        ),
        Transition(
            "decline",
            ("asked",),
            "declined",
            PARTNER,
            pgettext_lazy("partner", "Decline"),
            _("Part declined by the partner"),
            Reason,
            guards=(ASKED,),
            effect=effects.decline,
        ),
        Transition("lapse", ("asked",), "lapsed", ENGINE, _("Ask no longer"), _("No longer asked")),
    ),
)
