"""The scoring screen: the blind copy on the left, the rubric on the right; it saves itself (the sheets' own way)."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kechuang.door.refusal import Refusal
from kechuang.forms.answers import BadAnswersError, Checked
from kechuang.forms.models import Sheet, SheetRevision
from kechuang.forms.queries import sheet_of
from kechuang.forms.services import Conflict, compare, save_draft, settle
from kechuang.forms.values import length
from kechuang.stages.review import marks
from kechuang.stages.review.models import Assignment
from kechuang.stages.review.opinions import ADVICE, COMMENT, LONGEST, PART, answers_from, in_points, judged, points_in
from kechuang.stages.review.rubric import Criterion
from kechuang.stages.review.seats import Desk, copy_for, desk_of, seat_at, viewer_of
from kechuang.ui.visit import visit

CONFLICT, LOCKED, BAD = 409, 423, 400
ASIDE = SheetRevision.Way.ASIDE


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read one case and write the opinion; before it is accepted, only what it is about."""
    seat = seat_at(request, public_id)
    if seat.state == "asked":
        return ahead(request, seat)
    sheet = sheet_of(seat.chain, PART)
    if sheet is None:
        raise LookupError(f"{seat.chain} was accepted without a sheet")
    if request.method == "POST":
        return save(request, seat, sheet) if request.content_type == "application/json" else sent(request, seat, sheet)
    return page(request, seat, sheet)


def ahead(request: HttpRequest, seat: Assignment) -> HttpResponse:
    """What a case is about, to decide whether to take it on."""
    desk = desk_of(seat.batch)
    before, after = desk.beside(seat)
    context = {"seat": seat, "desk": desk, "copy": copy_for(seat), "before": before, "after": after}
    return render(request, "stage_review/ahead.html", context)


def page(request: HttpRequest, seat: Assignment, sheet: Sheet) -> HttpResponse:
    """The screen."""
    desk = desk_of(seat.batch)
    before, after = desk.beside(seat)
    result = judged(sheet)
    context = {
        "seat": seat,
        "desk": desk,
        "sheet": sheet,
        "copy": copy_for(seat),
        "before": before,
        "after": after,
        "criteria": [rated(one, sheet.answers.get(one.id)) for one in desk.rule.criterion],
        "comment": sheet.answers.get(COMMENT, ""),
        "advice": sheet.answers.get(ADVICE, ""),
        "count": length(str(sheet.answers.get(COMMENT) or "")),
        "longest": LONGEST,
        "points": shown_points(result, desk),
        "complete": result.complete,
        "marks": json.dumps([marks.told(one) for one in marks.marks_of(seat)], ensure_ascii=False),
        "who": viewer_of(request),
        "asides": sheet.revisions.filter(way=ASIDE, settled=False)[:1],
    }
    return render(request, "stage_review/reading.html", context)


def rated(criterion: Criterion, level: Any) -> dict[str, Any]:
    """A criterion with the level that was given."""
    return {
        "criterion": criterion,
        "level": str(level or ""),
        "levels": [str(one) for one in range(1, 11)],
        "bands": [(anchor, top, anchor.level) for anchor, top in criterion.bands()],
    }


def shown_points(result: Checked, desk: Desk) -> str:
    """The points as they are shown; nothing while a level is missing."""
    points = points_in(result, desk.rule)
    return "" if points is None else in_points(points)


def save(request: HttpRequest, seat: Assignment, sheet: Sheet) -> JsonResponse:
    """Answer the page's script. A draft is no event of the trail."""
    desk = desk_of(seat.batch)
    try:
        given = json.loads(request.body)
        answers = answers_from(given["answers"], desk.rule)
        base, window = int(given["base"]), str(given["window"])[:40]
        done = save_draft(
            sheet=sheet, answers=answers, base=base, by=viewer_of(request), now=visit(request).now, window=window
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"state": "bad"}, status=BAD)
    except Refusal as refusal:
        return JsonResponse({"state": "locked", "why": str(refusal.sentence)}, status=LOCKED)
    if isinstance(done, Conflict):
        return JsonResponse({"state": "conflict", "settle": choosing(seat, done.aside)}, status=CONFLICT)
    return JsonResponse({"state": "saved", **told(done.sheet, seat)})


def told(sheet: Sheet, seat: Assignment) -> dict[str, Any]:
    """How far the opinion and the part are, for the page's script."""
    desk, result = desk_of(seat.batch), judged(sheet)
    return {
        "revision": sheet.revision,
        "at": f"{timezone.localtime(sheet.saved_at):%H:%M:%S}" if sheet.saved_at else "",
        "points": shown_points(result, desk),
        "complete": result.complete,
        "done": desk.done,
        "finished": desk.finished,
    }


def sent(request: HttpRequest, seat: Assignment, sheet: Sheet) -> HttpResponse:
    """Save a page that was sent without a script, then go where its button says."""
    desk = desk_of(seat.batch)
    base = request.POST.get("base", "")
    try:
        done = save_draft(
            sheet=sheet,
            answers=answers_from(request.POST.dict(), desk.rule),
            base=int(base) if base.isascii() and base.isdigit() else -1,
            by=viewer_of(request),
            now=visit(request).now,
        )
    except BadAnswersError:
        messages.error(request, _("This could not be read. Enter it again."))
        return redirect("stage_review:read", seat.public_id)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("stage_review:mine")
    if isinstance(done, Conflict):
        return redirect(choosing(seat, done.aside))
    _before, after = desk.beside(seat)
    if "next" in request.POST:
        return redirect("stage_review:read" if after else "stage_review:compare", (after or seat.batch).public_id)
    messages.success(request, _("Saved."))
    return redirect("stage_review:read", seat.public_id)


def choosing(seat: Assignment, aside: SheetRevision) -> str:
    """The address where two windows' versions are compared."""
    return reverse("stage_review:choose", args=[seat.public_id]) + f"?aside={aside.public_id}"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose, answer by answer, between what stands and what another window had typed."""
    seat = seat_at(request, public_id)
    sheet = sheet_of(seat.chain, PART)
    asides = sheet.revisions.filter(way=ASIDE, settled=False) if sheet else SheetRevision.objects.none()
    aside = asides.filter(public_id=request.GET.get("aside", "")).first()
    if sheet is None or aside is None:
        return redirect("stage_review:read", seat.public_id)
    if request.method == "POST":
        base = request.POST.get("base", "")
        done = settle(
            sheet=sheet,
            aside=aside,
            mine=frozenset(name.removeprefix("pick-") for name, way in request.POST.items() if way == "aside"),
            base=int(base) if base.isascii() and base.isdigit() else -1,
            by=viewer_of(request),
            now=visit(request).now,
        )
        if not isinstance(done, Conflict):
            messages.success(request, _("Put together and saved."))
            return redirect("stage_review:read", seat.public_id)
        messages.error(request, _("The opinion was saved again meanwhile. Look once more, then choose."))
        return redirect(request.get_full_path())
    names = {one.id: one.label for one in sheet.form.fields.values()}
    rows = [
        (name, names[name], aside.answers.get(name, ""), sheet.answers.get(name, ""))
        for name in compare(aside.answers, sheet.answers)
    ]
    return render(request, "stage_review/choose.html", {"seat": seat, "sheet": sheet, "aside": aside, "rows": rows})
