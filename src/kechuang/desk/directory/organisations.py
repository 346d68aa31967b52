"""Bodies at the desk: the list, one body, entering and correcting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.desk.directory.deeds import happened, mark, show
from kechuang.desk.directory.entering import Entry, entered
from kechuang.desk.directory.entry_forms import DivisionForm
from kechuang.desk.directory.forms import OrganisationForm
from kechuang.desk.directory.readers import KEEPERS, only
from kechuang.desk.doors import REFUSED
from kechuang.directory import services
from kechuang.directory.experts import lasting
from kechuang.directory.models import Appointment, IntegrityRecord, Organisation
from kechuang.directory.services import Place
from kechuang.documents.numbers import mark_of
from kechuang.ui.cells import link
from kechuang.ui.listing import respond
from kechuang.ui.table import Column, Empty, Filter, Kind, Rows, Table, Words
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import visit

SHOWN = 50
"""People and branches on a body's page; beyond, the list of people finds them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A body with how many act for it today."""

    body: Organisation
    people: int

    @property
    def public_id(self) -> str:
        """The body's."""
        return self.body.public_id


def rows(_request: HttpRequest) -> Rows:
    """Every body."""
    return Organisation.objects.select_related("district", "family")


def with_people(bodies: Sequence[Organisation], request: HttpRequest) -> list[Row]:
    """Bodies with how many people act for each. One statement."""
    counts = (
        Appointment.objects.filter(lasting(visit(request).today), organisation__in=bodies)
        .order_by()
        .values_list("organisation")
        .annotate(Count("person", distinct=True))
    )
    people = dict(counts)
    return [Row(body, people.get(body.pk, 0)) for body in bodies]


def kinds(_request: HttpRequest) -> list[tuple[str, Words]]:
    """The kinds of bodies."""
    return [(str(kind), kind.label) for kind in Organisation.Kind]


def districts(_request: HttpRequest) -> list[tuple[str, Words]]:
    """The districts of this city."""
    found = Organisation.objects.filter(kind=Organisation.Kind.DISTRICT)
    return [(one.public_id, named(one)) for one in found]


def places(request: HttpRequest) -> list[tuple[str, Words]]:
    """Here or elsewhere, where it is known where here is."""
    house = visit(request).house
    return [("here", _("in this city")), ("elsewhere", _("elsewhere"))] if house and house.bureau.city else []


def narrow_by_place(found: Rows, place: str, request: HttpRequest) -> Rows:
    """Bodies of this city, or all others."""
    house = visit(request).house
    city = house.bureau.city if house else ""
    return found.filter(city=city) if place == "here" else found.exclude(city=city)


def address(body: Organisation) -> str:
    """The page of a body."""
    return reverse("desk:organisation", args=[body.public_id])


def title(row: Row) -> str:
    """The name, leading to the body."""
    return link(address(row.body), named(row.body))


ORGANISATIONS = Table[Row](
    code="organisations",
    title=_("Organisations"),
    rows=rows,
    shape=with_people,
    columns=(
        Column(
            "name", pgettext_lazy("of a body", "Name"), lambda row: row.body.name, title, order=("name",), wide=True
        ),
        Column("code", _("Credit code"), lambda row: row.body.credit_code, kind=Kind.CODE, order=("credit_code",)),
        Column("name_en", _("English name"), lambda row: row.body.name_en, shown=False),
        Column("kind", _("Kind"), lambda row: row.body.get_kind_display(), card=True),
        Column("district", _("District"), lambda row: named(row.body.district)),
        Column("city", _("City"), lambda row: row.body.city, order=("city", "name"), card=True),
        Column("province", _("Province"), lambda row: row.body.province, shown=False),
        Column("family", _("Unit family"), lambda row: named(row.body.family)),
        Column("people", _("People acting for it"), lambda row: row.people, kind=Kind.NUMBER),
    ),
    filters=(
        Filter("kind", _("Kind"), kinds, lambda found, code, _request: found.filter(kind=code), chips=True),
        Filter(
            "district",
            _("District"),
            districts,
            lambda found, code, _request: found.filter(district__public_id=code),
        ),
        Filter("place", _("Place"), places, narrow_by_place),
    ),
    search=("name", "name_en", "credit_code"),
    exact=("name", "credit_code"),
    search_label=_("name, credit code"),
    order=("kind", "name"),
    selectable=True,
    empty=Empty(
        pgettext_lazy("organisations", "There is no organisation yet."),
        _("Enter the bureau's districts first, then the bodies that apply."),
    ),
)


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """The bodies."""
    return respond(request, ORGANISATIONS, "desk/directory/organisations.html")


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def division(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Enter a division of the bureau: calls belong to one, and officers act in one."""
    body = body_of(public_id)

    def do(given: dict[str, Any]) -> dict[str, str]:
        """Enter it."""
        services.register_division(organisation=body, name=given["name"], name_en=given["name_en"])
        return {}

    page = Entry(
        body,
        "register_division",
        gettext("Enter a division"),
        gettext("Save"),
        address(body),
        named(body),
        gettext("The division is entered: officers can be appointed in it."),
    )
    return entered(request, DivisionForm(request.POST or None), page, do)


def body_of(public_id: str) -> Organisation:
    """A body. Raises Http404."""
    found = Organisation.objects.select_related("district", "family").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@only(KEEPERS)
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One body: what it is, who acts for it, its family, what was found about it, what was done to it here."""
    body, came = body_of(public_id), visit(request)
    house = came.house
    acting = Appointment.objects.filter(lasting(came.today), organisation=body).select_related("person", "division")
    context = {
        "body": body,
        "acting": acting[: SHOWN + 1],
        "shown": SHOWN,
        "branches": body.branches.all()[:SHOWN],
        "records": IntegrityRecord.objects.filter(organisation=body),
        "happened": happened(body),
        "divisions": body.divisions.order_by("id") if house and house.bureau == body else None,
        "may_repair": True,
        "sign": mark_of(house.bureau, came.now) if house and house.bureau == body else "",
    }
    return render(request, "desk/directory/organisation.html", context)


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Enter a body."""
    house = visit(request).house
    begin = {"city": house.bureau.city, "province": house.bureau.province} if house else {}
    return written(request, None, OrganisationForm(request.POST or None, initial=begin))


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Correct a body."""
    body = body_of(public_id)
    begin = {name: getattr(body, name) for name in OrganisationForm.base_fields}
    return written(request, body, OrganisationForm(request.POST or None, initial=begin))


def written(request: HttpRequest, body: Organisation | None, form: OrganisationForm) -> HttpResponseBase:
    """Show the form, or save what was typed; what a verb refuses stays on the page."""
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(request, body, form)
        except ValidationError as error:
            show(form, error)
        else:
            messages.success(request, gettext("%(name)s is saved.") % {"name": named(saved)})
            return redirect(address(saved))
    context = {"body": body, "form": form}
    return render(request, "desk/directory/organisation_form.html", context, status=REFUSED if form.is_bound else 200)


@transaction.atomic
def save(request: HttpRequest, body: Organisation | None, form: OrganisationForm) -> Organisation:
    """Enter or correct the body, and write it down."""
    given = form.cleaned_data
    facts = {
        "name": given["name"],
        "name_en": given["name_en"],
        "kind": Organisation.Kind(given["kind"]),
        "credit_code": given["credit_code"],
        "place": Place(given["province"], given["city"], given["district"]),
    }
    saved = (
        services.revise_organisation(organisation=body, **facts) if body else services.register_organisation(**facts)
    )
    services.join_family(organisation=saved, head=given["family"])
    mark(request, saved, "revise" if body else "register")
    return saved
