"""Recording decisions on research integrity, and their repair."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kechuang.desk.directory.entering import Entry, entered
from kechuang.desk.directory.entry_forms import DayForm, DecisionForm
from kechuang.desk.directory.organisations import body_of
from kechuang.desk.directory.people import person_of
from kechuang.desk.directory.readers import KEEPERS, only
from kechuang.directory.integrity import Decision, record_decision, repair
from kechuang.directory.models import Behaviour, IntegrityRecord, Measure, Organisation, Person, SubjectKind
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import visit


def page_of(subject: Person | Organisation) -> str:
    """The page of whom it concerns."""
    kind = "person" if isinstance(subject, Person) else "organisation"
    return reverse(f"desk:{kind}", args=[subject.public_id])


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def about_person(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Record a decision about a person."""
    return record(request, person_of(public_id))


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def about_body(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Record a decision about a body."""
    return record(request, body_of(public_id))


def record(request: HttpRequest, subject: Person | Organisation) -> HttpResponseBase:
    """Record a decision: from its first day it bars at every gate that asks."""

    def do(given: dict[str, Any]) -> dict[str, str]:
        """Record it."""
        decision = Decision(
            behaviour=Behaviour(given["behaviour"]),
            measure=Measure(given["measure"]),
            number=given["number"],
            decided_by=given["decided_by"],
            since=given["since"],
            until=given["until"],
        )
        made = record_decision(subject=subject, subject_kind=SubjectKind(given["subject_kind"]), decision=decision)
        return {"record": made.public_id, "measure": made.measure}

    page = Entry(
        subject,
        "record_integrity",
        gettext("Record a decision on integrity"),
        gettext("Record the decision"),
        page_of(subject),
        named(subject),
        gettext("The decision is recorded."),
        gettext("It counts from its first day to its last, at every gate that asks: applying, reviewing, managing."),
    )
    begin = {"since": visit(request).today}
    form = DecisionForm(request.POST or None, initial=begin, personal=isinstance(subject, Person))
    return entered(request, form, page, do)


@only(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """End a decision's effect before its time (信用修复)."""
    found = IntegrityRecord.objects.select_related("person", "organisation").filter(public_id=public_id).first()
    subject = (found.person or found.organisation) if found else None
    if found is None or subject is None:
        raise Http404

    def do(given: dict[str, Any]) -> dict[str, str]:
        """Repair it."""
        repair(record=found, on=given["on"])
        return {"record": found.public_id, "on": given["on"].isoformat()}

    page = Entry(
        subject,
        "repair_integrity",
        gettext("Repair: %(number)s") % {"number": found.decision_number},
        gettext("Repair from that day"),
        page_of(subject),
        named(subject),
        gettext("From that day the decision bars no more."),
    )
    return entered(request, DayForm(request.POST or None, initial={"on": visit(request).today}), page, do)
