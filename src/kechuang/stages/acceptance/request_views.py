"""Writing the request for acceptance: what was achieved, a result for each indicator, the materials."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kechuang.cases.visible import visible_cases
from kechuang.directory.public_id import new_public_id
from kechuang.door.pages import REFUSED, actor_of
from kechuang.door.perform import perform, row_of
from kechuang.door.refusal import Refusal
from kechuang.files.services import attach, take_away
from kechuang.money.amounts import BadAmountError, parse_wan, wan
from kechuang.stages.acceptance.models import Acceptance, Result
from kechuang.stages.acceptance.payloads import Request
from kechuang.stages.acceptance.rules import Line, checklist
from kechuang.ui.errors import forbidden
from kechuang.ui.money_field import FAULTS
from kechuang.ui.templatetags.ui import labelled
from kechuang.ui.visit import visit


@dataclass(slots=True)
class Typed:
    """The page as it was typed, and what is wrong beside each field."""

    summary: str
    spent: str
    results: list[tuple[Result, str, str]]
    """The row, what was reached, and `yes`, `no` or nothing."""


def acceptance_of(request: HttpRequest, public_id: str) -> Acceptance:
    """The acceptance, if the reader sees its whole case. Raises Http404, the same for hidden and absent."""
    found = Acceptance.objects.select_related("case__call__version", "case__lead", "case__principal")
    stay = found.filter(public_id=public_id).first()
    if stay is None or not visible_cases(visit(request).appointment).filter(pk=stay.case.pk).exists():
        raise Http404
    return stay


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page. Files are kept as soon as they are found good; the text is kept when all of it is."""
    stay = acceptance_of(request, public_id)
    try:
        row = row_of(stay, "write", actor_of(request))
    except Refusal as refusal:
        if refusal.code == "not_yours":
            return forbidden(request)
        messages.error(request, str(refusal.sentence))
        return redirect("desk:case", stay.case.public_id)
    rows = list(stay.results.all())
    if request.method != "POST":
        return shown(request, stay, kept(stay, rows), {})
    typed = read(request, rows)
    faults = files_of(request, stay)
    if "remove" in request.POST:
        return shown(request, stay, typed, faults)
    faults |= sent(request, stay, typed)
    if faults:
        return shown(request, stay, typed, faults)
    messages.success(request, _("Done: %(what)s.") % {"what": row.public})
    return redirect(
        "stage_acceptance:request" if "more" in request.POST else "desk:case",
        stay.public_id if "more" in request.POST else stay.case.public_id,
    )


def kept(stay: Acceptance, rows: list[Result]) -> Typed:
    """The request as it stands."""
    yes_no = {True: "yes", False: "no", None: ""}
    spent = "" if stay.spent is None else wan(stay.spent)
    return Typed(stay.summary, spent, [(row, row.actual, yes_no[row.met]) for row in rows])


def read(request: HttpRequest, rows: list[Result]) -> Typed:
    """The request as it was typed."""
    post = request.POST
    results = [(row, post.get(f"actual-{row.place}", "").strip(), post.get(f"met-{row.place}", "")) for row in rows]
    return Typed(post.get("summary", "").strip(), post.get("spent", "").strip(), results)


def files_of(request: HttpRequest, stay: Acceptance) -> dict[str, str]:
    """Keep what was chosen at each line of the checklist, and take away what is to go; what is wrong, by line."""
    came = visit(request)
    faults: dict[str, str] = {}
    if came.appointment is None:
        return faults
    for line in checklist(stay):
        for file in line.files:
            if file.public_id == request.POST.get("remove"):
                take_away(attachment=file, now=came.now)
        for upload in request.FILES.getlist(f"file-{line.material.code}"):
            fault = kept_file(stay, line, upload, request)
            if fault:
                faults[f"file-{line.material.code}"] = fault
    return faults


def kept_file(stay: Acceptance, line: Line, upload: "UploadedFile[Any]", request: HttpRequest) -> str:
    """Keep one file; what is wrong with it, or nothing."""
    came = visit(request)
    if came.appointment is None:
        return ""
    try:
        attach(
            owner=stay.chain,
            slot=line.material.code,
            name=upload.name or "",
            content=upload,
            by=came.appointment,
            now=came.now,
            several=True,
        )
    except ValidationError as refused:
        return f"{labelled(line.material.name)}: {' '.join(refused.messages)}"
    return ""


def sent(request: HttpRequest, stay: Acceptance, typed: Typed) -> dict[str, str]:
    """Ask the door; what is wrong, by field."""
    faults: dict[str, str] = {}
    try:
        spent = parse_wan(typed.spent)
    except BadAmountError as bad:
        faults["spent"] = str(FAULTS[bad.fault])
        spent = 0
    for row, actual, met in typed.results:
        if not actual or met not in {"yes", "no"}:
            faults[f"actual-{row.place}"] = _("Say what was reached, and whether that meets what was promised.")
    if len(typed.summary) < fewest("summary"):
        faults["summary"] = _("At least %(count)d characters; there are %(now)d.") % {
            "count": fewest("summary"),
            "now": len(typed.summary),
        }
    if faults:
        return faults
    given = {
        "summary": typed.summary,
        "spent": spent,
        "results": [{"actual": actual, "met": met == "yes"} for _row, actual, met in typed.results],
    }
    seen, key = request.POST.get("seen", ""), request.POST.get("key", "")[:64]
    try:
        perform(
            stay,
            "write",
            actor_of(request),
            given,
            now=visit(request).now,
            expect=int(seen) if seen.isdigit() else None,
            key=key,
        )
    except Refusal as refusal:
        return {name: " ".join(map(str, said)) for name, said in refusal.fields.items()} or {"": str(refusal.sentence)}
    return {}


def fewest(name: str) -> int:
    """The least number of characters that the payload asks for."""
    return next(int(one.min_length) for one in Request.model_fields[name].metadata if hasattr(one, "min_length"))


def shown(request: HttpRequest, stay: Acceptance, typed: Typed, faults: dict[str, str]) -> HttpResponse:
    """The page."""
    context: dict[str, Any] = {
        "acceptance": stay,
        "case": stay.case,
        "typed": typed,
        "rows": [(row, actual, met, faults.get(f"actual-{row.place}", "")) for row, actual, met in typed.results],
        "lines": [(line, faults.get(f"file-{line.material.code}", "")) for line in checklist(stay)],
        "faults": faults,
        "remarks": list(stay.remarks.all()),
        "fewest": fewest("summary"),
        "most": settings.CONFIGURATION.largest_file_mib,
        "key": new_public_id(),
    }
    return render(request, "stage_acceptance/request.html", context, status=REFUSED if faults else 200)
