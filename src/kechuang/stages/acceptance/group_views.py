"""The bureau's pages: appointing the group, and concluding."""

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kechuang.directory.code_lists import field_names
from kechuang.directory.models import Expert
from kechuang.directory.public_id import new_public_id
from kechuang.door.action_form import ActionForm
from kechuang.door.pages import REFUSED, actor_of, deed
from kechuang.door.perform import perform, row_of
from kechuang.door.refusal import Refusal
from kechuang.door.table import Transition
from kechuang.stages.acceptance.avoidance import Candidate, candidates
from kechuang.stages.acceptance.models import Acceptance
from kechuang.stages.acceptance.panel import judged
from kechuang.stages.acceptance.request_views import acceptance_of
from kechuang.stages.acceptance.rules import checklist, rule_of
from kechuang.ui.errors import forbidden
from kechuang.ui.templatetags.ui import labelled
from kechuang.ui.visit import visit

SHOWN = 20
"""Experts of each kind on one page; the search narrows them."""


def turned_away(request: HttpRequest, stay: Acceptance, refusal: Refusal) -> HttpResponse:
    """The answer where the action is not to be done by this person, or not now."""
    if refusal.code == "not_yours":
        return forbidden(request)
    messages.error(request, str(refusal.sentence))
    return redirect("desk:case", stay.case.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose the group among those who may judge; who may not stands below, each with his reason."""
    stay = acceptance_of(request, public_id)
    try:
        row = row_of(stay, "replace" if stay.state == "group" else "appoint", actor_of(request))
    except Refusal as refusal:
        return turned_away(request, stay, refusal)
    said: list[str] = []
    if request.method == "POST":
        given = {"members": request.POST.getlist("members"), "leader": request.POST.get("leader", "")}
        try:
            seen = request.POST.get("seen", "")
            perform(
                stay,
                row.action,
                actor_of(request),
                given,
                now=visit(request).now,
                expect=int(seen) if seen.isdigit() else None,
                key=request.POST.get("key", "")[:64],
            )
        except Refusal as refusal:
            said = [str(one) for sentences in refusal.fields.values() for one in sentences] or [str(refusal.sentence)]
        else:
            messages.success(request, _("Done: %(what)s.") % {"what": row.public})
            return redirect("desk:case", stay.case.public_id)
    return render(
        request, "stage_acceptance/group.html", pool_page(request, stay, row, said), status=REFUSED if said else 200
    )


def pool_page(request: HttpRequest, stay: Acceptance, row: Transition, said: list[str]) -> dict[str, Any]:
    """The experts that fit the search, those chosen first, those who may not judge with the reason."""
    asked = request.POST if request.method == "POST" else request.GET
    names = field_names()
    field = asked.get("field", stay.case.field)
    words = asked.get("q", "").strip()
    seats = list(stay.seats.filter(left_at__isnull=True).select_related("expert"))
    chosen = asked.getlist("members") or [seat.expert.public_id for seat in seats]
    leader = asked.get("leader") or next((seat.expert.public_id for seat in seats if seat.leader), "")
    everybody = candidates(stay.case, visit(request).today)
    fitting = [one for one in everybody if one.expert.public_id in chosen or fits(one, field, words)]
    fitting.sort(key=lambda one: (one.expert.public_id not in chosen, drawn(stay, one)))
    sides: tuple[list[Candidate], list[Candidate]] = ([], [])
    for one in fitting:
        if not one.reason:
            sides[one.expert.kind == Expert.Kind.FINANCE].append(one)
    return {
        "acceptance": stay,
        "case": stay.case,
        "row": row,
        "rule": rule_of(stay),
        "sides": [
            (
                heading,
                [
                    (
                        one,
                        one.expert.public_id in chosen,
                        [labelled(names[code]) for code in one.expert.fields if code in names],
                    )
                    for one in side[:SHOWN]
                ],
                max(0, len(side) - SHOWN),
            )
            for heading, side in zip((_("Who judges the tasks"), _("Who judges the money")), sides, strict=True)
        ],
        "avoiding": [one for one in fitting if one.reason][:SHOWN],
        "leader": leader,
        "fields": [(code, labelled(label), code == field) for code, label in names.items()],
        "field": field,
        "q": words,
        "said": said,
        "key": new_public_id(),
    }


def drawn(stay: Acceptance, one: Candidate) -> str:
    """An order of the experts for this acceptance alone, so that nobody stands first for every project."""
    return hashlib.sha256(f"{stay.public_id} {one.expert.public_id}".encode()).hexdigest()


def fits(one: Candidate, field: str, words: str) -> bool:
    """Whether an expert belongs on the page: the field, or money, and every word of the search."""
    in_field = not field or field in one.expert.fields or one.expert.kind == "finance"
    text = f"{one.expert.person.name} {one.expert.organisation.name} {one.expert.keywords} {one.expert.city}".casefold()
    return in_field and all(word in text for word in words.casefold().split())


def vocabulary(stay: Acceptance) -> list[tuple[str, str]]:
    """The conclusions of the rule, to choose from."""
    return [("", _("Choose …")), *((one.code, labelled(one.name)) for one in rule_of(stay).conclusions)]


def choosing(form: ActionForm, name: str, stay: Acceptance) -> ActionForm:
    """The form, with the rule's vocabulary at one of its fields."""
    plain = form.fields[name]
    form.fields[name] = forms.ChoiceField(
        choices=vocabulary(stay),
        label=plain.label,
        error_messages=plain.error_messages,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    return form


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """The director concludes, the group's opinion and votes before him."""
    stay = acceptance_of(request, public_id)
    try:
        row = row_of(stay, "decide", actor_of(request))
    except Refusal as refusal:
        return turned_away(request, stay, refusal)
    group = stay.group_opinions.filter(round=stay.round).first()
    begun = {"seen": stay.revision, "key": new_public_id(), "conclusion": group.proposal if group else ""}
    form = choosing(ActionForm(row.payload, request.POST or None, initial=begun), "conclusion", stay)
    if request.method == "POST" and form.is_valid():
        try:
            deed(request, stay, "decide", form)
        except Refusal as refusal:
            form.show(refusal)
        else:
            messages.success(request, _("Done: %(what)s.") % {"what": row.public})
            return redirect("desk:case", stay.case.public_id)
    context = judged(stay) | {
        "acceptance": stay,
        "case": stay.case,
        "row": row,
        "form": form,
        "results": list(stay.results.all()),
        "lines": checklist(stay),
        "inside": True,
    }
    return render(request, "stage_acceptance/decide.html", context, status=REFUSED if form.is_bound else 200)
