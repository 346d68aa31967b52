"""The inbox, and the bell in the bar."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kechuang.directory.models import Person
from kechuang.notify.models import Message
from kechuang.notify.queries import MOST, inbox, unread_count
from kechuang.notify.services import mark_all_read, mark_read
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import APPOINTMENT_KEY, visit

ROWS = 30


def reader(request: HttpRequest) -> Person:
    """Whose inbox it is; the page asks for signing in before."""
    account = visit(request).account
    if account is None:
        raise TypeError("an inbox belongs to an account")
    return account.person


def bell(request: HttpRequest) -> Mapping[str, Any]:
    """How many messages wait to be read. One statement."""
    account = visit(request).account
    count = unread_count(account.person) if account else 0
    return {"count": count, "shown": f"{MOST}+" if count > MOST else str(count)}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The messages, all or the unread ones. Two statements beside the shell's."""
    unread = request.GET.get("only") == "unread"
    page = Paginator(inbox(reader(request), unread=unread), ROWS).get_page(request.GET.get("page"))
    return render(request, "desk/messages.html", {"page": page, "unread": unread, "any": bell(request)["count"]})


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    done = mark_all_read(person=reader(request), now=visit(request).now)
    said = ngettext("%(count)d message marked as read.", "%(count)d messages marked as read.", done) % {"count": done}
    messages.success(request, said)
    return redirect("desk:messages")


@login_required
@require_POST
def follow(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mark a message as read and go where it leads, acting as what one was written to; or stay, where asked to."""
    message = get_object_or_404(
        Message.objects.select_related("appointment"), public_id=public_id, person=reader(request)
    )
    came = visit(request)
    mark_read(message=message, now=came.now)
    if "stay" in request.POST or not message.link:
        return redirect("desk:messages")
    wanted = next((one for one in came.appointments if one.pk == message.appointment_id), None)
    if wanted is not None and came.appointment is not None and wanted != came.appointment:
        request.session[APPOINTMENT_KEY] = wanted.public_id
        words = {"role": wanted.get_role_display(), "body": named(wanted.organisation)}
        messages.success(request, _("You now act as: %(role)s, %(body)s.") % words)
    return redirect(message.link)
