"""How the document that approves moves: an officer words it, the director signs."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import DIRECTOR, DIVISION, ENGINE
from kechuang.cases.rounds import WITH_ROUND
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Guard, State, Table, Transition
from kechuang.stages.approval import effects
from kechuang.stages.approval.models import ApprovalRound, ApprovalStay
from kechuang.stages.approval.payloads import Reason, Wording


def has_cases(found: ApprovalRound, _now: datetime) -> bool:
    """Somebody's case waits in it."""
    return found.stays.filter(state="waiting").exists()


CASES = Guard("no_cases", _("No case waits for this document."), has_cases)
PENDING = _("Approval being prepared")

APPROVALS = Table(
    kind="approval-round",
    model=ApprovalRound,
    states=(
        State("preparing", _("Document being worded"), PENDING, Role.DIVISION_OFFICER),
        State("proposed", pgettext_lazy("approval", "Before the director"), PENDING, Role.DIRECTOR),
        State("signed", _("Signed and sent"), _("Signed and sent")),
    ),
    transitions=(
        Transition("open", (NOT_YET,), "preparing", ENGINE, _("Begin"), _("Document begun"), effect=effects.opened),
        Transition(
            "propose",
            ("preparing",),
            "proposed",
            DIVISION,
            _("Put before the director for signature"),
            _("Put before the director"),
            guards=(CASES,),
        ),
        Transition(
            "word",
            ("preparing",),
            None,
            DIVISION,
            _("Word the document"),
            _("Document worded"),
            Wording,
            effect=effects.word,
        ),
        Transition(
            "sign",
            ("proposed",),
            "signed",
            DIRECTOR,
            _("Sign and send"),
            _("Signed and sent"),
            guards=(CASES,),
            effect=effects.sign,
            means=_(
                "The document gets its number and is sent. Every project in it is approved with its amount, and its "
                "applicant writes the task agreement next."
            ),
        ),
        Transition(
            "return",
            ("proposed",),
            "preparing",
            DIRECTOR,
            _("Return for rework"),
            _("Returned for rework"),
            Reason,
            effect=effects.hand_back,
        ),
    ),
)

STAYS = Table(
    kind="approval-stay",
    model=ApprovalStay,
    states=(
        State("waiting", _("Before the approval"), PENDING, Role.DIVISION_OFFICER),
        State("approved", pgettext_lazy("case", "Approved"), pgettext_lazy("case", "Approved")),
    ),
    transitions=(
        Transition("enter", (NOT_YET,), "waiting", ENGINE, _("Come to the approval"), PENDING, effect=effects.enter),
        Transition(
            "approve",
            ("waiting",),
            "approved",
            WITH_ROUND,
            _("Approve"),
            _("Approved by document"),
            effect=effects.approved,
        ),
    ),
    after=reflect,
)
