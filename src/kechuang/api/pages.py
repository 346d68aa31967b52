"""A person's keys, on his account page."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kechuang.api.models import Key
from kechuang.api.services import make_key, revoke_key
from kechuang.ui.visit import machine_time, visit

LONGEST_NAME = 60


def keys_of_page(request: HttpRequest) -> Mapping[str, Any]:
    """The keys that open something. One statement."""
    account = visit(request).account
    return {"keys": list(Key.objects.filter(account=account, revoked_at__isnull=True)) if account else []}


@never_cache
@login_required
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a key and show its secret this once."""
    account = visit(request).account
    name = request.POST.get("name", "").strip()[:LONGEST_NAME]
    if account is None:
        raise Http404
    if not name:
        messages.error(request, _("Say what will use the key."))
        return redirect("desk:account")
    key, secret = make_key(account=account, name=name, now=machine_time())
    return render(request, "api/made.html", {"key": key, "secret": secret})


@login_required
@require_POST
def revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """Revoke one of one's own keys."""
    key = Key.objects.filter(public_id=public_id, account=visit(request).account, revoked_at__isnull=True).first()
    if key is None:
        raise Http404
    revoke_key(key=key, now=machine_time())
    messages.success(request, _("The key is revoked: %(name)s.") % {"name": key.name})
    return redirect("desk:account")
