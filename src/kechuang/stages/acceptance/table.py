"""How an acceptance moves: asked for, checked, judged by a group, concluded by the bureau."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import APPLICANT, CLOCK_ONLY, DIRECTOR, DIVISION, ENGINE, UNIT
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Guard, Permission, State, Table, Transition
from kechuang.stages.acceptance import effects
from kechuang.stages.acceptance.models import Acceptance, Opinion, Remark
from kechuang.stages.acceptance.payloads import Decision, Group, GroupWords, Reason, Request
from kechuang.stages.acceptance.payloads import Opinion as OpinionGiven
from kechuang.stages.acceptance.rules import checklist


def written(stay: Acceptance, _now: datetime) -> bool:
    """The request says what was achieved and what became of each indicator."""
    return bool(stay.summary) and not stay.results.filter(met__isnull=True).exists()


def attached(stay: Acceptance, _now: datetime) -> bool:
    """Every required line of the checklist holds a file."""
    return all(line.files for line in checklist(stay) if line.material.required)


def first_return(stay: Acceptance, _now: datetime) -> bool:
    """The materials were not returned before."""
    return not stay.remarks.filter(kind=Remark.Kind.MATERIALS).exists()


def first_rectification(stay: Acceptance, _now: datetime) -> bool:
    """Nothing was ordered to be put right before."""
    return not stay.remarks.filter(kind=Remark.Kind.RECTIFICATION).exists()


def all_opined(stay: Acceptance, _now: datetime) -> bool:
    """Every member of the group has signed his opinion of this examination."""
    sitting = stay.seats.filter(left_at__isnull=True).count()
    said = Opinion.objects.filter(seat__acceptance=stay, seat__left_at__isnull=True, round=stay.round).count()
    return sitting > 0 and said == sitting


def late(stay: Acceptance, now: datetime) -> bool:
    """The day is over, and the applicant was not told so within a month."""
    told = stay.warned_at
    return stay.due_at is not None and stay.due_at < now and (told is None or told + effects.WARNED_EVERY <= now)


MEMBER = Permission(
    "acceptance_member",
    _("A member of the acceptance group does this."),
    frozenset({Role.EXPERT}),
)
"""Whether the expert sits in this group is asked by the effect, which reads his seat anyway."""
WRITTEN = Guard("not_written", _("Write the request first, with a result for every indicator."), written)
ATTACHED = Guard("materials_missing", _("Attach every required material of the checklist first."), attached)
RETURNED_NEVER = Guard(
    "returned_before", _("Materials are returned once only. Appoint the group; it judges what is there."), first_return
)
RECTIFIED_NEVER = Guard(
    "rectified_before", _("There was a rectification already. Conclude on what is there."), first_rectification
)
OPINED = Guard("opinions_missing", _("Not every member has signed his opinion yet."), all_opined)
LATE = Guard("not_late", _("Nothing is overdue, or the applicant was told lately."), late)
IN_HAND = _("Acceptance under way")

ACCEPTANCES = Table(
    kind="acceptance",
    model=Acceptance,
    states=(
        State("requesting", _("Acceptance to be asked for"), _("Acceptance to be asked for"), Role.APPLICANT),
        State("unit", _("Request before the organisation"), IN_HAND, Role.ORGANISATION_ADMINISTRATOR),
        State("checking", _("Materials being checked"), IN_HAND, Role.DIVISION_OFFICER),
        State("group", _("Before the acceptance group"), IN_HAND, Role.EXPERT),
        State("deciding", _("Conclusion before the director"), IN_HAND, Role.DIRECTOR),
        State("rectifying", _("To be put right"), _("To be put right"), Role.APPLICANT),
        State("concluded", _("Acceptance concluded"), _("Acceptance concluded")),
    ),
    transitions=(
        Transition("enter", (NOT_YET,), "requesting", ENGINE, _("Come to acceptance"), IN_HAND, effect=effects.enter),
        Transition(
            "write",
            ("requesting", "rectifying"),
            None,
            APPLICANT,
            _("Write the request and attach materials"),
            _("Request for acceptance written"),
            Request,
            effect=effects.write,
            page="stage_acceptance:request",
        ),
        Transition(
            "ask",
            ("requesting",),
            "unit",
            APPLICANT,
            _("Send the request to my organisation"),
            _("Request sent to the organisation"),
            guards=(WRITTEN, ATTACHED),
            effect=effects.ask,
        ),
        Transition(
            "confirm",
            ("unit",),
            "checking",
            UNIT,
            _("Confirm the request for acceptance"),
            _("Acceptance asked for"),
            guards=(WRITTEN, ATTACHED),
            effect=effects.confirm,
        ),
        Transition(
            "return_unit",
            ("unit",),
            "requesting",
            UNIT,
            pgettext_lazy("acceptance", "Return to the applicant"),
            pgettext_lazy("acceptance", "Returned by the organisation"),
            Reason,
            effect=effects.hand_back_unit,
        ),
        Transition(
            "appoint",
            ("checking",),
            "group",
            DIVISION,
            _("Appoint the acceptance group"),
            _("Acceptance group appointed"),
            Group,
            effect=effects.appoint,
            page="stage_acceptance:appoint",
        ),
        Transition(
            "replace",
            ("group",),
            None,
            DIVISION,
            _("Replace members of the group"),
            _("Members of the group replaced"),
            Group,
            effect=effects.appoint,
            page="stage_acceptance:appoint",
        ),
        Transition(
            "return_materials",
            ("checking",),
            "requesting",
            DIVISION,
            _("Return for more materials"),
            _("Returned for more materials"),
            Reason,
            guards=(RETURNED_NEVER,),
            effect=effects.hand_back_materials,
        ),
        Transition(
            "opine",
            ("group",),
            None,
            MEMBER,
            _("Sign my opinion"),
            _("A member signed an opinion"),
            OpinionGiven,
            effect=effects.opine,
            page="stage_acceptance:opinion",
        ),
        Transition(
            "sign_group",
            ("group",),
            "deciding",
            MEMBER,
            _("Sign the opinion of the group"),
            _("Opinion of the group signed"),
            GroupWords,
            guards=(OPINED,),
            effect=effects.sign_group,
            page="stage_acceptance:opinion",
        ),
        Transition(
            "decide",
            ("deciding",),
            "concluded",
            DIRECTOR,
            pgettext_lazy("acceptance", "Conclude"),
            _("Acceptance concluded"),
            Decision,
            effect=effects.decide,
            page="stage_acceptance:decide",
        ),
        Transition(
            "order_rectification",
            ("deciding",),
            "rectifying",
            DIRECTOR,
            _("Order a rectification"),
            _("Rectification ordered"),
            Reason,
            guards=(RECTIFIED_NEVER,),
            effect=effects.order_rectification,
        ),
        Transition(
            "hand_in",
            ("rectifying",),
            "group",
            APPLICANT,
            _("Report that it is put right"),
            _("Reported as put right"),
            guards=(WRITTEN, ATTACHED),
            effect=effects.hand_in,
        ),
        Transition(
            "warn",
            ("requesting", "rectifying"),
            None,
            CLOCK_ONLY,
            _("Warn that acceptance is overdue"),
            _("Warned: acceptance is overdue"),
            guards=(LATE,),
            effect=effects.warn,
        ),
    ),
    after=reflect,
)
