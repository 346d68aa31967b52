"""The list of calls."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kechuang.desk.calls import sees, turn
from kechuang.door.pages import actor_of
from kechuang.door.perform import options
from kechuang.schemes.models import Call
from kechuang.schemes.queries import calls_for
from kechuang.schemes.table import CALLS
from kechuang.ui.cells import badge, link, shown, stacked
from kechuang.ui.listing import respond
from kechuang.ui.table import Column, Empty, Filter, Kind, Rows, Table, Words
from kechuang.ui.templatetags.ui import left_until, named
from kechuang.ui.visit import visit


def rows(request: HttpRequest) -> Rows:
    """The calls that the reader may see."""
    return calls_for(visit(request).appointment)


def states(request: HttpRequest) -> list[tuple[str, Words]]:
    """The states that the reader may see calls in."""
    appointment = visit(request).appointment
    return [(state.code, state.label) for state in CALLS.states if sees(appointment, state.code)]


def with_time_left(calls: Sequence[Call], request: HttpRequest) -> list[tuple[Call, str]]:
    """Each call with how long it stays open."""
    now = visit(request).now
    return [(call, left_until(call.closes_at, now) if call.state == "open" else "") for call in calls]


def title(row: tuple[Call, str]) -> str:
    """The title, leading to the call."""
    return link(reverse("desk:call", args=[row[0].public_id]), row[0].title)


CALLS_LIST = Table[tuple[Call, str]](
    code="calls",
    title=_("Calls"),
    rows=rows,
    shape=with_time_left,
    key=lambda row: row[0].public_id,
    columns=(
        Column("title", _("Title"), lambda row: row[0].title, cell=title, order=("title",), wide=True),
        Column(
            "state",
            _("State"),
            lambda row: CALLS.state(row[0].state).label,
            cell=lambda row: badge(row[0].state, CALLS.state(row[0].state).label),
            card=True,
        ),
        Column("turn", _("Whose turn"), lambda row: turn(row[0])),
        Column("division", _("Division"), lambda row: named(row[0].division), shown=False),
        Column("opens", _("Opens"), lambda row: row[0].opens_at, kind=Kind.MOMENT, order=("opens_at",)),
        Column(
            "closes",
            _("Closes"),
            lambda row: row[0].closes_at,
            cell=lambda row: stacked(shown(row[0].closes_at, Kind.MOMENT), row[1]),
            kind=Kind.MOMENT,
            order=("closes_at",),
            card=True,
        ),
        Column("budget", _("Budget (10,000 yuan)"), lambda row: row[0].budget, kind=Kind.MONEY, order=("budget",)),
        Column("contact", _("Contact"), lambda row: row[0].contact, shown=False),
        Column("telephone", _("Telephone"), lambda row: row[0].telephone, shown=False),
    ),
    filters=(Filter("state", _("State"), states, lambda found, code, _request: found.filter(state=code), chips=True),),
    search=("title",),
    search_label=_("title"),
    order=("-opens_at", "id"),
    empty=Empty(
        _("There is no call yet."),
        _("An officer of a division drafts one; the director signs it; it opens and closes by itself."),
    ),
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """The calls, by state and by words of the title."""
    may_draft = bool(options(Call(), actor_of(request), now=visit(request).now))
    return respond(request, CALLS_LIST, "desk/calls.html", {"may_draft": may_draft})
