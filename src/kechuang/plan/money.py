"""The year's money: the envelope with its adjustments, and the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kechuang.directory.models import Appointment
from kechuang.door.pages import act_on, actor_of
from kechuang.door.perform import options
from kechuang.door.subject import Subject
from kechuang.funds.models import Entry, Envelope
from kechuang.funds.queries import envelope_of
from kechuang.plan.views import inside
from kechuang.ui.cells import badge, link
from kechuang.ui.errors import forbidden
from kechuang.ui.gauge import gauge
from kechuang.ui.links import Link, links_of
from kechuang.ui.listing import respond
from kechuang.ui.table import Column, Empty, Filter, Kind, Rows, Table, Words
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import visit

Y, N = "yes", "no"


@dataclass(frozen=True, slots=True)
class Booked:
    """A line of the ledger with the page of its subject and who booked it."""

    entry: Entry
    subject: Link | None
    by: Appointment | None


def entries(request: HttpRequest) -> Rows:
    """The year's lines; the year stands in the address."""
    return Entry.objects.filter(envelope=envelope_at(request))


def envelope_at(request: HttpRequest) -> Envelope | None:
    """The envelope of the year in the address; asked for once a request."""
    if "envelope_at" not in request.__dict__:
        match = request.resolver_match
        request.__dict__["envelope_at"] = envelope_of(match.kwargs["year"]) if match else None
    found: Envelope | None = request.__dict__["envelope_at"]
    return found


def with_names(found: Sequence[Entry], _request: HttpRequest) -> list[Booked]:
    """The lines with their subjects and actors. A statement for each kind of subject, one for the actors."""
    links = links_of(list({one.chain for one in found}))
    actors = Appointment.objects.select_related("person").in_bulk({one.by for one in found}, field_name="public_id")
    return [Booked(one, links.get(one.chain), actors.get(one.by)) for one in found]


def kinds(_request: HttpRequest) -> list[tuple[str, Words]]:
    """What a line can be."""
    return [(kind.value, kind.label) for kind in Entry.Kind]


def subject_cell(row: Booked) -> str:
    """The subject, leading to its page."""
    return link(row.subject.address, row.subject.title) if row.subject else row.entry.chain


LEDGER = Table[Booked](
    code="ledger",
    title=gettext_lazy("Money ledger"),
    rows=entries,
    shape=with_names,
    key=lambda row: str(row.entry.pk),
    key_field="pk",
    columns=(
        Column(
            "subject",
            gettext_lazy("Subject"),
            lambda row: row.subject.title if row.subject else row.entry.chain,
            cell=subject_cell,
            wide=True,
        ),
        Column(
            "kind",
            gettext_lazy("Kind of line"),
            lambda row: Entry.Kind(row.entry.kind).label,
            cell=lambda row: badge(row.entry.kind, Entry.Kind(row.entry.kind).label),
            card=True,
        ),
        Column(
            "fen",
            gettext_lazy("Amount (10,000 yuan)"),
            lambda row: row.entry.fen,
            kind=Kind.MONEY,
            order=("fen",),
            card=True,
        ),
        Column("iur", gettext_lazy("Cooperation"), lambda row: _("yes") if row.entry.iur else _("no")),
        Column("document", gettext_lazy("Document"), lambda row: row.entry.document),
        Column("by", gettext_lazy("Booked by"), lambda row: named(row.by.person) if row.by else ""),
        Column("at", gettext_lazy("Booked at"), lambda row: row.entry.at, kind=Kind.MOMENT, order=("at",)),
        Column("chain", gettext_lazy("Chain"), lambda row: row.entry.chain, shown=False),
    ),
    filters=(
        Filter(
            "kind",
            gettext_lazy("Kind of line"),
            kinds,
            lambda found, code, _request: found.filter(kind=code),
            chips=True,
        ),
        Filter(
            "iur",
            gettext_lazy("Cooperation"),
            lambda _request: [(Y, gettext_lazy("yes")), (N, gettext_lazy("no"))],
            lambda found, code, _request: found.filter(iur=code == Y),
        ),
    ),
    search=("document", "chain"),
    search_label=gettext_lazy("document"),
    order=("-at", "-id"),
    empty=Empty(
        gettext_lazy("Nothing is booked yet."),
        gettext_lazy("A line appears here when an approval is signed, an agreement confirmed or a payment recorded."),
    ),
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def money(request: HttpRequest, year: int) -> HttpResponseBase:
    """The year's envelope and its ledger."""
    if not inside(request):
        return forbidden(request)
    envelope = envelope_at(request)
    if envelope is None:
        raise Http404
    marks = (envelope.contracted, envelope.approved)
    picture = gauge(envelope.paid, envelope.adjusted, marks=marks, words=_("Paid of the year's funds"))
    context = {
        "envelope": envelope,
        "year": year,
        "adjustments": envelope.adjustments.select_related("by__person"),
        "offered": options(envelope, actor_of(request), now=visit(request).now),
        "gauge": picture,
    }
    return respond(request, LEDGER, "plan/money.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a year's money."""
    begin = {"year": visit(request).today.year}
    return act_on(request, Envelope(), "enter", back=back, title=_("The year's plan"), begin=begin)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, year: int, action: str) -> HttpResponse:
    """Do something to a year's money."""
    envelope = envelope_of(year)
    if envelope is None or not inside(request):
        raise Http404
    return act_on(request, envelope, action, back=back, title=_("The money of %(year)s") % {"year": year})


def back(subject: Subject) -> str:
    """The page of the money, or of the plan before there is any."""
    if isinstance(subject, Envelope) and subject.pk:
        return reverse("plan:money", args=[subject.year])
    return reverse("plan:desk")
