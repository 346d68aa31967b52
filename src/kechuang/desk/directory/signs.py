"""The bureau's sign before the numbers of its papers (机关代字), at the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kechuang.desk.directory.deeds import mark, show
from kechuang.desk.directory.forms import SignForm
from kechuang.desk.directory.readers import KEEPERS, only
from kechuang.desk.doors import REFUSED
from kechuang.documents.numbers import mark_of, shown
from kechuang.documents.services import set_mark
from kechuang.ui.visit import visit


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """Show the sign and change it: papers already numbered keep theirs."""
    came = visit(request)
    house, by = came.house, came.appointment
    if house is None or by is None:
        raise Http404
    present = mark_of(house.bureau, came.now)
    form = SignForm(request.POST or None, initial={"text": present})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                chosen = set_mark(text=form.cleaned_data["text"], by=by, now=came.now)
                mark(request, house.bureau, "set_sign", {"sign": chosen.text})
        except ValidationError as error:
            show(form, error)
        else:
            told = gettext("Papers from now on: %(number)s.") % {"number": example(request, chosen.text)}
            messages.success(request, told)
            return redirect(reverse("desk:organisation", args=[house.bureau.public_id]))
    context = {"body": house.bureau, "form": form, "example": example(request, present)}
    return render(request, "desk/directory/sign.html", context, status=REFUSED if form.is_bound else 200)


def example(request: HttpRequest, sign: str) -> str:
    """A number with the sign, as papers of this year bear it."""
    return shown(f"{sign}发", visit(request).today.year, 1)
