"""Keeping the pool: taking a person in, correcting, leaving, ties and jobs."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kechuang.desk.directory.entering import Entry, entered
from kechuang.desk.directory.entry_forms import ExpertForm, JobForm, TieForm
from kechuang.desk.directory.forms import LastDayForm
from kechuang.desk.directory.people import person_of
from kechuang.desk.directory.readers import KEEPERS, POOL_KEEPERS, only
from kechuang.directory import experts, services
from kechuang.directory.experts import Profile, lasting
from kechuang.directory.models import DeclaredRelation, Expert
from kechuang.directory.roles import Role
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import visit


def address(expert: Expert) -> str:
    """The page of an expert."""
    return reverse("desk:expert", args=[expert.public_id])


def expert_of(public_id: str) -> Expert:
    """An expert. Raises Http404."""
    found = Expert.objects.select_related("person", "organisation").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def profile(given: Mapping[str, Any]) -> Profile:
    """What was typed, as the verb takes it."""
    return Profile(
        kind=Expert.Kind(given["kind"]),
        title=Expert.Title(given["title"]),
        province=given["province"],
        city=given["city"],
        fields=given["fields_judged"],
        keywords=given["keywords"],
        capacity=given["capacity"],
    )


def about(expert: Expert, deed: str, title: str, press: str, said: str, hint: str = "") -> Entry:
    """A page about an expert, leading back to him."""
    return Entry(expert.person, deed, title, press, address(expert), named(expert.person), said, hint)


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Take a person into the pool; whoever is not appointed as an expert yet is so from that day."""
    person = person_of(public_id)
    known = Expert.objects.filter(person=person).first()
    if known is not None:
        return redirect(address(known))
    today = visit(request).today
    job = person.employments.filter(lasting(today)).select_related("organisation").first()
    begin = {"since": today} | (
        {"organisation": job.organisation, "city": job.organisation.city, "province": job.organisation.province}
        if job
        else {}
    )

    def do(given: dict[str, Any]) -> dict[str, str]:
        """Take him in."""
        made = experts.register_expert(
            person=person, organisation=given["organisation"], profile=profile(given), since=given["since"]
        )
        if not person.appointments.filter(lasting(given["since"]), role=Role.EXPERT).exists():
            services.appoint(person=person, organisation=given["organisation"], role=Role.EXPERT, since=given["since"])
        return {"expert": made.public_id}

    page = Entry(
        person,
        "enrol_expert",
        gettext("Take into the expert pool"),
        gettext("Take in"),
        reverse("desk:person", args=[person.public_id]),
        named(person),
        gettext("%(name)s is in the expert pool. With an account, invitations can be answered.")
        % {"name": named(person)},
    )
    return entered(request, ExpertForm(request.POST or None, initial=begin), page, do)


@only(POOL_KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Correct what is known of an expert."""
    expert = expert_of(public_id)
    names = ("organisation", "kind", "title", "province", "city", "keywords", "capacity")
    begin = {name: getattr(expert, name) for name in names} | {"fields_judged": list(expert.fields)}
    form = ExpertForm(request.POST or None, initial=begin)
    del form.fields["since"]

    def do(given: dict[str, Any]) -> dict[str, str]:
        """Correct him."""
        experts.revise_expert(expert=expert, organisation=given["organisation"], profile=profile(given))
        return {"expert": expert.public_id}

    said = gettext("%(name)s is saved.") % {"name": named(expert.person)}
    page = about(expert, "revise_expert", gettext("Correct what the expert judges"), gettext("Save"), said)
    return entered(request, form, page, do)


@only(POOL_KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Say on which day an expert leaves the pool."""
    expert = expert_of(public_id)

    def do(given: dict[str, Any]) -> dict[str, str]:
        """Let him go."""
        experts.leave_pool(expert=expert, last_day=given["until"])
        return {"expert": expert.public_id, "last_day": given["until"].isoformat()}

    form = LastDayForm(request.POST or None, initial={"until": visit(request).today})
    form.fields["until"].help_text = gettext("Invitations that are out already stay valid.")
    title, said = gettext("Leave the expert pool"), gettext("The day is noted.")
    return entered(request, form, about(expert, "leave_pool", title, gettext("Note the last day"), said), do)


@only(POOL_KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Record a tie that was declared or reported."""
    expert = expert_of(public_id)

    def do(given: dict[str, Any]) -> dict[str, str]:
        """Record it."""
        experts.declare_relation(
            expert=expert,
            kind=DeclaredRelation.Kind(given["kind"]),
            since=given["since"],
            until=given["until"],
            person=given["person"],
            organisation=given["organisation"],
        )
        return {"expert": expert.public_id, "kind": given["kind"]}

    said = gettext("The tie is recorded: the expert is given no case of that person or body.")
    page = about(expert, "declare_tie", gettext("Record a tie"), gettext("Record the tie"), said)
    return entered(request, TieForm(request.POST or None), page, do)


@only(POOL_KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def job(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Record where an expert works or worked: he is kept away from that body's cases."""
    expert = expert_of(public_id)

    def do(given: dict[str, Any]) -> dict[str, str]:
        """Record it."""
        experts.record_employment(
            person=expert.person, organisation=given["organisation"], since=given["since"], until=given["until"]
        )
        return {"expert": expert.public_id, "organisation": given["organisation"].public_id}

    hint = gettext("An expert is given no case of a body where he works or lately worked.")
    title, said = gettext("Record where the expert works or worked"), gettext("It is recorded.")
    page = about(expert, "record_job", title, gettext("Record it"), said, hint)
    return entered(request, JobForm(request.POST or None), page, do)
