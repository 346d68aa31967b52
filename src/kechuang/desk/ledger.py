"""The ledger (台账): where each case sits, in whose hands, how long is left, whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kechuang.cases.kinds import rooms
from kechuang.cases.messages import remind as remind_holders
from kechuang.cases.models import Case
from kechuang.cases.queries import step_label
from kechuang.cases.table import CASES
from kechuang.cases.visible import visible_cases, with_names
from kechuang.desk.holding import holder_of
from kechuang.directory.roles import BUREAU_ROLES, Role
from kechuang.door.refusal import Sentence
from kechuang.schemes.kinds import kinds
from kechuang.schemes.models import Call
from kechuang.schemes.queries import calls_for
from kechuang.ui.cells import badge, link, shown, stacked
from kechuang.ui.errors import forbidden
from kechuang.ui.listing import chosen, respond
from kechuang.ui.table import Batch, Column, Empty, Filter, Kind, Rows, Table, Words
from kechuang.ui.templatetags.ui import labelled, left_until, named
from kechuang.ui.visit import visit

REMINDS = frozenset({Role.DIVISION_OFFICER, Role.PLAN_OFFICER, Role.REVIEW_SECRETARY})
SOON = timedelta(days=3)
MOST_REMINDED = 500
CALLS_OFFERED = 30
"""As many of the latest calls can be chosen from."""


@dataclass(frozen=True, slots=True)
class Line:
    """One case as the ledger shows it."""

    case: Case
    step: Sentence
    left: str
    pressing: str
    """`over`, `soon` or nothing."""
    holder: str
    telephone: str


def rows(request: HttpRequest) -> Rows:
    """The cases that the reader may see whole."""
    return visible_cases(visit(request).appointment)


def lines(cases: Sequence[Case], request: HttpRequest) -> list[Line]:
    """Each case with whose turn it is, whom to call and how long is left. No statement."""
    now = visit(request).now
    found = []
    for case in cases:
        pressing = ""
        if case.due_at is not None:
            pressing = "over" if case.due_at <= now else "soon" if case.due_at <= now + SOON else ""
        holder = holder_of(case)
        left = left_until(case.due_at, now) if case.due_at else ""
        if pressing == "over":
            left = _now("overdue")
        telephone = holder.telephone if holder else ""
        found.append(Line(case, step_label(case), left, pressing, str(holder or ""), telephone))
    return found


def stage_name(line: Line) -> str:
    """The present stage as the case's own scheme calls it."""
    part = line.case.stage_part
    return labelled(part.name) if part else ""


def state_cell(line: Line) -> str:
    """Stage and step, the colour by how the case fares."""
    tone = line.case.state if line.case.state != "running" else "open"
    return stacked(badge(tone, line.step), stage_name(line) if line.case.state == "running" else "")


def due_cell(line: Line) -> str:
    """How long is left and until when; an icon and a word beside the colour."""
    if line.case.due_at is None:
        return ""
    picture = {"over": "alert-triangle", "soon": "clock"}.get(line.pressing, "")
    tone = {"over": "withdrawn", "soon": "announced"}.get(line.pressing, "draft")
    return stacked(badge(tone, line.left, picture), shown(line.case.due_at, Kind.MOMENT))


def title_cell(line: Line) -> str:
    """The title, leading to the case."""
    words = line.case.title or _now("Untitled application")
    return link(reverse("desk:case", args=[line.case.public_id]), words)


def stages(_request: HttpRequest) -> list[tuple[str, Words]]:
    """The kinds of stage that cases can stand in, in the order of the main path."""
    return [(code, kind.label) for code, kind in kinds().items() if code in rooms()]


def holders(_request: HttpRequest) -> list[tuple[str, Words]]:
    """Whose turn it can be."""
    return [(role.value, role.label) for role in Role if role not in {Role.EXPERT, Role.SYSTEM_ADMINISTRATOR}]


def pressures(_request: HttpRequest) -> list[tuple[str, Words]]:
    """How much a case presses."""
    return [("over", _("overdue")), ("soon", _("due within three days")), ("none", _("without a deadline"))]


def by_pressure(found: Rows, code: str, request: HttpRequest) -> Rows:
    """Narrow by the deadline."""
    now = visit(request).now
    if code == "over":
        return found.filter(due_at__lte=now)
    if code == "soon":
        return found.filter(due_at__gt=now, due_at__lte=now + SOON)
    return found.filter(due_at__isnull=True)


def calls(request: HttpRequest) -> list[tuple[str, Words]]:
    """The latest calls that the reader may see."""
    mine = calls_for(visit(request).appointment).order_by("-opens_at").values_list("public_id", "title")
    return list(mine[:CALLS_OFFERED])


def call_asked(request: HttpRequest) -> Call | None:
    """The call that the address names; asked for once a request."""
    if "call_asked" not in request.__dict__:
        named = request.GET.get("call", "")
        request.__dict__["call_asked"] = Call.objects.filter(public_id=named).first() if named else None
    found: Call | None = request.__dict__["call_asked"]
    return found


def by_call(found: Rows, code: str, request: HttpRequest) -> Rows:
    """Narrow by a call: by its key, so that the cases' own index finds them."""
    call = call_asked(request)
    call = call if call is not None and call.public_id == code else Call.objects.filter(public_id=code).first()
    return found.filter(call=call)


def states(_request: HttpRequest) -> list[tuple[str, Words]]:
    """How cases fare as a whole."""
    return [(state.code, state.label) for state in CASES.states]


def is_of_bureau(request: HttpRequest) -> bool:
    """Whether the reader may remind others."""
    viewer = visit(request).appointment
    return viewer is not None and viewer.role in REMINDS


LEDGER = Table[Line](
    code="cases",
    title=_("Cases"),
    rows=rows,
    shape=lines,
    key=lambda line: line.case.public_id,
    columns=(
        Column("number", _("Number"), lambda line: line.case.number, order=("number",)),
        Column(
            "title", pgettext_lazy("case", "Title"), lambda line: line.case.title, cell=title_cell, wide=True, card=True
        ),
        Column("lead", _("Lead organisation"), lambda line: named(line.case.lead)),
        Column("stage", _("Stage"), stage_name, shown=False),
        Column("state", _("State"), lambda line: line.step, cell=state_cell, card=True),
        Column(
            "turn",
            _("Whose turn"),
            lambda line: line.holder,
            cell=lambda line: stacked(line.holder, line.telephone),
        ),
        Column("telephone", _("Telephone"), lambda line: line.telephone, shown=False),
        Column("left", _("Time left"), lambda line: line.left, cell=due_cell, order=("due_at", "-id"), card=True),
        Column("due", _("Due"), lambda line: line.case.due_at, kind=Kind.MOMENT, order=("due_at", "-id"), shown=False),
        Column(
            "asked",
            _("Asked (10,000 yuan)"),
            lambda line: line.case.amount_asked,
            kind=Kind.MONEY,
            order=("amount_asked",),
        ),
        Column(
            "amount", _("Approved (10,000 yuan)"), lambda line: line.case.amount, kind=Kind.MONEY, order=("amount",)
        ),
        Column("call", _("Call"), lambda line: line.case.call.title, shown=False),
        Column("principal", _("Principal investigator"), lambda line: named(line.case.principal), shown=False),
        Column("contact", _("Contact"), lambda line: line.case.contact, shown=False),
        Column("recommender", _("Recommended by"), lambda line: named(line.case.recommender), shown=False),
    ),
    filters=(
        Filter("stage", _("Stage"), stages, lambda found, code, _r: found.filter(stage_kind=code), chips=True),
        Filter("holder", _("Whose turn"), holders, lambda found, code, _r: found.filter(holder=code)),
        Filter("due", _("Due"), pressures, by_pressure),
        Filter("call", _("Call"), calls, by_call),
        Filter("state", _("State"), states, lambda found, code, _r: found.filter(state=code)),
    ),
    search=("number", "title", "lead__name", "principal__name"),
    exact=("number",),
    search_label=_("number, title, organisation, principal investigator"),
    order=("due_at", "-id"),
    batch=(Batch("remind", _("Remind"), "desk:cases-remind", is_of_bureau),),
    size=50,
    by_key=lambda keys: with_names(Case.objects.filter(pk__in=keys)),
    empty=Empty(
        _("There is no case yet."),
        _("An application stands here from its first draft on, with where it is and whose turn it is."),
    ),
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """The ledger of the bureau, the recommender, the organisation; an applicant's own cases."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role == Role.EXPERT:
        return forbidden(request)
    context: dict[str, Any] = {"call": call_asked(request), "own": viewer.role not in BUREAU_ROLES}
    return respond(request, LEDGER, "desk/cases.html", context)


@login_required
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Remind whoever holds the chosen cases; once a day at most for each."""
    if not is_of_bureau(request):
        return forbidden(request)
    cases = list(chosen(request, LEDGER).select_related("created_by")[:MOST_REMINDED])
    reminded = remind_holders([case for case in cases if case.state == "running"], visit(request).now)
    said = ngettext("Reminded of %(count)s case.", "Reminded of %(count)s cases.", reminded) % {"count": reminded}
    if reminded < len(cases):
        left = len(cases) - reminded
        said += " " + ngettext(
            "%(count)s case was left out: nobody's turn, or reminded today already.",
            "%(count)s cases were left out: nobody's turn, or reminded today already.",
            left,
        ) % {"count": left}
    messages.success(request, said)
    return redirect("desk:cases")
