"""Entering the demonstration with one click: only in a demonstration, and only from this machine."""

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kechuang.directory.models import Account

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
"""What a proxy adds."""


def at_home(request: HttpRequest) -> bool:
    """Whether the request comes from this machine itself: from its loopback address and through no proxy."""
    forwarded = any(name in request.headers for name in FORWARDED)
    return not forwarded and ip_address(request.META["REMOTE_ADDR"]).is_loopback


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the cast."""
    if not settings.CONFIGURATION.demonstration or not at_home(request):
        raise Http404
    account = get_object_or_404(Account, public_id=request.POST.get("account", ""), is_active=True)
    login(request, account)
    return redirect("desk:home")
