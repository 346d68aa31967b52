"""How a decision round and a case's stay in it move."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import APPLICANT, ENGINE, PREPARER
from kechuang.cases.rounds import WITH_ROUND
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, State, Table, Transition
from kechuang.stages.decision import effects, effects_round
from kechuang.stages.decision.models import DecisionRound, DecisionStay
from kechuang.stages.decision.payloads import Adoption, Change, Granted, Reason, Refused
from kechuang.stages.decision.rules import ADOPTS, CHANGES, HAS_CASES, NOT_ADOPTED

PENDING = _("Decision pending")
PROPOSED = pgettext_lazy("decision", "Proposed for funding")

ROUNDS = Table(
    kind="decision-round",
    model=DecisionRound,
    states=(
        State("gathering", pgettext_lazy("list", "Taking cases"), PENDING, Role.DIVISION_OFFICER),
        State("prepared", _("Before the meeting"), PENDING, Role.DIRECTOR),
        State("adopted", _("Adopted, not yet published"), PENDING, Role.DIVISION_OFFICER),
        State("published", pgettext_lazy("list", "Published"), pgettext_lazy("list", "Published")),
    ),
    transitions=(
        Transition(
            "open", (NOT_YET,), "gathering", ENGINE, _("Begin a list"), _("List begun"), effect=effects_round.opened
        ),
        Transition(
            "compute",
            ("gathering", "prepared"),
            "prepared",
            PREPARER,
            _("Compute the list"),
            _("List computed by rule"),
            guards=(HAS_CASES,),
            effect=effects_round.compute,
        ),
        Transition(
            "change",
            ("prepared",),
            None,
            CHANGES,
            _("Change a line"),
            _("Line changed"),
            Change,
            effect=effects_round.change,
            page="stage_decision:board",
        ),
        Transition(
            "adopt",
            ("prepared",),
            "adopted",
            ADOPTS,
            _("Adopt the list"),
            _("List adopted by the meeting"),
            Adoption,
            effect=effects_round.adopt,
        ),
        Transition(
            "reopen",
            ("adopted",),
            "prepared",
            ADOPTS,
            _("Take the list up again"),
            _("List taken up again"),
            Reason,
            effect=effects_round.reopen,
        ),
        Transition(
            "publish",
            ("adopted",),
            "published",
            PREPARER,
            _("Publish the decision"),
            _("Decision published in one batch"),
            effect=effects_round.publish,
        ),
    ),
)

STAYS = Table(
    kind="decision-stay",
    model=DecisionStay,
    states=(
        State("waiting", _("Waiting for the list"), PENDING, Role.DIVISION_OFFICER),
        State("tabled", _("Before the meeting"), PENDING, Role.DIRECTOR),
        State("funded", PROPOSED, PROPOSED),
        State("refused", pgettext_lazy("decision", "Not funded"), pgettext_lazy("decision", "Not funded")),
        State("withdrawn", pgettext_lazy("case", "Withdrawn"), pgettext_lazy("case", "Withdrawn")),
    ),
    transitions=(
        Transition("enter", (NOT_YET,), "waiting", ENGINE, _("Come to the decision"), PENDING, effect=effects.enter),
        Transition(
            "table", ("waiting",), "tabled", WITH_ROUND, _("Put before the meeting"), _("Put before the meeting")
        ),
        Transition(
            "grant",
            ("tabled",),
            "funded",
            WITH_ROUND,
            _("Fund"),
            pgettext_lazy("decision", "Proposed for funding"),
            Granted,
            effect=effects.grant,
        ),
        Transition(
            "refuse",
            ("tabled",),
            "refused",
            WITH_ROUND,
            pgettext_lazy("decision", "Refuse"),
            pgettext_lazy("decision", "Not funded"),
            Refused,
            effect=effects.refuse,
        ),
        Transition(
            "withdraw",
            ("waiting", "tabled"),
            "withdrawn",
            APPLICANT,
            _("Withdraw the application"),
            _("Application withdrawn"),
            Reason,
            guards=(NOT_ADOPTED,),
            effect=effects.withdraw,
        ),
    ),
    after=reflect,
)
