"""Coming in and going out."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kechuang.desk.forms import SignInForm
from kechuang.directory.models import Account
from kechuang.directory.sign_in import LockRule, SignIn, SignInRefusal, sign_in
from kechuang.ui.templatetags.ui import moment
from kechuang.ui.views import speak
from kechuang.ui.visit import machine_time

REFUSED = 422


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Sign in by name and password; a refusal says why and keeps the name that was typed."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect("desk:home")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = sign_in(
            login=form.cleaned_data["login"],
            password=form.cleaned_data["password"],
            rule=lock_rule(),
            now=machine_time(),
        )
        if answer.account is not None:
            return entered(request, answer.account)
        form.add_error(None, sentence(answer))
    status = REFUSED if form.is_bound else 200
    return render(request, "desk/sign_in.html", {"form": form, "next": request.GET.get("next", "")}, status=status)


def lock_rule() -> LockRule:
    """When this installation closes a login name, and for how long."""
    chosen = settings.CONFIGURATION
    return LockRule(attempts=chosen.sign_in_attempts, pause=timedelta(minutes=chosen.sign_in_lock_minutes))


def sentence(answer: SignIn) -> str:
    """Why the door stays closed, and what to do."""
    if answer.refusal is SignInRefusal.LOCKED and answer.locked_until is not None:
        return _(
            "Too many wrong passwords: this login name is closed until %(until)s. "
            "Try again then, or ask your system administrator."
        ) % {"until": moment(answer.locked_until)}
    if answer.refusal is SignInRefusal.RUN_OUT:
        return _("This one-time password has run out. Ask your system administrator for another.")
    left = answer.attempts_left or 0
    return ngettext(
        "Login name or password do not match. %(left)s attempt is left before the name is closed for a while.",
        "Login name or password do not match. %(left)s attempts are left before the name is closed for a while.",
        left,
    ) % {"left": left}


def entered(request: HttpRequest, account: Account) -> HttpResponse:
    """Open the session and go where the person wanted to go, in his language."""
    login(request, account)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    response = redirect(wanted if safe else "desk:home")
    return speak(response, account.language) if account.language else response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    logout(request)
    return redirect("portal:home")
