"""The list of lists: one row for each decision round."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.permissions import READS_ALL
from kechuang.cases.rounds import of_division
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.stages.decision.models import DecisionRound
from kechuang.stages.decision.table import ROUNDS
from kechuang.ui.cells import badge, link
from kechuang.ui.table import Column, Empty, Filter, Kind, Rows, Table, Words
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import visit

TONES = {"gathering": "draft", "prepared": "announced", "adopted": "open", "published": "closed"}


def rounds(request: HttpRequest) -> Rows:
    """What the reader may look at."""
    return rounds_for(visit(request).appointment)


def rounds_for(appointment: Appointment | None) -> QuerySet[DecisionRound]:
    """What somebody may look at: a division its own, the director, plan officer and supervisor all."""
    found = DecisionRound.objects.select_related("call__division")
    if appointment is None:
        return found.none()
    if appointment.role in READS_ALL:
        return found
    return of_division(found, appointment.division_id) if appointment.role == Role.DIVISION_OFFICER else found.none()


def states(_request: HttpRequest) -> list[tuple[str, Words]]:
    """How far a list has come."""
    return [(one.code, one.label) for one in ROUNDS.states]


def title(found: DecisionRound) -> str:
    """The call and the number of the list."""
    return f"{found.call.title} · {found.number}"


ROUNDS_LIST = Table[DecisionRound](
    code="decisions",
    title=_("Decisions"),
    rows=rounds,
    columns=(
        Column(
            "call",
            pgettext_lazy("decision", "List"),
            title,
            cell=lambda one: link(reverse("stage_decision:board", args=[one.public_id]), title(one)),
            wide=True,
        ),
        Column(
            "state",
            _("State"),
            lambda one: ROUNDS.state(one.state).label,
            cell=lambda one: badge(TONES[one.state], ROUNDS.state(one.state).label),
            card=True,
        ),
        Column("division", _("Division"), lambda one: named(one.call.division)),
        Column("budget", _("Money of the call (10,000 yuan)"), lambda one: one.budget, kind=Kind.MONEY),
        Column("meeting", _("Meeting"), lambda one: one.meeting),
        Column("minute", _("Minute number"), lambda one: one.minute, card=True),
        Column("published", _("Published at"), lambda one: one.published_at, kind=Kind.MOMENT),
    ),
    filters=(Filter("state", _("State"), states, lambda found, code, _request: found.filter(state=code), chips=True),),
    search=("call__title", "minute"),
    search_label=_("call, minute number"),
    order=("-id",),
    empty=Empty(
        _("There is no list yet."),
        _("As soon as a case leaves the review with a score, the list of its call begins here."),
    ),
)
