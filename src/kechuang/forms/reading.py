"""Reading a sheet, its history, and ending a conflict between two windows."""

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kechuang.forms.answers import Answers, check
from kechuang.forms.blind import blinded
from kechuang.forms.models import Sheet, SheetRevision
from kechuang.forms.seat import Seat, address, seat_at
from kechuang.forms.services import Conflict, compare, restore, settle
from kechuang.forms.shown import Question, reading, to_read
from kechuang.ui.visit import visit

ASIDE = SheetRevision.Way.ASIDE


@never_cache
@login_required
@require_safe
def read(request: HttpRequest, public_id: str) -> HttpResponse:
    """The sheet to read and to print; with `?blind` as a blind reader sees it."""
    seat = seat_at(request, public_id)
    blind = seat.access.blind or "blind" in request.GET
    shown = blinded(seat.sheet.form, seat.answers) if blind else seat.answers
    context = {
        "seat": seat,
        "sheet": seat.sheet,
        "frame": seat.frame,
        "parts": to_read(seat.sheet.form, shown, seat.result),
        "blind": blind,
        "flags": seat.flags if blind and not seat.access.blind else [],
    }
    return render(request, "forms/read.html", context)


@never_cache
@login_required
@require_safe
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the sheet held, sitting by sitting, and what changed in each. Three statements beside the shell's."""
    seat = seat_at(request, public_id)
    if seat.access.blind:
        raise Http404
    rows = list(seat.sheet.revisions.select_related("by__person"))
    kept = [row for row in rows if row.way != ASIDE]
    before: dict[int, Answers] = {row.pk: older.answers for row, older in pairwise(kept)}
    changed = [(row, labels(seat.sheet, compare(before.get(row.pk, {}), row.answers))) for row in kept]
    context = {
        "sheet": seat.sheet,
        "frame": seat.frame,
        "access": seat.access,
        "rows": changed,
        "asides": [row for row in rows if row.way == ASIDE and not row.settled],
    }
    return render(request, "forms/history.html", context)


def labels(sheet: Sheet, names: list[str]) -> list[Any]:
    """The labels of fields."""
    return [sheet.form.fields[name].label for name in names if name in sheet.form.fields]


def revision_at(seat: Seat, public_id: str) -> SheetRevision:
    """A revision of the sheet. Raises Http404."""
    found = seat.sheet.revisions.select_related("by__person").filter(public_id=public_id).first()
    if found is None or seat.access.blind:
        raise Http404
    return found


def differences(seat: Seat, one: Answers, other: Answers) -> list[tuple[str, Question, Question]]:
    """Field by field what differs, each side as it is read."""
    form = seat.sheet.form
    left, right = check(form, one), check(form, other)
    return [
        (name, reading(form.fields[name], one.get(name), left), reading(form.fields[name], other.get(name), right))
        for name in form.fields
        if name in compare(one, other)
    ]


@never_cache
@login_required
@require_safe
def compared(request: HttpRequest, public_id: str, revision: str) -> HttpResponse:
    """An earlier version beside what stands now."""
    seat = seat_at(request, public_id)
    earlier = revision_at(seat, revision)
    context = {
        "sheet": seat.sheet,
        "frame": seat.frame,
        "access": seat.access,
        "revision": earlier,
        "rows": differences(seat, earlier.answers, seat.sheet.answers),
    }
    return render(request, "forms/compare.html", context)


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: str, revision: str) -> HttpResponse:
    """Take the draft back to an earlier version."""
    seat = seat_at(request, public_id, to_edit=True)
    earlier = revision_at(seat, revision)
    restore(sheet=seat.sheet, revision=earlier, by=seat.by, now=visit(request).now)
    messages.success(request, _("The earlier version is back. What stood here before is in the history."))
    return redirect(address(seat.sheet))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settled(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose, field by field, between what stands and what was kept aside."""
    seat = seat_at(request, public_id, to_edit=True)
    aside = revision_at(seat, request.GET.get("aside", ""))
    if aside.way != ASIDE or aside.settled:
        return redirect(address(seat.sheet))
    if request.method == "POST":
        base = request.POST.get("base", "")
        done = settle(
            sheet=seat.sheet,
            aside=aside,
            mine=frozenset(name.removeprefix("pick-") for name, way in request.POST.items() if way == "aside"),
            base=int(base) if base.isascii() and base.isdigit() else -1,
            by=seat.by,
            now=visit(request).now,
        )
        if not isinstance(done, Conflict):
            messages.success(request, _("Put together and saved."))
            return redirect(address(seat.sheet))
        messages.error(request, _("The sheet was saved again meanwhile. Look once more, then choose."))
        return redirect(request.get_full_path())
    context = {
        "sheet": seat.sheet,
        "frame": seat.frame,
        "aside": aside,
        "rows": differences(seat, aside.answers, seat.sheet.answers),
        "newer": chosen_before(seat, aside),
    }
    return render(request, "forms/settle.html", context)


def chosen_before(seat: Seat, aside: SheetRevision) -> set[str]:
    """The fields that were changed only in what was kept aside: those are its own from the beginning."""
    base = seat.sheet.revisions.exclude(way=ASIDE).filter(number__lte=aside.number).order_by("-number").first()
    if base is None:
        return set()
    return set(compare(base.answers, aside.answers)) - set(compare(base.answers, seat.sheet.answers))
