"""The secretary's pages of a round: where it stands, what needs a hand, the plan before it is committed."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.directory.roles import Role
from kechuang.door.pages import act_on, actor_of
from kechuang.door.perform import options
from kechuang.door.refusal import Refusal
from kechuang.door.subject import Subject
from kechuang.stages.review.models import Assignment, Batch, ReviewRound, ReviewStay
from kechuang.stages.review.plan import plan_of, rule_of
from kechuang.stages.review.pool import REASONS
from kechuang.stages.review.progress import SEE_ALL, case_rows, counts_of, counts_of_all, rounds_for
from kechuang.stages.review.queries import checked
from kechuang.stages.review.rules import VACANT
from kechuang.stages.review.table import ROUNDS
from kechuang.trail.models import DecisionRecord
from kechuang.trail.queries import events_of, records_of
from kechuang.ui.errors import not_found
from kechuang.ui.visit import visit

SHOWN = 20
LISTED = 50
"""As many of the latest rounds are listed."""
SUBJECTS: Mapping[str, type[Subject]] = {
    "rounds": ReviewRound,
    "cases": ReviewStay,
    "experts": Batch,
    "seats": Assignment,
}


def round_at(request: HttpRequest, public_id: str, *, whole: bool = False) -> ReviewRound:
    """A round that the reader may know of; with `whole` only for whoever sees experts and cases. Raises Http404."""
    viewer = visit(request).appointment
    found = rounds_for(viewer).filter(public_id=public_id).first()
    if found is None or (whole and (viewer is None or viewer.role not in SEE_ALL)):
        raise Http404
    return found


def sees_all(request: HttpRequest) -> bool:
    """Whether the reader sees experts and cases side by side."""
    viewer = visit(request).appointment
    return viewer is not None and viewer.role in SEE_ALL


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The rounds, the latest first."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role == Role.EXPERT:
        raise Http404
    found = list(rounds_for(viewer)[:LISTED])
    counts = counts_of_all(found)
    rows = [(review, ROUNDS.state(review.state), counts[review.pk]) for review in found]
    return render(request, "stage_review/rounds.html", {"rows": rows})


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One round: numbers for everybody who may know of it; names for the secretary and the supervisor."""
    review = round_at(request, public_id)
    offered = options(review, actor_of(request), now=visit(request).now)
    records = records_of(review.chain) if sees_all(request) else []
    context: dict[str, Any] = {
        "review": review,
        "state": ROUNDS.state(review.state),
        "rule": rule_of(review),
        "counts": counts_of(review),
        "offers": [(one, address(review, one.transition.action, one.transition.page)) for one in offered],
        "whole": sees_all(request),
    }
    context["first"] = next((one for one in context["offers"] if one[0].open), None)
    words = {row.action: row.public for row in ROUNDS.transitions}
    if context["whole"]:
        context |= {
            "records": records,
            "public": [(record, json.loads(record.public)) for record in records],
            "funnel": funnel_in(records, review.record),
            "events": [{"words": words[event.action], "at": event.at} for event in events_of(review.chain)[:SHOWN]],
            "vacant": vacancies(review),
            "looked": [row for row in case_rows(reviewing(review), context["rule"]) if row.apart or row.short],
        }
    return render(request, "stage_review/round.html", context)


def reviewing(review: ReviewRound) -> list[ReviewStay]:
    """The cases under review."""
    return list(review.stays.filter(state="reviewing").select_related("case"))


def vacancies(review: ReviewRound) -> list[Assignment]:
    """The seats that were handed back or taken back and are empty. One statement."""
    found = Assignment.objects.filter(batch__round=review)
    found = found.filter(checked(Q(state__in=VACANT, stay__state="reviewing")))
    shown = found.select_related("stay__case", "batch__expert__person", "batch__expert__organisation")
    return list(shown.order_by("state_since"))


def funnel_in(records: Any, digest: str) -> dict[str, Any] | None:
    """The funnel as the record of the assignment tells it."""
    record = next((one for one in records if one.digest == digest), None)
    if record is None:
        return None
    said = json.loads(record.public)
    facts, left, rows = said["facts"], said["facts"]["pool"], []
    for code, words in REASONS.items():
        out = facts[f"removed_{code}"]
        left -= out
        rows.append((words, out, left))
    return {"rows": rows, "facts": facts}


def address(review: ReviewRound, action: str, page_name: str) -> str:
    """Where an action on a round is done."""
    if page_name:
        return reverse(page_name, args=[review.public_id])
    return reverse("stage_review:do", args=["rounds", review.public_id, action])


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    """Look at the funnel and the assignment, then commit them; what is committed is computed anew under the lock."""
    review = round_at(request, public_id, whole=True)
    more: dict[str, Any] = {"review": review}
    if review.state == "preparing" and request.method != "POST":
        try:
            made = plan_of(review, visit(request).now)
        except Refusal as refusal:
            more["refusal"] = refusal.sentence
        else:
            cases = {one.case.public_id: one.case for one in made.funnel.cases}
            more |= {
                "plan": made,
                "rule": rule_of(review),
                "unfilled": [(one, cases[one.case]) for one in made.solution.unfilled],
                "whole_fill": len(made.solution.pairs) == made.problem.seats,
            }
    return act_on(
        request, review, "assign", back=back, title=review.call.title, template="stage_review/plan.html", more=more
    )


def back(subject: Subject) -> str:
    """The page of the round that a subject belongs to."""
    review = subject
    if isinstance(subject, Assignment):
        review = subject.batch.round
    elif isinstance(subject, Batch | ReviewStay):
        review = subject.round
    return reverse("stage_review:round", args=[cast("ReviewRound", review).public_id])


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def do(request: HttpRequest, kind: str, public_id: str, action: str) -> HttpResponse:
    """Any other action on a round, a case, an expert's part or a seat."""
    viewer = visit(request).appointment
    if viewer is None or viewer.role != Role.REVIEW_SECRETARY or kind not in SUBJECTS:
        raise Http404
    subject = SUBJECTS[kind].objects.filter(public_id=public_id).first()
    if subject is None:
        raise Http404
    begin = {"due_at": usual_end(request, subject)} if isinstance(subject, ReviewRound) else {}
    return act_on(request, subject, action, back=back, title=named(subject), begin=begin)


def usual_end(request: HttpRequest, review: ReviewRound) -> Any:
    """When opinions are due unless the secretary says otherwise: the last minute of a working day's work."""
    end = visit(request).now + timedelta(days=rule_of(review).days)
    return end.replace(hour=17, minute=0, second=0, microsecond=0)


def named(subject: Subject) -> str:
    """How the page of an action names its subject."""
    if isinstance(subject, Assignment):
        return _("%(case)s: %(expert)s") % {"case": subject.stay.case, "expert": subject.batch.expert}
    if isinstance(subject, Batch):
        return str(subject.expert)
    return str(subject.case) if isinstance(subject, ReviewStay) else str(cast("ReviewRound", subject).call)


@login_required
@require_safe
def record(request: HttpRequest, public_id: str, digest: str, form: str) -> HttpResponse:
    """A decision record of a round as a file."""
    review = round_at(request, public_id, whole=True)
    found = DecisionRecord.objects.filter(chain=review.chain, digest=digest).first()
    if found is None or form not in {"public", "sealed"}:
        return not_found(request)
    answer = HttpResponse(found.public if form == "public" else found.sealed, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{found.kind}-{digest[:12]}.{form}.json"'
    return answer
