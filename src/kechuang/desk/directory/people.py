"""People at the desk: the list, one person, entering and correcting, appointing and ending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.desk.directory.accounts import standing_of
from kechuang.desk.directory.deeds import happened, mark, show
from kechuang.desk.directory.forms import AppointForm, LastDayForm, PersonForm
from kechuang.desk.directory.readers import KEEPERS, only
from kechuang.desk.doors import REFUSED
from kechuang.directory import services
from kechuang.directory.experts import lasting
from kechuang.directory.models import Appointment, Employment, Organisation, Person
from kechuang.directory.roles import Role
from kechuang.ui.cells import badge, link, listed
from kechuang.ui.listing import respond
from kechuang.ui.narrowing import pointed_at
from kechuang.ui.table import Column, Empty, Filter, Kind, Rows, Table, Words
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import machine_time, visit


@dataclass(frozen=True, slots=True)
class Row:
    """A person with what he acts as today, or else where he works."""

    person: Person
    acting: Sequence[Appointment]
    job: Employment | None

    @property
    def public_id(self) -> str:
        """The person's."""
        return self.person.public_id

    @property
    def body(self) -> Organisation | None:
        """Where he acts first, or works."""
        if self.acting:
            return self.acting[0].organisation
        return self.job.organisation if self.job else None

    @property
    def roles(self) -> str:
        """What he acts as, each once."""
        return listed(dict.fromkeys(str(one.get_role_display()) for one in self.acting))


def rows(_request: HttpRequest) -> Rows:
    """Everybody, with the account."""
    return Person.objects.select_related("account")


def with_places(people: Sequence[Person], request: HttpRequest) -> list[Row]:
    """People with what they act as and where they work today. Two statements."""
    today = visit(request).today
    acting: dict[int, list[Appointment]] = {}
    for one in Appointment.objects.filter(lasting(today), person__in=people).select_related("organisation"):
        acting.setdefault(one.person_id, []).append(one)
    jobs = Employment.objects.filter(lasting(today), person__in=people).select_related("organisation")
    jobs_of = {one.person_id: one for one in jobs.order_by("since")}
    return [Row(person, acting.get(person.pk, []), jobs_of.get(person.pk)) for person in people]


def roles(_request: HttpRequest) -> list[tuple[str, Words]]:
    """The roles of the house."""
    return [(str(role), role.label) for role in Role]


def narrow_by_role(found: Rows, role: str, request: HttpRequest) -> Rows:
    """Those who act in a role today."""
    acting = Appointment.objects.filter(lasting(visit(request).today), role=role)
    return pointed_at(found, acting, "person")


def accounts(_request: HttpRequest) -> list[tuple[str, Words]]:
    """How it can stand with an account."""
    return [
        ("open", pgettext_lazy("account", "open")),
        ("given", _("password given, not yet replaced")),
        ("closed", pgettext_lazy("account", "closed")),
        ("none", pgettext_lazy("account", "none")),
    ]


def narrow_by_account(found: Rows, standing: str, _request: HttpRequest) -> Rows:
    """Those whose account stands so."""
    return {
        "open": found.filter(account__is_active=True, account__one_time_until=None),
        "given": found.filter(account__is_active=True, account__one_time_until__isnull=False),
        "closed": found.filter(account__is_active=False),
        "none": found.filter(account=None),
    }[standing]


def search(found: Rows, words: str) -> Rows:
    """People by name, login or body."""
    for word in words.split():
        bodies = Organisation.objects.filter(name__icontains=word).order_by().values("pk")
        at = Appointment.objects.filter(organisation__in=bodies).order_by().values("person")
        worked = Employment.objects.filter(organisation__in=bodies, until=None).order_by().values("person")
        named_so = Q(name__icontains=word) | Q(name_en__icontains=word) | Q(account__login__icontains=word)
        found = found.filter(named_so | Q(pk__in=at) | Q(pk__in=worked))
    return found


def address(person: Person) -> str:
    """The page of a person."""
    return reverse("desk:person", args=[person.public_id])


def account_badge(row: Row) -> str:
    """How it stands with the account."""
    standing = standing_of(row.person)
    return badge(standing.code, standing.words, standing.icon) if standing.icon else str(standing.words)


PEOPLE = Table[Row](
    code="people",
    title=_("People"),
    rows=rows,
    shape=with_places,
    columns=(
        Column(
            "name",
            _("Name"),
            lambda row: row.person.name,
            lambda row: link(address(row.person), named(row.person)),
            order=("name",),
        ),
        Column("name_en", _("Name in Latin letters"), lambda row: row.person.name_en, shown=False),
        Column("roles", _("Role"), lambda row: row.roles, card=True),
        Column("body", _("Organisation"), lambda row: named(row.body), wide=True, card=True),
        Column("account", _("Account"), lambda row: standing_of(row.person).words, account_badge),
        Column("login", _("Login name"), lambda row: standing_of(row.person).login, shown=False),
        Column("last", _("Last signed in"), lambda row: standing_of(row.person).last, kind=Kind.MOMENT),
        Column("telephone", _("Telephone"), lambda row: row.person.telephone, shown=False),
    ),
    filters=(
        Filter("role", _("Role"), roles, narrow_by_role),
        Filter("account", _("Account"), accounts, narrow_by_account),
    ),
    search=search,
    exact=("name",),
    search_label=_("name, login, organisation"),
    order=("name",),
    selectable=True,
    empty=Empty(
        _("Nobody is in the directory yet."), _("Enter a person, then say what he acts as, then open an account.")
    ),
)


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """The people."""
    return respond(request, PEOPLE, "desk/directory/people.html")


def person_of(public_id: str) -> Person:
    """A person. Raises Http404."""
    found = Person.objects.select_related("account", "expert").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@only(KEEPERS)
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One person: who he is, what he acts as, the account, where he worked, and what was done here."""
    person, today = person_of(public_id), visit(request).today
    appointments = person.appointments.select_related("organisation", "division").order_by("-since", "-id")
    standing = standing_of(person)
    context = {
        "person": person,
        "standing": standing,
        "late": standing.given_until is not None and standing.given_until <= machine_time(),
        "appointments": [(one, runs(one, today)) for one in appointments],
        "jobs": person.employments.select_related("organisation"),
        "records": person.integrity_records.all(),
        "may_repair": True,
        "expert": getattr(person, "expert", None),
        "happened": happened(person),
    }
    return render(request, "desk/directory/person.html", context)


def runs(appointment: Appointment, today: date) -> str:
    """Whether an appointment runs today, is over, or is still to come: a code for the page."""
    if appointment.since > today:
        return "coming"
    return "over" if appointment.until is not None and appointment.until < today else "runs"


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Enter a person."""
    return written(request, None, PersonForm(request.POST or None))


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Correct a person."""
    person = person_of(public_id)
    begin = {name: getattr(person, name) for name in PersonForm.base_fields}
    return written(request, person, PersonForm(request.POST or None, initial=begin))


def written(request: HttpRequest, person: Person | None, form: PersonForm) -> HttpResponseBase:
    """Show the form, or save what was typed; what a verb refuses stays on the page."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if person:
                    saved = services.revise_person(person=person, **form.cleaned_data)
                else:
                    saved = services.register_person(**form.cleaned_data)
                mark(request, saved, "revise" if person else "register")
        except ValidationError as error:
            show(form, error)
        else:
            messages.success(request, gettext("%(name)s is saved.") % {"name": named(saved)})
            return redirect(address(saved))
    title = gettext("Correct a person") if person else gettext("Enter a person")
    return form_page(request, form, person, title, gettext("Save"))


def form_page(
    request: HttpRequest, form: PersonForm | AppointForm | LastDayForm, person: Person | None, title: str, press: str
) -> HttpResponseBase:
    """The page of one form about a person."""
    context = {"form": form, "person": person, "title": title, "press": press}
    return render(request, "desk/directory/person_form.html", context, status=REFUSED if form.is_bound else 200)


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give a person a role in a body."""
    person, house = person_of(public_id), visit(request).house
    if house is None:
        raise Http404
    form = AppointForm(house.bureau, request.POST or None, initial={"since": visit(request).today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                made = services.appoint(
                    person=person,
                    organisation=given["organisation"],
                    role=Role(given["role"]),
                    since=given["since"],
                    division=given["division"],
                )
                mark(request, person, "appoint", {"appointment": made.public_id, "role": made.role})
        except ValidationError as error:
            show(form, error)
        else:
            said = gettext("%(name)s now acts as: %(role)s, %(body)s.")
            words = {"name": named(person), "role": made.get_role_display(), "body": named(made.organisation)}
            messages.success(request, said % words)
            return redirect(address(person))
    return form_page(request, form, person, gettext("Appoint"), gettext("Appoint"))


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, public_id: str, appointment: str) -> HttpResponseBase:
    """End an appointment on a day."""
    person = person_of(public_id)
    ending = person.appointments.select_related("organisation").filter(public_id=appointment).first()
    if ending is None:
        raise Http404
    form = LastDayForm(request.POST or None, initial={"until": visit(request).today})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                services.end_appointment(appointment=ending, last_day=form.cleaned_data["until"])
                mark(request, person, "end_appointment", {"appointment": ending.public_id, "role": ending.role})
        except ValidationError as error:
            show(form, error)
        else:
            messages.success(request, gettext("The appointment ends on %(day)s.") % {"day": ending.until})
            return redirect(address(person))
    words = {"role": ending.get_role_display(), "body": named(ending.organisation)}
    title = gettext("End the appointment: %(role)s, %(body)s") % words
    return form_page(request, form, person, title, gettext("End the appointment"))
