"""How the formality check moves: the officer accepts, refuses, or returns it once for correction."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import APPLICANT, CLOCK_ONLY, DIVISION, ENGINE
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Guard, State, Table, Transition
from kechuang.stages.screening import effects
from kechuang.stages.screening.models import Screening
from kechuang.stages.screening.payloads import Acceptance, Correction, Marks, Refusal, Resubmission


def first_time(screening: Screening, _now: datetime) -> bool:
    """It was not returned before."""
    return screening.returned_at is None


def in_time(screening: Screening, now: datetime) -> bool:
    """The term of the correction has not ended."""
    return screening.due_at is not None and now <= screening.due_at


def too_late(screening: Screening, now: datetime) -> bool:
    """The term of the correction has ended."""
    return screening.due_at is not None and now > screening.due_at


def window_open(screening: Screening, now: datetime) -> bool:
    """The call has not closed."""
    return now < screening.case.call.closes_at


ONCE = Guard(
    "returned_before", _("It was returned for correction before; that is done once. Accept or refuse it."), first_time
)
IN_TIME = Guard("term_over", _("The term for the correction is over."), in_time)
LATE = Guard("not_late", _("There is still time."), too_late)
OPEN = Guard("window_over", _("The window of this call is closed: nothing is taken back any more."), window_open)
CHECKED = _("Formality check")

SCREENINGS = Table(
    kind="screening",
    model=Screening,
    states=(
        State("checking", _("Being checked"), CHECKED, Role.DIVISION_OFFICER),
        State("correcting", _("With the applicant for correction"), _("Being corrected"), Role.APPLICANT),
        State("accepted", pgettext_lazy("screening", "Accepted"), _("Formality check passed")),
        State("refused", pgettext_lazy("screening", "Not taken"), pgettext_lazy("screening", "Not taken")),
        State("withdrawn", pgettext_lazy("application", "Withdrawn"), pgettext_lazy("application", "Withdrawn")),
    ),
    transitions=(
        Transition("enter", (NOT_YET,), "checking", ENGINE, _("Come to the check"), CHECKED, effect=effects.enter),
        Transition(
            "mark",
            ("checking",),
            None,
            DIVISION,
            _("Check item by item"),
            _("Checklist answered"),
            Marks,
            effect=effects.mark,
            page="stage_screening:work",
        ),
        Transition(
            "accept",
            ("checking",),
            "accepted",
            DIVISION,
            pgettext_lazy("screening", "Accept"),
            _("Formality check passed"),
            Acceptance,
            effect=effects.accept,
        ),
        Transition(
            "return",
            ("checking",),
            "correcting",
            DIVISION,
            _("Return for correction"),
            _("Returned for correction"),
            Correction,
            guards=(ONCE,),
            effect=effects.give_back,
        ),
        Transition(
            "refuse",
            ("checking",),
            "refused",
            DIVISION,
            _("Do not take it"),
            pgettext_lazy("screening", "Not taken"),
            Refusal,
            effect=effects.refuse,
        ),
        Transition(
            "look_again",
            ("checking",),
            None,
            DIVISION,
            _("Run the automatic checks again"),
            _("Automatic checks run again"),
            effect=effects.look_again,
        ),
        Transition(
            "amend",
            ("correcting",),
            None,
            APPLICANT,
            _("Correct the form"),
            _("Form corrected"),
            guards=(IN_TIME,),
            effect=effects.amend,
            page="stage_screening:amend",
        ),
        Transition(
            "correct",
            ("correcting",),
            "checking",
            APPLICANT,
            _("Check and submit the correction"),
            _("Correction submitted"),
            Resubmission,
            guards=(IN_TIME,),
            effect=effects.correct,
            page="stage_screening:correct",
        ),
        Transition(
            "withdraw",
            ("checking", "correcting"),
            "withdrawn",
            APPLICANT,
            _("Give the application up"),
            _("Given up by the applicant"),
            guards=(OPEN,),
            effect=effects.withdraw,
        ),
        Transition(
            "lapse",
            ("correcting",),
            "refused",
            CLOCK_ONLY,
            _("End a correction that did not come"),
            _("Not corrected in time: not taken"),
            guards=(LATE,),
            effect=effects.lapse,
        ),
    ),
    after=reflect,
)
