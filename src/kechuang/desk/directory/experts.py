"""The pool of experts at the desk: the list with its filters, and one expert with jobs, ties and decisions."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.desk.directory.readers import KEEPERS, POOL_KEEPERS, POOL_READERS, only
from kechuang.directory.code_lists import field_names
from kechuang.directory.experts import lasting
from kechuang.directory.integrity import barred
from kechuang.directory.models import Act, Expert, Expertise
from kechuang.ui.cells import link, listed
from kechuang.ui.listing import respond
from kechuang.ui.narrowing import pointed_at
from kechuang.ui.table import Column, Empty, Filter, Kind, Rows, Table, Words
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import visit


def rows(_request: HttpRequest) -> Rows:
    """Every expert, in the pool or not any more."""
    return Expert.objects.select_related("person", "organisation").prefetch_related("expertise")


def kinds(_request: HttpRequest) -> list[tuple[str, Words]]:
    """What experts judge."""
    return [(str(kind), kind.label) for kind in Expert.Kind]


def fields(_request: HttpRequest) -> list[tuple[str, Words]]:
    """The fields of technology."""
    return [(code, str(name)) for code, name in field_names().items()]


def cities(_request: HttpRequest) -> list[tuple[str, Words]]:
    """The cities that experts are from."""
    return [(city, city) for city in Expert.objects.order_by("city").values_list("city", flat=True).distinct()]


def states(_request: HttpRequest) -> list[tuple[str, Words]]:
    """In the pool, or not."""
    return [("in", _("in the pool")), ("out", _("not in the pool today"))]


def narrow_by_field(found: Rows, code: str, _request: HttpRequest) -> Rows:
    """Those who judge a field."""
    return pointed_at(found, Expertise.objects.filter(field=code), "expert")


def narrow_by_state(found: Rows, state: str, request: HttpRequest) -> Rows:
    """Those in the pool today, or the others."""
    today = visit(request).today
    inside = Q(pool_since__lte=today) & (Q(pool_until__isnull=True) | Q(pool_until__gte=today))
    return found.filter(inside) if state == "in" else found.exclude(inside)


def fields_of(expert: Expert) -> str:
    """The fields in words."""
    return listed(str(field_names().get(code, code)) for code in expert.fields)


def name_of(expert: Expert) -> str:
    """The name, leading to the expert."""
    return link(reverse("desk:expert", args=[expert.public_id]), named(expert.person))


EXPERTS = Table[Expert](
    code="experts",
    title=_("Expert pool"),
    rows=rows,
    columns=(
        Column("name", _("Name"), lambda one: one.person.name, name_of, order=("person__name",)),
        Column("title", pgettext_lazy("of an expert", "title"), lambda one: one.get_title_display(), kind=Kind.CODE),
        Column("body", _("Organisation"), lambda one: named(one.organisation), card=True),
        Column("city", _("City"), lambda one: one.city, order=("city", "person__name"), card=True),
        Column("province", _("Province"), lambda one: one.province, shown=False),
        Column("kind", _("Kind"), lambda one: one.get_kind_display(), shown=False),
        Column("fields", _("Fields"), fields_of, wide=True),
        Column("keywords", _("Keywords"), lambda one: one.keywords, shown=False, wide=True),
        Column("capacity", _("Most a round"), lambda one: one.capacity, kind=Kind.NUMBER, order=("capacity",)),
        Column("since", _("In the pool since"), lambda one: one.pool_since, kind=Kind.DATE, order=("pool_since",)),
        Column("until", _("In the pool until"), lambda one: one.pool_until, kind=Kind.DATE, shown=False),
    ),
    filters=(
        Filter("kind", _("Kind"), kinds, lambda found, code, _request: found.filter(kind=code), chips=True),
        Filter("field", _("Field"), fields, narrow_by_field),
        Filter("city", _("City"), cities, lambda found, code, _request: found.filter(city=code)),
        Filter("state", _("Pool"), states, narrow_by_state),
    ),
    search=("person__name", "person__name_en", "organisation__name", "keywords"),
    exact=("person__name",),
    search_label=_("name, organisation, keywords"),
    order=("person__name",),
    selectable=True,
    empty=Empty(_("There is no expert yet."), _("Experts are entered with what they judge and where they work.")),
)


@only(POOL_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """The pool."""
    return respond(request, EXPERTS, "desk/directory/experts.html")


@only(POOL_READERS)
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One expert: what he judges, where he works and worked, whom he is tied to, and whether anything bars him."""
    expert = rows(request).filter(public_id=public_id).first()
    if expert is None:
        raise Http404
    today = visit(request).today
    reader = visit(request).appointment
    context = {
        "expert": expert,
        "may_keep": reader is not None and reader.role in POOL_KEEPERS,
        "may_repair": reader is not None and reader.role in KEEPERS,
        "fields": [field_names().get(code, code) for code in expert.fields],
        "inside": expert.pool_since <= today and (expert.pool_until is None or expert.pool_until >= today),
        "bar": barred(expert.person, today, Act.REVIEW),
        "jobs": expert.person.employments.select_related("organisation"),
        "ties": expert.relations.select_related("person", "organisation").order_by("-since"),
        "lasting": set(expert.relations.filter(lasting(today)).values_list("pk", flat=True)),
        "records": expert.person.integrity_records.all(),
    }
    return render(request, "desk/directory/expert.html", context)
