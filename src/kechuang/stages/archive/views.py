"""The officer's pages: looking at what will be packed, filing it, and the package."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.cases.visible import visible_cases
from kechuang.directory.public_id import new_public_id
from kechuang.door.pages import REFUSED, actor_of
from kechuang.door.perform import row_of
from kechuang.door.refusal import Refusal
from kechuang.files import blobs, pages
from kechuang.stages.archive.contents import items_of
from kechuang.stages.archive.models import Archive
from kechuang.stages.archive.panel import reads_packages, retention_label
from kechuang.stages.archive.services import file_case, kept_until, root_of, rule_of
from kechuang.ui.errors import forbidden
from kechuang.ui.visit import visit


def archive_of(request: HttpRequest, public_id: str) -> Archive:
    """The archive, if the reader sees its case. Raises Http404."""
    found = Archive.objects.select_related("case__call__version", "case__lead", "package")
    stay = found.filter(public_id=public_id).first()
    if stay is None or not visible_cases(visit(request).appointment).filter(pk=stay.case.pk).exists():
        raise Http404
    return stay


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the package will hold; packing and filing it. The package is made before the transaction begins."""
    stay = archive_of(request, public_id)
    try:
        row = row_of(stay, "file", actor_of(request))
    except Refusal as refusal:
        if refusal.code == "not_yours":
            return forbidden(request)
        messages.error(request, str(refusal.sentence))
        return redirect("desk:case", stay.case.public_id)
    said = ""
    if request.method == "POST":
        try:
            file_case(
                archive=stay, actor=actor_of(request), now=visit(request).now, key=request.POST.get("key", "")[:64]
            )
        except Refusal as refusal:
            said = str(refusal.sentence)
        else:
            messages.success(request, _("Done: %(what)s.") % {"what": row.public})
            return redirect("desk:case", stay.case.public_id)
    items = items_of(stay.case)
    context = {
        "archive": stay,
        "case": stay.case,
        "row": row,
        "said": said,
        "items": items,
        "bytes": sum(one.size for one in items),
        "retention": retention_label(rule_of(stay).retention),
        "until": kept_until(stay, visit(request).today),
        "key": new_public_id(),
    }
    return render(request, "stage_archive/file.html", context, status=REFUSED if said else 200)


@login_required
@require_safe
def package(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The package as a download, for the bureau; the same answer for hidden and absent."""
    stay = archive_of(request, public_id)
    if not reads_packages(visit(request).appointment) or stay.package is None:
        raise Http404
    return pages.answer(
        blobs.opened(stay.package.sha256),
        name=f"{root_of(stay)}.zip",
        media_type="application/zip",
        size=stay.package.size,
    )
