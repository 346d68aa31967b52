"""The decision's pages: the lists, the screen of the meeting, one project's card, and a change of a line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.cases.models import BudgetLine, Case
from kechuang.cases.permissions import reads_round
from kechuang.directory.roles import Role
from kechuang.door.action_form import ActionForm
from kechuang.door.pages import REFUSED, act_on, actor_of, deed
from kechuang.door.perform import options, row_of
from kechuang.door.refusal import Refusal
from kechuang.door.subject import Subject
from kechuang.forms.fields import Table
from kechuang.forms.models import Sheet
from kechuang.forms.queries import sheet_of
from kechuang.stages.decision.board import board_of, opinion_of, stamp_of, still_coming
from kechuang.stages.decision.history import history_of
from kechuang.stages.decision.list_of_rounds import ROUNDS_LIST
from kechuang.stages.decision.models import AGAINST, DecisionRound, Ground
from kechuang.stages.decision.table import ROUNDS
from kechuang.trail.queries import records_of
from kechuang.ui.listing import respond
from kechuang.ui.templatetags.ui import labelled
from kechuang.ui.visit import visit

PAGES = {
    "compute": "stage_decision/compute.html",
    "adopt": "stage_decision/adopt.html",
    "publish": "stage_decision/publish.html",
}
"""Actions whose page says once more what the list is."""
FETCHED = "X-Fragment"
"""The header by which the screen asks for its own part only."""


def round_of(request: HttpRequest, public_id: str) -> DecisionRound:
    """The round, if the reader may look at it. Raises Http404, the same for hidden and absent."""
    rounds = DecisionRound.objects.select_related("call__version", "call__division", "adopted_by__person")
    found = rounds.filter(public_id=public_id).first()
    if found is None or not reads_round(visit(request).appointment, found):
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """The lists that the reader may look at."""
    return respond(request, ROUNDS_LIST, "stage_decision/index.html", {})


@login_required
@require_safe
def board(request: HttpRequest, public_id: str) -> HttpResponse:
    """The screen of the meeting, whole or only the part that changes."""
    found = round_of(request, public_id)
    template = "stage_decision/part.html" if FETCHED in request.headers else "stage_decision/board.html"
    return render(request, template, context(request, found))


def context(request: HttpRequest, found: DecisionRound) -> dict[str, Any]:
    """What the screen shows."""
    offered = options(found, actor_of(request), now=visit(request).now)
    shown = board_of(found)
    return {
        "round": found,
        "state": ROUNDS.state(found.state),
        "board": shown,
        "offered": [one for one in offered if one.transition.action != "change"],
        "pulse": stamp_of(found),
        "changes": any(one.transition.action == "change" for one in offered),
        "coming": still_coming(found) if found.state in {"gathering", "prepared"} else 0,
        "grounds": [(one, one in AGAINST) for one in Ground],
        "history": history_of(found),
        "supervises": getattr(visit(request).appointment, "role", "") == Role.SUPERVISOR,
    }


@login_required
@require_safe
def pulse(request: HttpRequest, public_id: str) -> JsonResponse:
    """The list's stamp, by which an open screen notices that somebody changed it."""
    return JsonResponse({"revision": stamp_of(round_of(request, public_id))})


@login_required
@require_safe
def record(request: HttpRequest, public_id: str, digest: str) -> HttpResponse:
    """The sealed record of a list as a file, for those who read the list anyhow."""
    found = round_of(request, public_id)
    kept = next((one for one in records_of(found.chain) if one.digest == digest), None)
    if kept is None:
        raise Http404
    answer = HttpResponse(kept.sealed, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{kept.kind}-{digest[:12]}.sealed.json"'
    return answer


@login_required
@require_safe
def card(request: HttpRequest, public_id: str, stay: str) -> HttpResponse:
    """One project on one page: who, what, how much, what the review said."""
    found = round_of(request, public_id)
    stays = found.stays.select_related("case__lead", "case__principal", "case__call__version")
    member = stays.filter(public_id=stay).first()
    if member is None:
        raise Http404
    case = member.case
    application = application_of(case)
    given = {
        "case": case,
        "line": found.lines.filter(stay=member).first(),
        "parties": case.parties.select_related("organisation"),
        "budget": budget_of(case),
        "indicators": case.indicators.all(),
        "opinion": opinion_of(case),
        "summary": application.answers.get("summary", "") if application else "",
    }
    return render(request, "stage_decision/card.html", given)


def budget_of(case: Case) -> list[tuple[str, BudgetLine]]:
    """The budget with its headings in words: the rows of the form that the scheme asks."""
    forms = [part.form for part in case.scheme.stage if part.form is not None]
    tables = [field for form in forms for field in form.fields.values() if isinstance(field, Table)]
    words = {row.id: labelled(row.label) for table in tables for row in table.row}
    return [(words.get(one.heading, one.heading), one) for one in case.budget_lines.all()]


def application_of(case: Case) -> Sheet | None:
    """The application's sheet, which belongs to the stay of the intake."""
    outcome = case.outcomes.filter(kind="intake").order_by("-id").first()
    return sheet_of(outcome.stay_chain, "application") if outcome else None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: str, stay: str) -> HttpResponse:
    """Change one line: from the screen, which takes its own part back, or on the door's page."""
    found = round_of(request, public_id)
    line = found.lines.filter(stay__public_id=stay).select_related("stay__case").first()
    if line is None:
        raise Http404
    if request.method == "POST" and FETCHED in request.headers:
        return changed(request, found)
    begin = {
        "line": stay,
        "funded": line.funded,
        "amount": line.amount,
        "ground": line.ground,
        "remark": line.remark,
    }
    return act_on(request, found, "change", back=address, title=str(line.stay.case), begin=begin)


def changed(request: HttpRequest, found: DecisionRound) -> HttpResponse:
    """The screen's part after a change; what is wrong, by field, where the door refuses."""
    try:
        form = ActionForm(row_of(found, "change", actor_of(request)).payload, request.POST)
        if not form.is_valid():
            return unheard({name: [str(one) for one in said] for name, said in form.errors.items()})
        deed(request, found, "change", form)
    except Refusal as refusal:
        fields = {name: [str(one) for one in said] for name, said in refusal.fields.items()}
        return unheard(fields, code=refusal.code, said="" if fields else str(refusal.sentence))
    return render(request, "stage_decision/part.html", context(request, round_of(request, found.public_id)))


def unheard(fields: Mapping[str, Sequence[str]], *, code: str = "payload", said: str = "") -> JsonResponse:
    """Why a change was not made: by field, or in one sentence."""
    return JsonResponse({"code": code, "said": said, "fields": fields}, status=REFUSED)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Do something to the list, on a page that says once more what it is."""
    found = round_of(request, public_id)
    template = PAGES.get(action, "door/act.html")
    begin = {"met_on": visit(request).today} if action == "adopt" else {}
    more = {"board": board_of(found), "round": found} if template != "door/act.html" else {}
    title = _("Decision: %(call)s") % {"call": found.call.title}
    return act_on(request, found, action, back=address, title=title, begin=begin, template=template, more=more)


def address(subject: Subject) -> str:
    """The screen of a round."""
    return reverse("stage_decision:board", args=[subject.public_id])
