"""The files of a sheet: attached at once, taken away, sent to those who may read."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.door.pages import REFUSED
from kechuang.files.models import Attachment as Attached
from kechuang.files.pages import send
from kechuang.files.queries import current
from kechuang.files.services import attach, take_away
from kechuang.forms.fields import Attachment
from kechuang.forms.queries import slot_of
from kechuang.forms.seat import Seat, address, seat_at
from kechuang.ui.visit import visit

MIB = 1 << 20


def field_at(seat: Seat, name: str) -> Attachment:
    """The field that takes files. Raises Http404."""
    field = seat.sheet.form.fields.get(name)
    if not isinstance(field, Attachment):
        raise Http404
    return field


def take(seat: Seat, field: Attachment, upload: "UploadedFile[Any]") -> Attached:
    """Take a file in. Raises ValidationError with the remedy."""
    slot, name = slot_of(seat.sheet, field.id), upload.name or ""
    if (upload.size or 0) > field.megabytes * MIB:
        raise ValidationError(
            _("“%(name)s” is larger than %(most)s MB. Make it smaller or split it."),
            params={"name": name, "most": field.megabytes},
        )
    standing = current(seat.sheet.owner, slot)
    if len(standing) >= field.most and all(one.name != name for one in standing):
        raise ValidationError(_("There are %(most)s files already. Take one away first."), params={"most": field.most})
    return attach(
        owner=seat.sheet.owner,
        slot=slot,
        name=name,
        content=upload,
        by=seat.by,
        now=visit(seat.request).now,
        several=True,
        accept=field.accept,
    )


def attach_posted(seat: Seat) -> list[str]:
    """Take in what a page without a script sent; what was wrong with it."""
    errors = []
    for name in seat.request.FILES:
        field = field_at(seat, name)
        for upload in seat.request.FILES.getlist(name):
            try:
                take(seat, field, upload)
            except ValidationError as wrong:
                errors += wrong.messages
    return errors


@login_required
@require_POST
def upload(request: HttpRequest, public_id: str, field: str) -> JsonResponse:
    """Take one file in, for the page's script."""
    seat = seat_at(request, public_id, to_edit=True)
    one = field_at(seat, field)
    given = request.FILES.get("file")
    if given is None:
        return JsonResponse({"errors": [_("Choose a file.")]}, status=REFUSED)
    try:
        kept = take(seat, one, given)
    except ValidationError as wrong:
        return JsonResponse({"errors": wrong.messages}, status=REFUSED)
    made = {"id": kept.public_id, "name": kept.name, "address": file_address(seat, kept.public_id)}
    return JsonResponse({"file": made, **seat.fresh(seat.sheet).told()})


def file_address(seat: Seat, file: str) -> str:
    """Where a file of the sheet is had."""
    return address(seat.sheet, "read") + f"files/{file}/"


@login_required
@require_POST
def remove(request: HttpRequest, public_id: str, file: str) -> HttpResponse:
    """Take a file away; it stays in the history."""
    seat = seat_at(request, public_id, to_edit=True)
    take_away(attachment=attached(seat, file), now=visit(request).now)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(seat.fresh(seat.sheet).told())
    return redirect(address(seat.sheet))


def attached(seat: Seat, file: str) -> Attached:
    """A file that stands in the sheet as the reader may see it. Raises Http404."""
    for field, given in seat.answers.items():
        one = seat.sheet.form.fields.get(field)
        if not isinstance(one, Attachment) or (seat.access.blind and one.blind == "hidden"):
            continue
        if any(row["id"] == file for row in given):
            found = Attached.objects.filter(public_id=file, owner=seat.sheet.owner).first()
            if found is not None:
                return found
    raise Http404


@login_required
@require_safe
def download(request: HttpRequest, public_id: str, file: str) -> HttpResponseBase:
    """A file, under its own name; a blind reader gets it under a name that tells nothing."""
    seat = seat_at(request, public_id)
    found = attached(seat, file)
    plain = _("attachment %(number)s") % {"number": found.public_id[:4]} + f".{found.kind}"
    return send(found, as_name=plain if seat.access.blind else "")
