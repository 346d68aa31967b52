"""The page of an action: the form of its payload, then the deed. The same for every kind of subject (contract 1)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kechuang.directory.public_id import new_public_id
from kechuang.door.action_form import ActionForm
from kechuang.door.perform import Result, perform, row_of
from kechuang.door.refusal import Refusal
from kechuang.door.subject import Subject
from kechuang.door.table import Actor, Transition, table_of
from kechuang.ui.errors import forbidden
from kechuang.ui.visit import visit

REFUSED = 422
Back = Callable[[Subject], str]
"""The address to return to, given the subject as it stands after the deed (or before it)."""


def actor_of(request: HttpRequest) -> Actor:
    """Who acts on this page. Without an appointment nothing is permitted."""
    return Actor(visit(request).appointment)


def act_on(
    request: HttpRequest,
    subject: Subject,
    action: str,
    *,
    back: Back,
    title: str = "",
    begin: Mapping[str, Any] | None = None,
    template: str = "door/act.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form of an action, or do it; what was typed stays when the door refuses.

    `begin` is what the form begins with, `title` names the subject above it, `more` goes to the template.
    """
    try:
        row = row_of(subject, action, actor_of(request))
    except Refusal as refusal:
        return turned_away(request, subject, action, refusal, back)
    begun: dict[str, Any] = {"seen": subject.revision, "key": new_public_id(), **(begin or {})}
    form = ActionForm(row.payload, request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            done = deed(request, subject, action, form)
        except Refusal as refusal:
            form.show(refusal)
        else:
            messages.success(request, _("Done: %(what)s.") % {"what": row.public})
            return redirect(back(done.subject))
    context = {"row": row, "form": form, "subject_title": title, "back": back(subject), **(more or {})}
    return render(request, template, context, status=REFUSED if form.is_bound else 200)


def turned_away(request: HttpRequest, subject: Subject, action: str, refusal: Refusal, back: Back) -> HttpResponse:
    """The answer where the action is not to be done here, now or by this person."""
    if refusal.code == "unknown_action":
        raise Http404 from refusal
    if refusal.code == "not_yours" or not subject.pk:
        return forbidden(request)
    if request.method != "POST" or not replayed(request, subject, action):
        messages.error(request, str(refusal.sentence))
    return redirect(back(subject))


def deed(request: HttpRequest, subject: Subject, action: str, form: ActionForm) -> Result:
    """Ask the door."""
    return perform(
        subject,
        action,
        actor_of(request),
        form.payload(),
        now=visit(request).now,
        expect=form.cleaned_data["seen"] if subject.pk else None,
        key=form.cleaned_data["key"],
    )


def replayed(request: HttpRequest, subject: Subject, action: str) -> bool:
    """Whether this very form was sent before: a double click, which is answered as if it were one."""
    row: Transition | None = next((row for row in table_of(subject).transitions if row.action == action), None)
    form = ActionForm(row.payload, request.POST) if row else None
    if form is None or not form.is_valid() or not form.cleaned_data["key"]:
        return False
    try:
        return deed(request, subject, action, form).replayed
    except Refusal:
        return False
