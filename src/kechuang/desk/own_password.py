"""Who came in with a one-time password chooses his own before anything else."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.directory.models import Account

Answer = Callable[[HttpRequest], HttpResponse]
OPEN = ("desk:account", "desk:sign-out", "desk:sign-in", "ui:language", "ui:health")
"""The addresses that a one-time password opens."""


def own_password(answer: Answer) -> Answer:
    """Lead to the account page until the password is the person's own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, Account) or user.one_time_until is None:
            return answer(request)
        if request.path in {reverse(name) for name in OPEN}:
            return answer(request)
        messages.info(request, _("Your password was given to you: choose your own before you go on."))
        return redirect("desk:account")

    return middleware
