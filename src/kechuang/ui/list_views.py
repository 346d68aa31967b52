"""The addresses by which a person keeps how a list is shown to him."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kechuang.directory.models import Account
from kechuang.ui import saved_views
from kechuang.ui.views import back
from kechuang.ui.visit import visit


def account_of(request: HttpRequest) -> Account:
    """The account that is signed in; these pages ask for one."""
    account = visit(request).account
    if account is None:
        raise TypeError("this page stands behind the door")
    return account


@login_required
@require_POST
def keep_view(request: HttpRequest, table: str) -> HttpResponse:
    """Keep the list as it is shown under a name, and show it."""
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    try:
        kept = saved_views.keep_view(account=account_of(request), table=table, name=name, query=query)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": kept.name})
    return redirect(back(request))


@login_required
@require_POST
def keep_columns(request: HttpRequest, table: str) -> HttpResponse:
    """Keep which columns are shown."""
    columns = [] if request.POST.get("reset") else request.POST.getlist("column")
    try:
        saved_views.keep_columns(account=account_of(request), table=table, columns=columns)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect(back(request))


@login_required
@require_POST
def drop_view(request: HttpRequest, table: str) -> HttpResponse:
    """Drop a view that one kept."""
    if saved_views.drop_view(account=account_of(request), table=table, public_id=request.POST.get("view", "")):
        messages.success(request, _("The view is dropped."))
    return redirect(back(request))
