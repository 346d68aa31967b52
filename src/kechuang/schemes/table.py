"""How a call moves."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Actor, Guard, Permission, State, Table, Transition
from kechuang.schemes import effects
from kechuang.schemes.models import Call
from kechuang.schemes.payloads import CallDraft, Erratum, Reason


def own_division(call: Call, actor: Actor) -> bool:
    """The call is the actor's division's, or is not there yet."""
    if call.pk is None:
        return actor.appointment is not None and actor.appointment.division_id is not None
    return actor.appointment is not None and actor.appointment.division_id == call.division_id


def still_ahead(call: Call, now: datetime) -> bool:
    """The window has not ended."""
    return now < call.closes_at


def has_begun(call: Call, now: datetime) -> bool:
    """The opening minute has come."""
    return call.opens_at <= now


def has_ended(call: Call, now: datetime) -> bool:
    """The closing minute has come."""
    return call.closes_at <= now


def not_begun(call: Call, now: datetime) -> bool:
    """The opening minute is ahead."""
    return now < call.opens_at


WRITES = Permission(
    "call_writer",
    _("An officer of the division that runs the call does this."),
    frozenset({Role.DIVISION_OFFICER}),
    related=own_division,
)
SIGNS = Permission("call_signer", _("The bureau director does this."), frozenset({Role.DIRECTOR}))
TIME = Permission("clock_only", _("This happens by itself when its time comes."), frozenset(), clock=True)

AHEAD = Guard("window_over", _("The window of this call is over. Set a closing time that is still ahead."), still_ahead)
BEGUN = Guard("not_begun", _("The opening time has not come."), has_begun)
ENDED = Guard("not_ended", _("The closing time has not come."), has_ended)
UNOPENED = Guard("has_begun", _("The call has opened: people may have applied. Correct it instead."), not_begun)

CALLS = Table(
    kind="call",
    model=Call,
    states=(
        State("draft", pgettext_lazy("call", "Draft"), pgettext_lazy("call", "In preparation")),
        State("proposed", _("Before the director"), pgettext_lazy("call", "In preparation")),
        State("announced", pgettext_lazy("call", "Announced"), _("Opens soon")),
        State("open", _("Taking applications"), _("Taking applications")),
        State("closed", pgettext_lazy("call", "Closed"), pgettext_lazy("call", "Closed")),
        State("withdrawn", pgettext_lazy("call", "Withdrawn"), pgettext_lazy("call", "Withdrawn")),
    ),
    transitions=(
        Transition(
            "draft", (NOT_YET,), "draft", WRITES, _("Draft a call"), _("Drafted"), CallDraft, effect=effects.draft
        ),
        Transition(
            "propose",
            ("draft",),
            "proposed",
            WRITES,
            _("Put before the director"),
            _("Proposed"),
            guards=(AHEAD,),
            means=_(
                "The director signs it or returns it. Until then it cannot be changed, and nobody outside sees it."
            ),
        ),
        Transition("revise", ("draft",), None, WRITES, _("Revise"), _("Revised"), CallDraft, effect=effects.revise),
        Transition(
            "sign",
            ("proposed",),
            "announced",
            SIGNS,
            _("Sign and announce"),
            _("Signed and announced"),
            guards=(AHEAD,),
            effect=effects.sign,
            means=_(
                "Everybody reads the call from now on, and it opens and closes by itself. The rules of its scheme "
                "and its form are kept as they stand now; what is changed later is published as an erratum."
            ),
        ),
        Transition(
            "return",
            ("proposed",),
            "draft",
            SIGNS,
            _("Return for rework"),
            _("Returned for rework"),
            Reason,
            effect=effects.hand_back,
        ),
        Transition("open", ("announced",), "open", TIME, _("Open"), _("Opened for applications"), guards=(BEGUN,)),
        Transition("close", ("open",), "closed", TIME, _("Close"), _("Closed to applications"), guards=(ENDED,)),
        Transition(
            "correct",
            ("announced", "open"),
            None,
            WRITES,
            _("Publish an erratum"),
            _("Erratum published"),
            Erratum,
            guards=(AHEAD,),
            effect=effects.correct,
        ),
        Transition(
            "withdraw",
            ("announced",),
            "withdrawn",
            SIGNS,
            _("Withdraw the call"),
            _("Call withdrawn"),
            Reason,
            guards=(UNOPENED,),
            effect=effects.withdraw,
        ),
    ),
)
