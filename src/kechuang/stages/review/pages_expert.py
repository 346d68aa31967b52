"""The expert's pages: what he was asked for, the promise, and the answers to each case."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kechuang.door.pages import act_on, actor_of
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.subject import Subject
from kechuang.files.models import Attachment
from kechuang.files.pages import send
from kechuang.stages.review.copies import copies_of
from kechuang.stages.review.letter import letter
from kechuang.stages.review.models import Assignment
from kechuang.stages.review.queries import batches_of
from kechuang.stages.review.seats import Desk, batch_at, copy_for, desk_of, seat_at, viewer_of
from kechuang.ui.errors import not_found
from kechuang.ui.visit import visit


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the expert was asked for, round by round. Statements grow with the open rounds, which are few."""
    batches = list(batches_of(viewer_of(request))[:20])
    open_ones = [batch for batch in batches if batch.state != "lapsed" and batch.round.state == "reviewing"]
    context = {
        "desks": [(desk, titles(desk)) for desk in map(desk_of, open_ones)],
        "earlier": [batch for batch in batches if batch not in open_ones],
    }
    return render(request, "stage_review/mine.html", context)


def titles(desk: Desk) -> list[tuple[Any, Any]]:
    """Each case of a part with its blind copy. Four statements."""
    copies = copies_of([row.seat.stay.case for row in desk.rows])
    return [(row, copies[row.seat.stay.case_id]) for row in desk.rows]


def home(_subject: Subject) -> str:
    """The expert's list."""
    return reverse("stage_review:mine")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letter of commitment and the register of ties."""
    batch = batch_at(request, public_id)
    before = batch.assignments.filter(state="declined").count() if request.method == "POST" else 0
    answer = act_on(
        request,
        batch,
        "promise",
        back=home,
        title=_("My reviews"),
        template="stage_review/promise.html",
        more={"letter": letter(), "batch": batch},
    )
    if request.method == "POST":
        taken = batch.assignments.filter(state="declined").count() - before
        if taken > 0:
            words = ngettext(
                "%(count)s case was handed back for what you declared; another expert will review it.",
                "%(count)s cases were handed back for what you declared; other experts will review them.",
                taken,
            )
            messages.info(request, words % {"count": taken})
    return answer


@login_required
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one case on and begin."""
    seat = seat_at(request, public_id)
    try:
        perform(seat, "accept", actor_of(request), now=visit(request).now)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("stage_review:read", seat.public_id)


@login_required
@require_POST
def accept_all(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take on everything that is not answered yet, and begin with the first."""
    batch = batch_at(request, public_id)
    asked = list(batch.assignments.filter(state="asked").order_by("place"))
    try:
        for seat in asked:
            perform(seat, "accept", actor_of(request), now=visit(request).now)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("stage_review:mine")
    if not asked:
        return redirect("stage_review:mine")
    words = ngettext("%(count)s case accepted.", "%(count)s cases accepted.", len(asked))
    messages.success(request, words % {"count": len(asked)})
    return redirect("stage_review:read", asked[0].public_id)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand a case back with a reason."""
    seat = seat_at(request, public_id)
    reason = request.GET.get("reason", "")
    begin = {"reason": reason if reason in Assignment.Reason.values else ""}
    more = {"seat": seat, "copy": copy_for(seat)}
    title = _("Case %(number)s") % {"number": seat.place}
    return act_on(
        request, seat, "decline", back=home, title=title, begin=begin, more=more, template="stage_review/decline.html"
    )


@login_required
@require_safe
def file(request: HttpRequest, public_id: str, number: int) -> HttpResponseBase:
    """A file of a blind copy, under its number and nothing else."""
    seat = seat_at(request, public_id)
    found = next((one for one in copy_for(seat).files if one.number == number), None)
    held = Attachment.objects.filter(public_id=found.key).first() if found else None
    if found is None or held is None:
        return not_found(request)
    return send(held, as_name=found.name)
