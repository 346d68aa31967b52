"""The pages of notices: what anybody reads, and what the division works with."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.directory.roles import BUREAU_ROLES
from kechuang.door.pages import act_on, actor_of
from kechuang.door.perform import options
from kechuang.door.subject import Subject
from kechuang.stages.notice.effects import rule_of
from kechuang.stages.notice.models import NoticeStay, Objection
from kechuang.stages.notice.queries import SHOWN, lines_of, objections_for, public_notices, rounds_for
from kechuang.stages.notice.table import NOTICES, OBJECTIONS, OBJECTS
from kechuang.ui.errors import forbidden
from kechuang.ui.visit import visit


def on_front_page(_request: HttpRequest) -> Mapping[str, Any]:
    """The notices that stand now. One statement."""
    return {"notices": list(public_notices().filter(state="posted")[:SHOWN])}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The latest notices."""
    return render(request, "stage_notice/index.html", {"notices": list(public_notices()[:SHOWN])})


@require_safe
def notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """One notice, as everybody may read it."""
    found = get_object_or_404(public_notices(), public_id=public_id)
    lines, reader = lines_of(found), visit(request).appointment
    context = {
        "notice": found,
        "lines": lines,
        "show_amount": bool(lines) and rule_of(lines[0][0]).show_amount,
        "stands": found.state == "posted" and found.due_at is not None and visit(request).now <= found.due_at,
        "may_object": reader is None or reader.role in OBJECTS.roles,
    }
    return render(request, "stage_notice/notice.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, public_id: str) -> HttpResponse:
    """Object to one case of a notice, under one's real name."""
    stay = get_object_or_404(
        NoticeStay.objects.select_related("case__call__version", "round"),
        public_id=public_id,
        round__state__in=["posted", "over"],
    )
    person = visit(request).account
    begin = {"name": person.person.name} if person else {}

    def back(subject: Subject) -> str:
        """The objection once it is filed, before that the notice."""
        if subject.pk:
            return reverse("stage_notice:objection", args=[subject.public_id])
        return reverse("stage_notice:notice", args=[stay.round.public_id])

    return act_on(request, Objection(stay=stay), "file", back=back, title=str(stay.case), begin=begin)


@login_required
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The notices of the division, those being prepared first, and the objections to be answered."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role not in BUREAU_ROLES:
        return forbidden(request)
    found = [(one, NOTICES.state(one.state)) for one in rounds_for(viewer).order_by("-id")[:SHOWN]]
    open_ones = objections_for(viewer).filter(state="received").order_by("due_at")[:SHOWN]
    return render(request, "stage_notice/rounds.html", {"rounds": found, "objections": open_ones})


@login_required
@require_safe
def one_round(request: HttpRequest, public_id: str) -> HttpResponse:
    """One notice at the desk."""
    found = rounds_for(visit(request).appointment).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    context = {
        "round": found,
        "state": NOTICES.state(found.state),
        "lines": lines_of(found),
        "offers": options(found, actor_of(request), now=visit(request).now),
    }
    return render(request, "stage_notice/round.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Do something to a notice."""
    found = rounds_for(visit(request).appointment).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return act_on(request, found, action, back=address, title=found.call.title)


def address(found: Subject) -> str:
    """The page of a notice at the desk."""
    return reverse("stage_notice:round", args=[found.public_id])


@login_required
@require_safe
def objection(request: HttpRequest, public_id: str) -> HttpResponse:
    """One objection: for whoever filed it, the division and the supervisor."""
    one = objections_for(visit(request).appointment).filter(public_id=public_id).first()
    if one is None:
        raise Http404
    context = {
        "one": one,
        "state": OBJECTIONS.state(one.state),
        "offers": options(one, actor_of(request), now=visit(request).now),
    }
    return render(request, "stage_notice/objection.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act_on_objection(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Answer an objection."""
    one = objections_for(visit(request).appointment).filter(public_id=public_id).first()
    if one is None:
        raise Http404
    return act_on(request, one, action, back=objection_address, title=str(one.stay.case))


def objection_address(one: Subject) -> str:
    """The page of an objection."""
    return reverse("stage_notice:objection", args=[one.public_id])
