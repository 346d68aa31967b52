"""Filling a sheet in: the page, the saves of its script, and the same without a script."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.directory.models import Organisation
from kechuang.door.pages import REFUSED
from kechuang.door.refusal import Refusal
from kechuang.forms.answers import BadAnswersError
from kechuang.forms.attaching import attach_posted
from kechuang.forms.posted import answers_in
from kechuang.forms.queries import people_of
from kechuang.forms.seat import Seat, address, seat_at
from kechuang.forms.services import Conflict, save_draft
from kechuang.forms.shown import to_fill
from kechuang.ui.visit import visit

FOUND = 12
SHORTEST_SEARCH = 2
CONFLICT, LOCKED, BAD = 409, 423, 400


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Fill a sheet in; where it can only be read, go there."""
    seat = seat_at(request, public_id)
    if request.method == "POST":
        if request.content_type == "application/json":
            return save(seat)
        return sent(seat) if seat.access.edit else redirect(address(seat.sheet, "read"))
    if not seat.access.edit:
        return redirect(address(seat.sheet, "read"))
    return page(seat)


def page(seat: Seat, *, errors: list[str] | None = None) -> HttpResponse:
    """The page."""
    title = seat.sheet.form.bound("title")
    context = {
        "seat": seat,
        "sheet": seat.sheet,
        "frame": seat.frame,
        "parts": to_fill(seat.sheet.form, seat.answers, seat.result),
        "errors": errors,
        "title_field": title.id if title else "",
        "editing": visit(seat.request).account,
    }
    return render(seat.request, "forms/edit.html", context, status=REFUSED if errors else 200)


def save(seat: Seat) -> JsonResponse:
    """Answer the page's script. Nothing is asked of the door: a draft is no event."""
    if not seat.access.edit:
        return JsonResponse({"state": "locked", "why": str(seat.access.why_not)}, status=LOCKED)
    try:
        sent_now: dict[str, Any] = json.loads(seat.request.body)
        answers, base, window = sent_now["answers"], int(sent_now["base"]), str(sent_now["window"])[:40]
        done = save_draft(
            sheet=seat.sheet, answers=answers, base=base, by=seat.by, now=visit(seat.request).now, window=window
        )
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"state": "bad"}, status=BAD)
    except Refusal as refusal:
        return JsonResponse({"state": "locked", "why": str(refusal.sentence)}, status=LOCKED)
    if isinstance(done, Conflict):
        settle = address(seat.sheet, "settle") + f"?aside={done.aside.public_id}"
        return JsonResponse({"state": "conflict", "settle": settle}, status=CONFLICT)
    return JsonResponse({"state": "saved", **seat.fresh(done.sheet).told()})


def sent(seat: Seat) -> HttpResponse:
    """Save a page that was sent without a script, then do what its button asked for."""
    request, form = seat.request, seat.sheet.form
    answers = answers_in(form, request.POST)
    anchor = change_rows(answers, request.POST.get("add", ""), request.POST.get("drop", ""))
    base = request.POST.get("base", "")
    try:
        done = save_draft(
            sheet=seat.sheet,
            answers=answers,
            base=int(base) if base.isascii() and base.isdigit() else -1,
            by=seat.by,
            now=visit(request).now,
        )
    except BadAnswersError:
        return page(seat, errors=[_("This could not be read. Enter it again.")])
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect(address(seat.sheet, "read"))
    if isinstance(done, Conflict):
        return redirect(address(seat.sheet, "settle") + f"?aside={done.aside.public_id}")
    errors = attach_posted(seat)
    if errors:
        return page(seat.fresh(done.sheet), errors=errors)
    if "next" in request.POST and seat.frame.next:
        return redirect(seat.frame.next)
    messages.success(request, _("Saved."))
    return redirect(address(seat.sheet) + anchor)


def change_rows(answers: dict[str, Any], add: str, drop: str) -> str:
    """Add an empty row to a table, or take one out; where on the page that is."""
    table, _dot, number = drop.partition(".")
    rows = answers.get(table)
    if isinstance(rows, list) and number.isascii() and number.isdigit() and int(number) < len(rows):
        del rows[int(number)]
        return f"#q-{table}"
    if isinstance(answers.get(add), list):
        answers[add].append({})
        return f"#q-{add}"
    return ""


@never_cache
@login_required
@require_safe
def token(request: HttpRequest, public_id: str) -> JsonResponse:  # noqa: ARG001  the address says for which sheet
    """A token for the page's script, after its person signed in anew in another window."""
    return JsonResponse({"token": get_token(request)})


@login_required
@require_safe
def find(request: HttpRequest, kind: str) -> JsonResponse:
    """Names to offer while one types: organisations of the directory, people of one's own organisation only."""
    words = request.GET.get("q", "").strip()[:100]
    appointment = visit(request).appointment
    if len(words) < SHORTEST_SEARCH or appointment is None:
        return JsonResponse({"found": []})
    if kind == "organisation":
        bodies = Organisation.objects.filter(name__icontains=words).order_by("name")[:FOUND]
        return JsonResponse({"found": [{"name": one.name, "note": one.credit_code or ""} for one in bodies]})
    people = people_of(appointment.organisation_id).filter(name__icontains=words)
    names = people.order_by("name").values_list("name", flat=True).distinct()[:FOUND]
    return JsonResponse({"found": [{"name": name, "note": ""} for name in names]})
