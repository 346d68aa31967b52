"""What happened to a list, in plain words: who computed it, what the meeting changed and why, who adopted it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kechuang.directory.models import Appointment
from kechuang.door.refusal import Sentence
from kechuang.money.amounts import wan
from kechuang.stages.decision.models import DecisionRound, Ground
from kechuang.stages.decision.table import ROUNDS
from kechuang.trail.models import Event
from kechuang.trail.queries import events_of

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened."""

    at: datetime
    actor: Appointment | None
    label: Sentence
    title: str
    """The project that it concerns; empty where it is the whole list."""
    words: Sequence[str]


def history_of(found: DecisionRound) -> list[Happened]:
    """The latest first. Three statements."""
    events = events_of(found.chain)[:SHOWN]
    actors = Appointment.objects.select_related("person").in_bulk(
        {event.actor for event in events}, field_name="public_id"
    )
    titles: dict[str, str] = dict(found.stays.values_list("public_id", "case__title"))
    labels = {row.action: row.public for row in ROUNDS.transitions}
    return [
        Happened(
            event.at,
            actors.get(event.actor),
            labels[event.action],
            titles.get(str(event.facts.get("line", "")), ""),
            words_of(event),
        )
        for event in events
    ]


def words_of(event: Event) -> Sequence[str]:
    """What an event's facts say beside its label."""
    facts: Mapping[str, Any] = event.facts
    match event.action:
        case "change":
            return changed(facts)
        case "compute":
            counted = {"cases": facts["cases"], "amount": wan(facts["fen"])}
            return [_("%(cases)s projects, %(amount)s × 10,000 yuan proposed") % counted]
        case "adopt":
            adopted = {"funded": facts["funded"], "amount": wan(facts["fen"]), "departures": facts["departures"]}
            return [_("%(funded)s projects, %(amount)s × 10,000 yuan, %(departures)s departures from rank") % adopted]
        case _:
            return []


def changed(facts: Mapping[str, Any]) -> Sequence[str]:
    """What was made of a line."""
    if facts["funded"]:
        said = [_("funded with %(amount)s × 10,000 yuan") % {"amount": wan(facts["fen"])}]
    else:
        said = [pgettext("line of a list", "not funded")]
    if facts["ground"]:
        said.append(str(Ground(facts["ground"]).label))
    return said
