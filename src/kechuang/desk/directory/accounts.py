"""Accounts at the desk: opening one, giving a new password, closing and opening again."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kechuang.desk.directory.deeds import mark, show
from kechuang.desk.directory.forms import LoginForm
from kechuang.desk.directory.readers import KEEPERS, only
from kechuang.desk.doors import REFUSED
from kechuang.directory import services
from kechuang.directory.models import Account, Person
from kechuang.ui.visit import machine_time, visit


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with somebody's account."""

    code: str
    words: str | Promise
    icon: str = ""
    login: str = ""
    last: datetime | None = None
    given_until: datetime | None = None
    account: Account | None = None


def standing_of(person: Person) -> Standing:
    """How it stands with the account of a person that was read with it."""
    account: Account | None = getattr(person, "account", None)
    if account is None:
        return Standing("none", pgettext_lazy("account", "none"))
    known = (account.login, account.last_login, account.one_time_until, account)
    if not account.is_active:
        return Standing("bad", pgettext_lazy("account", "closed"), "lock", *known)
    if account.one_time_until is not None:
        return Standing("waits", _("password given, not yet replaced"), "key", *known)
    return Standing("good", pgettext_lazy("account", "open"), "circle-check", *known)


def account_of(public_id: str) -> Account:
    """The account of a person. Raises Http404."""
    found = Account.objects.select_related("person").filter(person__public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@only(KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Open the account of a person, and show its first password this once."""
    person = Person.objects.filter(public_id=public_id).first()
    if person is None:
        raise Http404
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                account, password = services.open_account_with_one_time_password(
                    person=person, login=form.cleaned_data["login"], now=machine_time()
                )
                mark(request, person, "open_account")
        except ValidationError as error:
            show(form, error)
        else:
            return given(request, account, password)
    context = {"form": form, "person": person, "title": gettext("Open an account"), "press": gettext("Open an account")}
    return render(request, "desk/directory/person_form.html", context, status=REFUSED if form.is_bound else 200)


@only(KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give a new password to somebody who lost his, after asking once more."""
    account = account_of(public_id)
    if request.method != "POST":
        return render(request, "desk/directory/reset.html", {"theirs": account})
    with transaction.atomic():
        password = services.reset_password(account=account, now=machine_time())
        mark(request, account.person, "reset_password")
    return given(request, account, password)


def given(request: HttpRequest, account: Account, password: str) -> HttpResponseBase:
    """The password, shown this once: it is kept nowhere."""
    context = {"theirs": account, "person": account.person, "password": password}
    return render(request, "desk/directory/given.html", context)


@only(KEEPERS)
@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Let nobody in by this account any more."""
    account = account_of(public_id)
    try:
        with transaction.atomic():
            services.close_account(account=account, on=visit(request).today)
            mark(request, account.person, "close_account")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("The account is closed. What the person did stays."))
    return redirect("desk:person", public_id)


@only(KEEPERS)
@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Let the person in again."""
    account = account_of(public_id)
    with transaction.atomic():
        services.reopen_account(account=account)
        mark(request, account.person, "reopen_account")
    messages.success(request, gettext("The account is open again."))
    return redirect("desk:person", public_id)
