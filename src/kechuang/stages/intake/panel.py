"""What other rooms' pages show of applications: the case its state, a call the button to apply."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kechuang.cases.messages import local
from kechuang.cases.shown import shown
from kechuang.door.perform import options
from kechuang.door.table import Actor
from kechuang.forms.models import Sheet
from kechuang.forms.seat import Seat
from kechuang.schemes.queries import calls_for
from kechuang.stages.intake.messages import administrators, people
from kechuang.stages.intake.models import PART, Application, Confirmation
from kechuang.stages.intake.paper import receipts_of
from kechuang.stages.intake.queries import application_of, drafts_of, form_of_application, may_begin
from kechuang.stages.intake.sheets import access, keep
from kechuang.ui.visit import visit


def application_panel(request: HttpRequest, stay: Application) -> Mapping[str, Any]:
    """How far the form is, who still has to say yes, and what this person can say."""
    sheet = form_of_application(stay)
    if sheet is not None:
        keep(sheet, stay)
    seat = Seat(request, sheet, access(request, sheet)) if sheet else None
    may = seat is not None and seat.access.read
    return {
        "application": stay,
        "sheet": sheet if may else None,
        "seat": seat if may else None,
        "confirmations": [row(request, one) for one in confirmations(stay)] if stay.sheet else [],
    }


def confirmations(stay: Application) -> list[Confirmation]:
    """What the partners say to the form as it was last submitted. One statement."""
    return list(stay.confirmations.filter(sheet=stay.sheet).select_related("organisation"))


def row(request: HttpRequest, one: Confirmation) -> tuple[Confirmation, list[str], list[Any]]:
    """A partner's answer, whom to call while there is none, and what this person can answer."""
    now = visit(request).now
    to_call = people(administrators(one.organisation, local(now).date())) if one.state == "asked" else []
    offered = [option for option in options(one, Actor(visit(request).appointment), now=now) if option.open]
    return one, to_call, offered


def papers_panel(request: HttpRequest) -> Mapping[str, Any]:
    """The application's form and receipt, on the page of its case whatever its stage. Three statements."""
    case = shown(request)
    application = application_of(case) if case else None
    sheet = None
    if application is not None:  # what the form says is not shown here, and it is long
        sheets = Sheet.objects.filter(owner=application.chain, part=PART).only("public_id", "owner", "locked_at")
        sheet = sheets.order_by("-issue").first()
    if sheet is not None and application is not None:
        keep(sheet, application)
    may = sheet is not None and access(request, sheet)
    if case is None or sheet is None or not may or not may.read:
        return {"sheet": None}
    return {
        "sheet": sheet,
        "application": application,
        "receipts": [paper for paper in receipts_of(case) if not hasattr(paper, "withdrawal")],
    }


def call_panel(request: HttpRequest) -> Mapping[str, Any]:
    """The button to apply, or to go on with what was begun."""
    viewer, now = visit(request).appointment, visit(request).now
    public_id = request.resolver_match.kwargs.get("public_id", "") if request.resolver_match else ""
    call = calls_for(viewer).filter(public_id=public_id).first()
    if call is None:
        return {"call": None}
    return {
        "call": call,
        "may": may_begin(viewer, call, now),
        "mine": list(drafts_of(viewer, call)) if viewer is not None and may_begin(viewer, call, now) else [],
        "outside": visit(request).account is None,
        "now": now,
    }
