"""The pages of approvals at the desk."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.directory.roles import BUREAU_ROLES
from kechuang.documents.queries import holding
from kechuang.door.pages import act_on, actor_of
from kechuang.door.perform import options
from kechuang.door.subject import Subject
from kechuang.stages.approval.models import ApprovalRound
from kechuang.stages.approval.queries import SHOWN, lines_of, rounds_for
from kechuang.stages.approval.table import APPROVALS
from kechuang.ui.errors import forbidden
from kechuang.ui.visit import visit


@login_required
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The documents, those being prepared first."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role not in BUREAU_ROLES:
        return forbidden(request)
    found = [(one, APPROVALS.state(one.state)) for one in rounds_for(viewer).order_by("-id")[:SHOWN]]
    return render(request, "stage_approval/rounds.html", {"rounds": found})


def seen(request: HttpRequest, public_id: str) -> ApprovalRound:
    """The document, if the reader may see it. Raises Http404."""
    found = rounds_for(visit(request).appointment).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def one_round(request: HttpRequest, public_id: str) -> HttpResponse:
    """One document."""
    found = seen(request, public_id)
    lines = lines_of(found)
    context = {
        "round": found,
        "state": APPROVALS.state(found.state),
        "lines": lines,
        "total": sum(amount for _stay, amount in lines),
        "offers": options(found, actor_of(request), now=visit(request).now),
        "paper": holding(found.chain, "approval"),
    }
    return render(request, "stage_approval/round.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Do something to a document."""
    found = seen(request, public_id)
    begin = {"title": found.title, "text": found.text} if action == "word" else {}
    return act_on(request, found, action, back=address, title=found.title, begin=begin)


def address(found: Subject) -> str:
    """The page of a document."""
    return reverse("stage_approval:round", args=[found.public_id])
