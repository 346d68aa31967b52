"""The desk and the account page."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kechuang.desk.doors import REFUSED
from kechuang.desk.forms import PasswordForm
from kechuang.desk.home import Desk
from kechuang.desk.visits import all_seen
from kechuang.directory.services import change_password
from kechuang.ui.errors import forbidden
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import APPOINTMENT_KEY, visit


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page of everybody who works here."""
    return render(request, "desk/home.html", {"desk": Desk(request)})


@login_required
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Count what is new from now on."""
    came = visit(request)
    if came.account is not None:
        all_seen(account=came.account, now=came.now)
    return redirect("desk:home")


@login_required
@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own appointments."""
    came = visit(request)
    wanted = next((one for one in came.appointments if one.public_id == request.POST.get("appointment")), None)
    if wanted is None:
        return forbidden(request)
    request.session[APPOINTMENT_KEY] = wanted.public_id
    words = {"role": wanted.get_role_display(), "body": named(wanted.organisation)}
    messages.success(request, _("You now act as: %(role)s, %(body)s.") % words)
    return redirect("desk:home")


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """One's own account, and changing its password."""
    mine = visit(request).account
    if mine is None or not mine.has_usable_password():
        return render(request, "desk/account.html", {"form": None})
    form = PasswordForm(mine, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_password(account=mine, password=form.cleaned_data["new"])
        update_session_auth_hash(request, mine)
        messages.success(request, _("Your password is changed. Other devices have to sign in again."))
        return redirect("desk:account")
    return render(request, "desk/account.html", {"form": form}, status=REFUSED if form.is_bound else 200)
