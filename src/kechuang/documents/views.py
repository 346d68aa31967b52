"""The public check page: whether a paper is genuine, for whoever holds it. No account is needed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.documents.models import Paper
from kechuang.documents.queries import by_number, by_public_id
from kechuang.documents.sealing import digest_of

LONGEST = 60
GROUP = 8


@require_safe
def check(request: HttpRequest, public_id: str = "") -> HttpResponse:
    """Ask by number, or come by the code on the paper. What may be public is shown, nothing else."""
    typed = request.GET.get("number", "").strip()[:LONGEST]
    paper = by_public_id(public_id) if public_id else by_number(typed) if typed else None
    asked = bool(public_id or typed)
    context = {
        "asked": asked,
        "typed": paper.number if paper else typed or public_id,
        "paper": paper,
        "withdrawal": getattr(paper, "withdrawal", None),
        "whole": paper is not None and digest_of(paper) == paper.digest,
        "digest": grouped(paper) if paper else [],
    }
    return render(request, "documents/check.html", context, status=404 if asked and paper is None else 200)


def grouped(paper: Paper) -> list[str]:
    """The digest in groups, as it is printed, so that eyes can compare."""
    return [paper.digest[place : place + GROUP] for place in range(0, len(paper.digest), GROUP)]
