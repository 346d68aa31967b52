"""A page of the directory with one form: what is typed stays, what a verb refuses stands beside its field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from kechuang.desk.directory.deeds import mark, show
from kechuang.desk.doors import REFUSED
from kechuang.directory.models import Organisation, Person
from kechuang.ui.forms import HouseForm


@dataclass(frozen=True, slots=True)
class Entry:
    """What the page says, whom the deed is about, and where it leads."""

    about: Person | Organisation
    deed: str
    title: str
    press: str
    back: str
    back_words: str
    said: str
    hint: str = ""


TYPED_AS = {
    "fields": "fields_judged",
    "pool_since": "since",
    "pool_until": "until",
    "decision_number": "number",
    "repaired_on": "on",
}
"""Columns that a form asks for under another name."""


def named_as_typed(error: ValidationError) -> ValidationError:
    """A verb's refusal under the names of the form's fields."""
    if not hasattr(error, "error_dict"):
        return error
    return ValidationError({TYPED_AS.get(name, name): errors for name, errors in error.error_dict.items()})


def entered(
    request: HttpRequest, form: HouseForm, entry: Entry, do: Callable[[dict[str, Any]], Mapping[str, str]]
) -> HttpResponseBase:
    """Show the form; or do it, write the deed down with the facts that `do` returns, and lead back."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                mark(request, entry.about, entry.deed, do(form.cleaned_data))
        except ValidationError as error:
            show(form, named_as_typed(error))
        else:
            messages.success(request, entry.said)
            return redirect(entry.back)
    context = {"form": form, "entry": entry}
    return render(request, "desk/directory/entry.html", context, status=REFUSED if form.is_bound else 200)
