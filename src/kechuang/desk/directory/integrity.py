"""The decisions on integrity at the desk."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from kechuang.desk.directory.readers import INTEGRITY_READERS, only
from kechuang.directory.integrity import in_force
from kechuang.directory.models import IntegrityRecord, Measure, SubjectKind
from kechuang.ui.listing import respond
from kechuang.ui.table import Column, Empty, Filter, Kind, Rows, Table, Words
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import visit


def rows(_request: HttpRequest) -> Rows:
    """Every decision."""
    return IntegrityRecord.objects.select_related("person", "organisation")


def kinds(_request: HttpRequest) -> list[tuple[str, Words]]:
    """The five kinds of subjects."""
    return [(str(kind), kind.label) for kind in SubjectKind]


def measures(_request: HttpRequest) -> list[tuple[str, Words]]:
    """What can be decided."""
    return [(str(measure), measure.label) for measure in Measure]


def states(_request: HttpRequest) -> list[tuple[str, Words]]:
    """In force today, or not."""
    return [("in", _("in force today")), ("out", _("not in force today"))]


def narrow_by_state(found: Rows, state: str, request: HttpRequest) -> Rows:
    """Those in force today, or the others."""
    now = in_force(visit(request).today)
    return found.filter(now) if state == "in" else found.exclude(now)


INTEGRITY = Table[IntegrityRecord](
    code="integrity",
    title=_("Integrity records"),
    rows=rows,
    columns=(
        Column("subject", _("Whom it concerns"), lambda one: named(one.person or one.organisation), wide=True),
        Column("kind", _("Kind of subject"), lambda one: one.get_subject_kind_display(), shown=False),
        Column("behaviour", _("Behaviour"), lambda one: one.get_behaviour_display()),
        Column("measure", _("Measure"), lambda one: one.get_measure_display(), card=True),
        Column("number", _("Decision number"), lambda one: one.decision_number, kind=Kind.CODE),
        Column("by", _("Decided by"), lambda one: one.decided_by, shown=False),
        Column(
            "since", pgettext_lazy("of a decision", "From"), lambda one: one.since, kind=Kind.DATE, order=("since",)
        ),
        Column(
            "until",
            pgettext_lazy("of a decision", "Until"),
            lambda one: one.until,
            kind=Kind.DATE,
            order=("until",),
            card=True,
        ),
        Column("repaired", _("Repaired on"), lambda one: one.repaired_on, kind=Kind.DATE),
    ),
    filters=(
        Filter("state", _("State"), states, narrow_by_state, chips=True),
        Filter("kind", _("Kind of subject"), kinds, lambda found, code, _request: found.filter(subject_kind=code)),
        Filter("measure", _("Measure"), measures, lambda found, code, _request: found.filter(measure=code)),
    ),
    search=("person__name", "organisation__name", "decision_number"),
    search_label=_("name, decision number"),
    order=("-since",),
    empty=Empty(
        _("There is no decision yet."),
        _("Decisions on research integrity stand here with their number and their term."),
    ),
)


@only(INTEGRITY_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """The decisions."""
    return respond(request, INTEGRITY, "desk/directory/integrity.html")
