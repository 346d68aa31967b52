"""A round's experts and its cases as lists, and one seat with its opinion. For the secretary and the supervisor."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.door.pages import actor_of
from kechuang.door.perform import options
from kechuang.forms.queries import sheet_of
from kechuang.stages.review.models import Assignment, Batch, ReviewStay
from kechuang.stages.review.opinions import ADVICE, COMMENT, PART, in_points, judged, levels_in
from kechuang.stages.review.pages_rounds import round_at
from kechuang.stages.review.plan import rule_of
from kechuang.stages.review.progress import CaseRow, ExpertRow, case_rows, expert_rows
from kechuang.stages.review.table import ASSIGNMENTS, BATCHES, STAYS
from kechuang.ui.cells import badge, link, shown, stacked
from kechuang.ui.listing import respond
from kechuang.ui.table import Column, Empty, Filter, Kind, Rows, Table, Words
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import visit

BADGES = {"invited": "announced", "promised": "open", "signed": "closed", "lapsed": "withdrawn", "planned": "draft"}


def round_of(request: HttpRequest) -> Any:
    """The round that the address names; asked for once a request."""
    match = request.resolver_match
    if match is None:
        raise Http404
    known = request.__dict__.get("review_round")
    if known is None:
        known = request.__dict__["review_round"] = round_at(request, str(match.kwargs["public_id"]), whole=True)
    return known


def batches(request: HttpRequest) -> Rows:
    """The experts of the round."""
    found = Batch.objects.filter(round=round_of(request)).exclude(state="discarded")
    return found.select_related("expert__person", "expert__organisation", "round")


def batch_states(_request: HttpRequest) -> list[tuple[str, Words]]:
    """How far an expert can be."""
    return [(state.code, state.label) for state in BATCHES.states if state.code != "discarded"]


EXPERTS = Table[ExpertRow](
    code="review-experts",
    title=_("Experts"),
    rows=batches,
    shape=lambda rows, _request: expert_rows(rows),
    key=lambda row: row.batch.public_id,
    columns=(
        Column(
            "expert",
            _("Expert"),
            lambda row: named(row.batch.expert.person),
            cell=lambda row: stacked(
                link(reverse("stage_review:expert", args=[row.batch.public_id]), named(row.batch.expert.person)),
                named(row.batch.expert.organisation),
            ),
            order=("expert__person__name",),
            wide=True,
        ),
        Column("organisation", _("Organisation"), lambda row: named(row.batch.expert.organisation), shown=False),
        Column("city", _("City"), lambda row: row.batch.expert.city, order=("expert__city",)),
        Column(
            "state",
            _("State"),
            lambda row: BATCHES.state(row.batch.state).label,
            cell=lambda row: badge(BADGES[row.batch.state], BATCHES.state(row.batch.state).label),
            card=True,
        ),
        Column("held", pgettext_lazy("expert's part", "Cases"), lambda row: row.held, kind=Kind.NUMBER),
        Column("accepted", pgettext_lazy("expert's part", "Reading"), lambda row: row.accepted, kind=Kind.NUMBER),
        Column("signed", pgettext_lazy("expert's part", "Signed"), lambda row: row.signed, kind=Kind.NUMBER, card=True),
        Column("back", pgettext_lazy("expert's part", "Handed back"), lambda row: row.back, kind=Kind.NUMBER),
        Column("reminded", _("Reminded"), lambda row: row.batch.reminded_at, kind=Kind.MOMENT, order=("reminded_at",)),
    ),
    filters=(
        Filter("state", _("State"), batch_states, lambda rows, code, _request: rows.filter(state=code), chips=True),
    ),
    search=("expert__person__name", "expert__organisation__name"),
    search_label=_("name, organisation"),
    order=("id",),
    empty=Empty(_("No expert is assigned yet."), _("The assignment seats them; it is computed from the pool.")),
)


def stays(request: HttpRequest) -> Rows:
    """The cases of the round."""
    return ReviewStay.objects.filter(round=round_of(request)).select_related("case", "round__call__version")


def shaped(rows: Sequence[ReviewStay], request: HttpRequest) -> list[CaseRow]:
    """Cases with their progress."""
    return case_rows(rows, rule_of(round_of(request)))


def case_cell(row: CaseRow) -> str:
    """The title, leading to the experts and their opinions, with the number under it."""
    case = row.stay.case
    return stacked(link(reverse("stage_review:seats", args=[row.stay.public_id]), case.title), case.number or "")


def spread_cell(row: CaseRow) -> str:
    """How far apart, with a mark where somebody should look."""
    if row.spread is None:
        return ""
    words = in_points(row.spread)
    return badge("withdrawn", words, "alert-triangle") if row.apart else words


def by_state(rows: Rows, code: str, _request: HttpRequest) -> Rows:
    """Those in one state."""
    return rows.filter(state=code)


def stay_states(_request: HttpRequest) -> list[tuple[str, Words]]:
    """Where a case can stand."""
    return [(state.code, state.label) for state in STAYS.states]


CASES = Table[CaseRow](
    code="review-cases",
    title=_("Cases"),
    rows=stays,
    shape=shaped,
    key=lambda row: row.stay.public_id,
    columns=(
        Column(
            "case",
            _("Case"),
            lambda row: row.stay.case.title,
            cell=case_cell,
            order=("case__title",),
            wide=True,
        ),
        Column("number", _("Number"), lambda row: row.stay.case.number, order=("case__number",), shown=False),
        Column("state", _("State"), lambda row: STAYS.state(row.stay.state).label),
        Column("seats", pgettext_lazy("of a case", "Experts"), lambda row: row.seats, kind=Kind.NUMBER),
        Column("signed", pgettext_lazy("of a case", "Signed"), lambda row: row.signed, kind=Kind.NUMBER, card=True),
        Column(
            "spread",
            _("Spread (points)"),
            lambda row: None if row.spread is None else in_points(row.spread),
            cell=spread_cell,
            card=True,
        ),
        Column("vacant", _("Empty seats"), lambda row: len(row.vacant) or None, kind=Kind.NUMBER),
    ),
    filters=(Filter("state", _("State"), stay_states, by_state, chips=True),),
    search=("case__title", "case__number"),
    search_label=_("title, number"),
    order=("case__number",),
    empty=Empty(_("No case has come to this round yet."), _("Cases come here once the formality check is passed.")),
)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def experts(request: HttpRequest, public_id: str) -> HttpResponseBase:  # noqa: ARG001  `round_of` reads it
    """Who has done how many."""
    return respond(request, EXPERTS, "stage_review/list.html", {"review": round_of(request), "heading": EXPERTS.title})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: HttpRequest, public_id: str) -> HttpResponseBase:  # noqa: ARG001  `round_of` reads it
    """How many opinions each case has, and how far apart they are."""
    return respond(request, CASES, "stage_review/list.html", {"review": round_of(request), "heading": CASES.title})


def opened(request: HttpRequest, found: Any) -> list[dict[str, Any]]:
    """Seats with what can be done and, once signed, the opinion. The drafts of experts are nobody else's."""
    rows = []
    for seat in found:
        rule = rule_of(seat.batch.round)
        sheet = sheet_of(seat.chain, PART) if seat.state in {"signed", "set_aside"} else None
        levels = levels_in(judged(sheet), rule) if sheet else {}
        rows.append(
            {
                "seat": seat,
                "state": ASSIGNMENTS.state(seat.state),
                "levels": [(one.name, levels.get(one.id)) for one in rule.criterion] if levels else [],
                "points": None if seat.points is None else in_points(seat.points),
                "comment": sheet.answers.get(COMMENT, "") if sheet else "",
                "advice": sheet.answers.get(ADVICE, "") if sheet else "",
                "offers": options(seat, actor_of(request), now=visit(request).now),
            }
        )
    return rows


def seats_with_names() -> Any:
    """Seats with everything that their rows show."""
    found = Assignment.objects.exclude(state="discarded").select_related(
        "batch__round__call__version",
        "batch__expert__person",
        "batch__expert__organisation",
        "batch__appointment",
        "stay__case",
    )
    return found.order_by("id")


@never_cache
@login_required
@require_safe
def seats(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case with its experts and their signed opinions."""
    stay = ReviewStay.objects.filter(public_id=public_id).select_related("case", "round").first()
    if stay is None:
        raise Http404
    review = round_at(request, stay.round.public_id, whole=True)
    context = {
        "review": review,
        "stay": stay,
        "state": STAYS.state(stay.state),
        "row": case_rows([stay], rule_of(review))[0],
        "rows": opened(request, seats_with_names().filter(stay=stay)),
        "offers": options(stay, actor_of(request), now=visit(request).now),
        "shown": shown,
    }
    return render(request, "stage_review/seats.html", context)


@never_cache
@login_required
@require_safe
def expert(request: HttpRequest, public_id: str) -> HttpResponse:
    """One expert's part: what he declared, how far each case is."""
    parts = Batch.objects.select_related("expert__person", "expert__organisation", "round")
    batch = parts.filter(public_id=public_id).first()
    if batch is None:
        raise Http404
    review = round_at(request, batch.round.public_id, whole=True)
    context = {
        "review": review,
        "batch": batch,
        "state": BATCHES.state(batch.state),
        "rows": opened(request, seats_with_names().filter(batch=batch)),
        "declared": list(batch.declared.all()),
        "offers": options(batch, actor_of(request), now=visit(request).now),
    }
    return render(request, "stage_review/expert.html", context)
