"""How a round, a case's stay in it, an expert's part and a single reading move."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import APPLICANT, ENGINE, SECRETARY
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Guard, State, Table, Transition
from kechuang.stages.review import effects, effects_round
from kechuang.stages.review.models import Assignment, Batch, ReviewRound, ReviewStay
from kechuang.stages.review.payloads import Concluded, Ground, HandBack, Points, Promise, Sign, Until
from kechuang.stages.review.rules import ENOUGH, EXPERT, HAS_CASES, OPEN, OUTSTANDING, PROMISED, ROUND, TIME_OR_DONE

SECRETARY_S, EXPERT_S = Role.REVIEW_SECRETARY, Role.EXPERT
UNDER_REVIEW = _("Under expert review")


def in_time(batch: Batch, now: datetime) -> bool:
    """The experts' time is not over."""
    return batch.round.due_at is not None and now < batch.round.due_at


IN_TIME = Guard(
    "time_over",
    _("The time for opinions is over. Ask the review secretary for more; nothing you wrote is lost."),
    in_time,
)

ROUNDS = Table(
    kind="review-round",
    model=ReviewRound,
    states=(
        State("preparing", pgettext_lazy("round", "Taking cases"), UNDER_REVIEW, SECRETARY_S),
        State("assigned", pgettext_lazy("round", "Assigned, not yet sent"), UNDER_REVIEW, SECRETARY_S),
        State("reviewing", pgettext_lazy("round", "Experts are reviewing"), UNDER_REVIEW, EXPERT_S),
        State("closed", pgettext_lazy("round", "Closed"), pgettext_lazy("round", "Closed")),
    ),
    transitions=(
        Transition(
            "open", (NOT_YET,), "preparing", ENGINE, _("Begin a round"), _("Round begun"), effect=effects_round.opened
        ),
        Transition(
            "assign",
            ("preparing",),
            "assigned",
            SECRETARY,
            _("Assign experts"),
            _("Experts assigned by computation"),
            guards=(HAS_CASES,),
            effect=effects_round.assign,
            page="stage_review:plan",
        ),
        Transition(
            "invite",
            ("assigned",),
            "reviewing",
            SECRETARY,
            _("Send to the experts"),
            _("Sent to the experts"),
            Until,
            effect=effects_round.invite,
        ),
        Transition(
            "discard",
            ("assigned",),
            "preparing",
            SECRETARY,
            _("Discard the assignment"),
            _("Assignment discarded"),
            Ground,
            effect=effects_round.discard,
        ),
        Transition(
            "remind",
            ("reviewing",),
            None,
            SECRETARY,
            _("Remind all who have not signed"),
            _("Experts reminded"),
            guards=(OUTSTANDING,),
            effect=effects_round.remind,
        ),
        Transition(
            "extend",
            ("reviewing",),
            None,
            SECRETARY,
            _("Give more time"),
            _("Time extended"),
            Until,
            effect=effects_round.extend,
        ),
        Transition(
            "close",
            ("reviewing",),
            "closed",
            SECRETARY,
            _("Close the round and compute the scores"),
            _("Round closed, scores computed by rule"),
            guards=(ENOUGH, TIME_OR_DONE),
            effect=effects_round.close,
        ),
    ),
)

STAYS = Table(
    kind="review-stay",
    model=ReviewStay,
    states=(
        State("waiting", _("Waiting for experts"), UNDER_REVIEW, SECRETARY_S),
        State("reviewing", UNDER_REVIEW, UNDER_REVIEW, EXPERT_S),
        State("reviewed", _("Reviewed"), _("Reviewed")),
        State("withdrawn", pgettext_lazy("case", "Withdrawn"), pgettext_lazy("case", "Withdrawn")),
    ),
    transitions=(
        Transition("enter", (NOT_YET,), "waiting", ENGINE, _("Come to the review"), UNDER_REVIEW, effect=effects.enter),
        Transition(
            "start", ("waiting",), "reviewing", ROUND, _("Begin"), _("Given to experts"), Until, effect=effects.start
        ),
        Transition(
            "extend", ("reviewing",), None, ROUND, _("Give more time"), _("Time extended"), Until, effect=effects.start
        ),
        Transition(
            "add_expert",
            ("reviewing",),
            None,
            SECRETARY,
            _("Ask one more expert"),
            _("One more expert asked"),
            guards=(OPEN,),
            effect=effects.add_expert,
        ),
        Transition(
            "postpone",
            ("reviewing",),
            "waiting",
            SECRETARY,
            _("Put into the next round"),
            _("Put into the next round"),
            Ground,
            guards=(OPEN,),
            effect=effects.postpone,
        ),
        Transition(
            "conclude",
            ("reviewing",),
            "reviewed",
            ROUND,
            _("Conclude"),
            _("Reviewed"),
            Concluded,
            effect=effects.finish,
        ),
        Transition(
            "withdraw",
            ("waiting", "reviewing"),
            "withdrawn",
            APPLICANT,
            _("Withdraw the application"),
            _("Application withdrawn"),
            Ground,
            effect=effects.withdraw,
        ),
    ),
    after=reflect,
)

BATCHES = Table(
    kind="review-batch",
    model=Batch,
    states=(
        State("planned", pgettext_lazy("expert's part", "Planned"), UNDER_REVIEW, SECRETARY_S),
        State("invited", pgettext_lazy("expert's part", "Asked"), UNDER_REVIEW, EXPERT_S),
        State("promised", pgettext_lazy("expert's part", "Reading"), UNDER_REVIEW, EXPERT_S),
        State("signed", pgettext_lazy("expert's part", "Signed"), UNDER_REVIEW),
        State("lapsed", pgettext_lazy("expert's part", "Lapsed"), UNDER_REVIEW),
        State("discarded", pgettext_lazy("expert's part", "Discarded"), UNDER_REVIEW),
    ),
    transitions=(
        Transition("plan", (NOT_YET,), "planned", ROUND, _("Plan"), _("Planned")),
        Transition("invite", ("planned",), "invited", ROUND, _("Ask"), _("Expert asked"), effect=effects.invited),
        Transition("discard", ("planned",), "discarded", ROUND, _("Discard"), _("Discarded")),
        Transition(
            "promise",
            ("invited",),
            "promised",
            EXPERT,
            _("Sign the letter of commitment"),
            _("Letter of commitment signed, ties declared"),
            Promise,
            guards=(OPEN,),
            effect=effects.promise,
            page="stage_review:promise",
        ),
        Transition(
            "sign",
            ("promised",),
            "signed",
            EXPERT,
            _("Sign all opinions"),
            _("All opinions signed"),
            Sign,
            guards=(OPEN, IN_TIME),
            effect=effects.sign,
            page="stage_review:compare",
        ),
        Transition("reopen", ("signed",), "promised", ROUND, _("Ask again"), _("Asked for one more case")),
        Transition(
            "remind",
            ("invited", "promised"),
            None,
            SECRETARY,
            _("Remind"),
            _("Expert reminded"),
            guards=(OPEN,),
            effect=effects.reminded,
        ),
        Transition(
            "remind_with_round",
            ("invited", "promised"),
            None,
            ROUND,
            _("Remind"),
            _("Expert reminded"),
            effect=effects.reminded,
        ),
        Transition("lapse", ("invited", "promised"), "lapsed", ROUND, _("Lapse"), _("Lapsed with the round")),
    ),
)

ASSIGNMENTS = Table(
    kind="review-assignment",
    model=Assignment,
    states=(
        State("asked", pgettext_lazy("reading", "Not answered yet"), UNDER_REVIEW, EXPERT_S),
        State("accepted", pgettext_lazy("reading", "Being reviewed"), UNDER_REVIEW, EXPERT_S),
        State("signed", pgettext_lazy("reading", "Signed"), UNDER_REVIEW),
        State("declined", pgettext_lazy("reading", "Handed back"), UNDER_REVIEW, SECRETARY_S),
        State("released", pgettext_lazy("reading", "Taken back"), UNDER_REVIEW, SECRETARY_S),
        State("replaced", pgettext_lazy("reading", "Replaced by another expert"), UNDER_REVIEW),
        State("set_aside", pgettext_lazy("reading", "Set aside: does not count"), UNDER_REVIEW),
        State("lapsed", pgettext_lazy("reading", "Lapsed"), UNDER_REVIEW),
        State("void", pgettext_lazy("reading", "Void: the case left the round"), UNDER_REVIEW),
        State("discarded", pgettext_lazy("reading", "Discarded"), UNDER_REVIEW),
    ),
    transitions=(
        Transition("ask", (NOT_YET,), "asked", ROUND, _("Seat"), _("Seated")),
        Transition(
            "accept",
            ("asked",),
            "accepted",
            EXPERT,
            _("Accept"),
            _("Accepted"),
            guards=(OPEN, PROMISED),
            effect=effects.accept,
        ),
        Transition(
            "decline",
            ("asked", "accepted"),
            "declined",
            EXPERT,
            _("Hand back"),
            _("Handed back"),
            HandBack,
            guards=(OPEN,),
            effect=effects.decline,
        ),
        Transition(
            "recuse",
            ("asked", "accepted"),
            "declined",
            ROUND,
            _("Recuse"),
            _("Handed back for a declared tie"),
            effect=effects.recuse,
        ),
        Transition(
            "release",
            ("asked", "accepted"),
            "released",
            SECRETARY,
            _("Take back from this expert"),
            _("Taken back"),
            Ground,
            guards=(OPEN,),
            effect=effects.note,
        ),
        Transition(
            "replace",
            ("declined", "released"),
            "replaced",
            SECRETARY,
            _("Seat the next of the reserve"),
            _("Replaced from the reserve"),
            guards=(OPEN,),
            effect=effects.replace,
        ),
        Transition("sign", ("accepted",), "signed", ROUND, _("Sign"), _("Signed"), Points, effect=effects.signed),
        Transition(
            "set_aside",
            ("signed",),
            "set_aside",
            SECRETARY,
            _("Set this opinion aside"),
            _("Opinion set aside"),
            Ground,
            guards=(OPEN,),
            effect=effects.note,
        ),
        Transition("discard", ("asked",), "discarded", ROUND, _("Discard"), _("Discarded")),
        Transition(
            "void",
            ("asked", "accepted", "declined", "released", "signed"),
            "void",
            ROUND,
            _("Void"),
            _("Void: the case left the round"),
        ),
        Transition(
            "lapse",
            ("asked", "accepted", "declined", "released"),
            "lapsed",
            ROUND,
            _("Lapse"),
            _("Lapsed with the round"),
        ),
    ),
)
