"""The pages of an application: the declaration, submitting, the receipt, a partner's answer."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.cases.messages import local
from kechuang.cases.models import Party
from kechuang.cases.visible import Sight, visible
from kechuang.directory.models import Organisation
from kechuang.directory.public_id import ALPHABET, LENGTH, new_public_id
from kechuang.documents.models import Paper
from kechuang.documents.services import rendered
from kechuang.door.pages import REFUSED, act_on, actor_of
from kechuang.door.refusal import Refusal
from kechuang.door.subject import Subject
from kechuang.files.blobs import opened
from kechuang.files.pages import answer
from kechuang.forms.seat import Seat
from kechuang.forms.seat import address as sheet_address
from kechuang.schemes.queries import calls_for, scheme_of
from kechuang.stages.intake.effects import rules
from kechuang.stages.intake.messages import administrators, people, recommenders
from kechuang.stages.intake.models import Application, Confirmation
from kechuang.stages.intake.paper import receipts_of
from kechuang.stages.intake.queries import application_at, drafts_of, form_of_application, may_begin
from kechuang.stages.intake.services import start
from kechuang.stages.intake.sheets import access
from kechuang.ui.errors import forbidden
from kechuang.ui.visit import visit

OPAQUE = re.compile(f"^[{ALPHABET}]{{{LENGTH}}}$")


def seen(request: HttpRequest, public_id: str) -> Application:
    """The application, if the reader sees the whole of its case. Raises Http404."""
    found = application_at(public_id)
    if found is None or visible(found.case, visit(request).appointment) is not Sight.FULL:
        raise Http404
    return found


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, call_id: str) -> HttpResponse:
    """Before the first field: nothing in it is a state secret. Then the form opens."""
    viewer, now = visit(request).appointment, visit(request).now
    call = calls_for(viewer).filter(public_id=call_id).first()
    if call is None:
        raise Http404
    if viewer is None or not may_begin(viewer, call, now):
        return forbidden(request)
    error = ""
    if request.method == "POST":
        name = request.POST.get("name", "")
        try:
            made = start(
                call=call,
                actor=actor_of(request),
                not_secret=request.POST.get("not_secret") == "yes",
                now=now,
                public_id=name if OPAQUE.match(name) else "",
            )
        except Refusal as refusal:
            error = _("Without this declaration no form opens.") if refusal.code == "payload" else str(refusal.sentence)
        else:
            return redirect("stage_intake:fill", made.public_id)
    context = {
        "call": call,
        "scheme": scheme_of(call),
        "mine": list(drafts_of(viewer, call)),
        "name": new_public_id(),
        "error": error,
    }
    return render(request, "stage_intake/apply.html", context, status=REFUSED if error else 200)


@login_required
@require_safe
def fill(request: HttpRequest, public_id: str) -> HttpResponse:
    """To the form."""
    sheet = form_of_application(seen(request, public_id))
    if sheet is None:
        raise Http404
    return redirect(sheet_address(sheet))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is locked, what is missing, what comes next; then the submission."""
    application = seen(request, public_id)
    sheet = form_of_application(application)
    if sheet is None:
        raise Http404
    if application.state != "draft":
        return redirect(case_address(application))
    seat = Seat(request, sheet, access(request, sheet))
    more: dict[str, Any] = {
        "application": application,
        "case": application.case,
        "seat": seat,
        "sheet": sheet,
        "problems": seat.result.problems,
        "bound": seat.result.bound,
        "chain": what_comes(request, application, seat),
    }
    return act_on(request, application, "submit", back=after_submission, more=more, template="stage_intake/submit.html")


def what_comes(request: HttpRequest, application: Application, seat: Seat) -> list[tuple[str, list[str]]]:
    """Who has to say yes after the submission, with whom to call."""
    today, given = local(visit(request).now).date(), rules(application)
    found: list[tuple[str, list[str]]] = []
    rows = seat.result.bound.get("parties") or []
    names = [row["organisation"]["id"] for row in rows[1:] if row.get("organisation")]
    partners = Organisation.objects.in_bulk(names, field_name="public_id") if given.partners_confirm else {}
    for one in (partners[name] for name in names if name in partners):
        found.append((_("%(who)s confirms its part") % {"who": one.name}, people(administrators(one, today))))
    lead = application.case.lead
    found.append((_("%(who)s approves") % {"who": lead.name}, people(administrators(lead, today))))
    recommender = seat.result.bound.get("recommender")
    if given.recommendation and recommender:
        to_call = people(recommenders(recommender["id"], today))
        found.append((_("%(who)s recommends") % {"who": recommender["name"]}, to_call))
    return found


def after_submission(subject: Subject) -> str:
    """To the receipt once it is submitted, else back to the form's case."""
    assert isinstance(subject, Application)  # noqa: S101  the page acts on nothing else
    if subject.state == "draft" or not subject.sheet:
        return case_address(subject)
    return reverse("stage_intake:receipt", args=[subject.public_id])


def case_address(application: Application) -> str:
    """The page of the case."""
    return reverse("desk:case", args=[application.case.public_id])


@login_required
@require_safe
def receipt(request: HttpRequest, public_id: str) -> HttpResponse:
    """The receipt: number, time to the second, digest, and how it goes on."""
    application = seen(request, public_id)
    papers = [paper for paper in receipts_of(application.case) if not hasattr(paper, "withdrawal")]
    if not papers:
        raise Http404
    partners = application.case.parties.filter(part=Party.Part.PARTNER).select_related("organisation")
    context = {
        "application": application,
        "case": application.case,
        "paper": papers[0],
        "partners": list(partners),
        "rules": rules(application),
    }
    return render(request, "stage_intake/receipt.html", context)


@login_required
@require_safe
def receipt_paper(request: HttpRequest, public_id: str, paper: str) -> HttpResponseBase:
    """The receipt as PDF."""
    application = seen(request, public_id)
    found = get_object_or_404(Paper, public_id=paper, subject=application.case.chain, kind="submission")
    made = rendered(paper=found, now=visit(request).now)
    name = f"{found.number}.pdf"
    return answer(opened(made.sha256), name=name, media_type="application/pdf", size=made.size)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """A partner says yes or no to its part."""
    one = get_object_or_404(
        Confirmation.objects.select_related("application__case__lead", "organisation"), public_id=public_id
    )
    case = one.application.case
    if visible(case, visit(request).appointment) is not Sight.FULL:
        raise Http404
    party = case.parties.filter(organisation=one.organisation).first()
    return act_on(
        request,
        one,
        action,
        back=lambda _subject: reverse("desk:case", args=[case.public_id]),
        title=str(case),
        template="stage_intake/respond.html",
        more={"case": case, "party": party, "confirmation": one},
    )
