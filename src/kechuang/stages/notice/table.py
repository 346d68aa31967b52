"""How a notice, a case on it and an objection to a case move."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import CLOCK_ONLY, DIVISION, ENGINE
from kechuang.cases.rounds import WITH_ROUND
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Actor, Guard, Permission, State, Table, Transition
from kechuang.stages.notice import effects
from kechuang.stages.notice.models import NoticeRound, NoticeStay, Objection
from kechuang.stages.notice.payloads import Answer, Ground, Grounds


def has_cases(found: NoticeRound, _now: datetime) -> bool:
    """Somebody's case waits in it."""
    return found.stays.filter(state="waiting").exists()


def is_over(found: NoticeRound, now: datetime) -> bool:
    """Its last second has passed."""
    return found.due_at is not None and found.due_at < now


def stands(one: Objection, now: datetime) -> bool:
    """The case is on a notice that stands now."""
    return one.stay.state == "standing" and one.stay.due_at is not None and now <= one.stay.due_at


def undisputed(stay: NoticeStay, _now: datetime) -> bool:
    """Every objection is answered."""
    return not stay.objections.filter(state="received").exists()


def lost(stay: NoticeStay, _now: datetime) -> bool:
    """An objection was upheld."""
    return stay.objections.filter(state="upheld").exists()


def in_division(one: Objection, actor: Actor) -> bool:
    """The actor's division runs the call."""
    return actor.appointment is not None and actor.appointment.division_id == one.stay.case.call.division_id


CASES = Guard("no_cases", _("No case waits for this notice."), has_cases)
OVER = Guard("still_standing", _("The notice stands until the end of its last day."), is_over)
STANDS = Guard("notice_over", _("This notice does not stand now: objections are taken while it does."), stands)
UNDISPUTED = Guard("disputed", _("Answer the objections to this case first."), undisputed)
LOST = Guard("not_upheld", _("No objection to this case was upheld."), lost)
OBJECTS = Permission(
    "objector",
    _("Anybody who is signed in objects under his real name; an officer enters a letter."),
    frozenset(
        {
            Role.APPLICANT,
            Role.ORGANISATION_ADMINISTRATOR,
            Role.RECOMMENDER,
            Role.EXPERT,
            Role.DIVISION_OFFICER,
        }
    ),
)
ANSWERS = Permission(
    "objection_division",
    _("An officer of the division that runs the call does this."),
    frozenset({Role.DIVISION_OFFICER}),
    related=in_division,
)
STANDING = _("On public notice")

NOTICES = Table(
    kind="notice-round",
    model=NoticeRound,
    states=(
        State("preparing", _("Notice being prepared"), _("Notice being prepared"), Role.DIVISION_OFFICER),
        State("posted", STANDING, STANDING),
        State("over", _("Notice over"), _("Notice over")),
    ),
    transitions=(
        Transition("open", (NOT_YET,), "preparing", ENGINE, _("Begin"), _("Notice begun"), effect=effects.opened),
        Transition(
            "post",
            ("preparing",),
            "posted",
            DIVISION,
            _("Post the notice"),
            _("Notice posted"),
            guards=(CASES,),
            effect=effects.post,
            means=_(
                "Everybody reads the list from now on, and anybody may object under a real name until it ends. "
                "It ends by itself; a project with an open objection waits for the answer."
            ),
        ),
        Transition(
            "end",
            ("posted",),
            "over",
            CLOCK_ONLY,
            _("End the notice"),
            _("Notice over"),
            guards=(OVER,),
            effect=effects.end,
        ),
    ),
)

STAYS = Table(
    kind="notice-stay",
    model=NoticeStay,
    states=(
        State("waiting", _("Before the notice"), _("Result pending"), Role.DIVISION_OFFICER),
        State("standing", STANDING, STANDING),
        State("held", _("Held: an objection is open"), STANDING, Role.DIVISION_OFFICER),
        State("passed", _("Notice passed"), _("Notice passed")),
        State("refused", pgettext_lazy("case", "Not approved"), pgettext_lazy("case", "Not approved")),
    ),
    transitions=(
        Transition(
            "enter", (NOT_YET,), "waiting", ENGINE, _("Come to the notice"), _("Notice prepared"), effect=effects.enter
        ),
        Transition(
            "post", ("waiting",), "standing", WITH_ROUND, _("Post"), _("Put on public notice"), effect=effects.posted
        ),
        Transition("pass", ("standing",), "passed", WITH_ROUND, _("Pass"), _("Notice passed"), effect=effects.go_on),
        Transition(
            "hold",
            ("standing",),
            "held",
            WITH_ROUND,
            _("Hold"),
            _("Held back: an objection is open"),
            effect=effects.hold,
        ),
        Transition(
            "release",
            ("held",),
            "passed",
            DIVISION,
            _("Release: the objection does not stand"),
            _("Released after the objection"),
            guards=(UNDISPUTED,),
            effect=effects.go_on,
        ),
        Transition(
            "refuse",
            ("held",),
            "refused",
            DIVISION,
            _("Do not approve: the objection was upheld"),
            _("Not approved after an objection"),
            Ground,
            guards=(UNDISPUTED, LOST),
            effect=effects.refuse,
        ),
    ),
    after=reflect,
)

OBJECTIONS = Table(
    kind="objection",
    model=Objection,
    states=(
        State("received", _("Received, to be answered"), _("Received, to be answered"), Role.DIVISION_OFFICER),
        State("upheld", _("Objection upheld"), _("Objection upheld")),
        State("rejected", _("Objection rejected"), _("Objection rejected")),
    ),
    transitions=(
        Transition(
            "file",
            (NOT_YET,),
            "received",
            OBJECTS,
            _("Object under my real name"),
            _("Objection received"),
            Grounds,
            guards=(STANDS,),
            effect=effects.file,
        ),
        Transition(
            "uphold",
            ("received",),
            "upheld",
            ANSWERS,
            _("Uphold the objection"),
            _("Objection upheld"),
            Answer,
            effect=effects.answer,
        ),
        Transition(
            "reject",
            ("received",),
            "rejected",
            ANSWERS,
            _("Reject the objection"),
            _("Objection rejected"),
            Answer,
            effect=effects.answer,
        ),
    ),
)
