"""Writing the task agreement: its milestones and instalments in one page, without a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kechuang.cases.visible import visible_cases
from kechuang.directory.public_id import new_public_id
from kechuang.door.pages import REFUSED, actor_of
from kechuang.door.perform import perform, row_of
from kechuang.door.refusal import Refusal
from kechuang.money.amounts import BadAmountError, parse_wan, wan
from kechuang.stages.agreement.models import Agreement
from kechuang.stages.agreement.payloads import MOST_ROWS
from kechuang.ui.errors import forbidden
from kechuang.ui.money_field import FAULTS
from kechuang.ui.visit import visit

SPARE_ROWS = 2


@dataclass(slots=True)
class Row:
    """One row of the page as it was typed."""

    place: int
    first: str
    second: str
    fault: str = ""


def agreement_of(request: HttpRequest, public_id: str) -> Agreement:
    """The agreement, if the reader sees its case. Raises Http404."""
    found = Agreement.objects.select_related("case__call__version", "case__lead").filter(public_id=public_id).first()
    if found is None or not visible_cases(visit(request).appointment).filter(pk=found.case.pk).exists():
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page."""
    agreement = agreement_of(request, public_id)
    try:
        row = row_of(agreement, "write", actor_of(request))
    except Refusal as refusal:
        if refusal.code == "not_yours":
            return forbidden(request)
        messages.error(request, str(refusal.sentence))
        return redirect("desk:case", agreement.case.public_id)
    milestones, payments = typed(request.POST) if request.method == "POST" else kept(agreement)
    said: list[str] = []
    if request.method == "POST":
        given = read(milestones, payments)
        said = [] if given is not None else [_("Some of what you entered needs correcting.")]
        if given is not None:
            try:
                perform(
                    agreement,
                    "write",
                    actor_of(request),
                    given,
                    now=visit(request).now,
                    expect=int(request.POST.get("seen") or 0),
                    key=request.POST.get("key", "")[:64],
                )
            except Refusal as refusal:
                said = shown(refusal, milestones, payments)
            else:
                messages.success(request, _("Done: %(what)s.") % {"what": row.public})
                return redirect("desk:case", agreement.case.public_id)
    context = {
        "agreement": agreement,
        "case": agreement.case,
        "row": row,
        "milestones": padded(milestones),
        "payments": padded(payments),
        "said": said,
        "key": new_public_id(),
    }
    return render(request, "stage_agreement/write.html", context, status=REFUSED if said else 200)


def kept(agreement: Agreement) -> tuple[list[Row], list[Row]]:
    """The rows as they stand."""
    milestones = [Row(one.place, one.what, one.due_on.isoformat()) for one in agreement.milestones.all()]
    return milestones, [Row(one.place, wan(one.fen), str(one.after)) for one in agreement.payments.all()]


def typed(post: Mapping[str, Any]) -> tuple[list[Row], list[Row]]:
    """The rows as they were typed; empty ones are left out."""
    sides = []
    for name in ("milestone", "payment"):
        rows: list[Row] = []
        for place in range(1, MOST_ROWS + SPARE_ROWS + 1):
            first = str(post.get(f"{name}-{place}-first", "")).strip()
            second = str(post.get(f"{name}-{place}-second", "")).strip()
            if first or (second and name == "milestone"):
                rows.append(Row(len(rows) + 1, first, second))
        sides.append(rows)
    return sides[0], sides[1]


def read(milestones: list[Row], payments: list[Row]) -> dict[str, Any] | None:
    """What the rows say, for the door; None where one cannot be read, its fault then written beside it."""
    given: dict[str, list[dict[str, Any]]] = {"milestones": [], "payments": []}
    for one in milestones:
        try:
            given["milestones"].append({"what": one.first, "due_on": date.fromisoformat(one.second)})
        except ValueError:
            one.fault = _("Enter a date as 2026-03-17, a time as 09:00.")
    for one in payments:
        try:
            given["payments"].append({"fen": parse_wan(one.first), "after": int(one.second or 0)})
        except BadAmountError as bad:
            one.fault = str(FAULTS[bad.fault])
        except ValueError:
            one.fault = _("Choose one of the values offered.")
    return None if any(one.fault for one in [*milestones, *payments]) else given


def shown(refusal: Refusal, milestones: list[Row], payments: list[Row]) -> list[str]:
    """What the door said: beside the row that it named, or above them all."""
    above = [] if refusal.fields else [str(refusal.sentence)]
    for name, said in refusal.fields.items():
        side, _dot, rest = name.partition(".")
        rows = {"milestones": milestones, "payments": payments}.get(side, [])
        place = rest.partition(".")[0]
        if place.isdigit() and int(place) < len(rows):
            rows[int(place)].fault = " ".join(map(str, said))
        else:
            above += map(str, said)
    return above or [str(refusal.sentence)]


def padded(rows: list[Row]) -> list[Row]:
    """The rows with a few empty ones below, to write on."""
    more = min(len(rows) + SPARE_ROWS, MOST_ROWS)
    return [*rows, *(Row(place, "", "0") for place in range(len(rows) + 1, more + 1))]
