"""What administrators do to people and accounts leaves its mark in the trail: who did what to whom, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Appointment, Organisation, Person
from kechuang.trail import services as trail
from kechuang.trail.models import Event
from kechuang.trail.queries import events_of
from kechuang.ui.visit import visit

WORDS = {
    "register": _("Entered in the directory"),
    "revise": _("Corrected"),
    "open_account": _("Opened an account"),
    "reset_password": _("New password given"),
    "close_account": _("Account closed"),
    "reopen_account": _("Account opened again"),
    "appoint": _("Appointed"),
    "end_appointment": _("Appointment ended"),
    "enrol_expert": _("Taken into the expert pool"),
    "revise_expert": _("What the expert judges corrected"),
    "leave_pool": _("Last day in the expert pool noted"),
    "declare_tie": _("Tie recorded"),
    "record_job": _("Job recorded"),
    "record_integrity": _("Decision on integrity recorded"),
    "repair_integrity": _("Decision on integrity repaired"),
    "register_division": _("Division entered"),
    "set_sign": _("Sign before the numbers of papers changed"),
}
"""What each deed is called in a timeline."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as a page tells it."""

    event: Event
    words: Any
    by: Appointment | None


def chain_of(thing: Model) -> str:
    """The chain of a body or a person."""
    kind = "organisation" if isinstance(thing, Organisation) else "person"
    return f"{kind}/{thing.public_id}"  # type: ignore[attr-defined]  # both have one


def mark(request: HttpRequest, thing: Organisation | Person, deed: str, facts: Mapping[str, str] | None = None) -> None:
    """Write a deed down. Facts hold codes and opaque ids only; call it in the deed's own transaction."""
    came = visit(request)
    actor = came.appointment.public_id if came.appointment else ""
    trail.write(
        chain=chain_of(thing), action=deed, actor=actor, before="", after="", facts=dict(facts or {}), now=came.now
    )


def happened(thing: Organisation | Person) -> list[Happened]:
    """What was done to a body or a person, the latest first. Two statements."""
    events = events_of(chain_of(thing))
    actors = Appointment.objects.select_related("person", "organisation").in_bulk(
        {event.actor for event in events}, field_name="public_id"
    )
    return [Happened(event, WORDS[event.action], actors.get(event.actor)) for event in events]


def show(form: Form, error: ValidationError) -> None:
    """Put what a verb refused beside the fields that it named, else above them all."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        for one in errors:
            form.add_error(name if name in form.fields else None, one)
