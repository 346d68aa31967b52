"""What happened to a case, in plain words, and narrowing it by who did it and in which stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.models import Case, Outcome
from kechuang.cases.queries import events_of_case
from kechuang.desk.changes import REPEATS
from kechuang.directory.models import Appointment
from kechuang.directory.roles import BUREAU_ROLES, Role
from kechuang.door.refusal import Sentence
from kechuang.door.table import CLOCK
from kechuang.door.told import words_of
from kechuang.schemes.definition import Label
from kechuang.trail.models import Event
from kechuang.ui.templatetags.ui import moment, named

ROW = '<li class="kc-by-{}"><time datetime="{}">{}</time><span class="kc-story-what">{}</span><small>{}</small></li>'
AN_EXPERT, BY_ITSELF = _("an expert"), _("by itself, at its time")
DOT = mark_safe('<i class="kc-dot"></i>')
SHOWN = 12
"""As many of the latest are shown before somebody asks for all."""


class Side(StrEnum):
    """On which side of the counter somebody acts."""

    APPLICANT = "applicant"
    BUREAU = "bureau"
    EXPERT = "expert"
    TIME = "time"


SIDES: Mapping[Side, Sentence] = {
    Side.APPLICANT: _("The applicant's side"),
    Side.BUREAU: pgettext_lazy("who acted", "The bureau"),
    Side.EXPERT: pgettext_lazy("who acted", "Experts"),
    Side.TIME: pgettext_lazy("who acted", "By itself"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened: when, what, who, and in which stage."""

    at: datetime
    words: Sentence
    actor: Appointment | None
    """None for what time did, and for an expert, whom nobody learns here (contract 9)."""
    side: Side
    stage: str
    named: bool
    """Whether the reader learns the actor's name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the story."""

    code: str
    label: object
    chosen: bool


class Story:
    """What happened to one case, as far as it was asked for."""

    def __init__(self, told: Sequence[Told], stages: Mapping[str, Label], *, who: str, what: str) -> None:
        self.all = told
        self.stages = stages
        self.who = who if who in {one.side for one in told} else ""
        self.what = what if what in {one.stage for one in told} else ""

    @cached_property
    def fitting(self) -> list[Told]:
        """Everything that fits."""
        return [one for one in self.all if self.who in {"", one.side} and self.what in {"", one.stage}]

    @cached_property
    def latest(self) -> list[Told]:
        """What the page shows at once."""
        return self.fitting[:SHOWN]

    @cached_property
    def rest(self) -> list[Told]:
        """What it shows when asked."""
        return self.fitting[SHOWN:]

    @property
    def latest_rows(self) -> SafeString:
        """The same as the page shows it."""
        return rows_of(self.latest)

    @property
    def rest_rows(self) -> SafeString:
        """The same as the page shows it."""
        return rows_of(self.rest)

    @property
    def long(self) -> bool:
        """Whether there is enough to be narrowed."""
        return len(self.all) > SHOWN

    @cached_property
    def people(self) -> list[Choice]:
        """The sides that did something here."""
        there = {one.side for one in self.all}
        return [Choice(side, words, side == self.who) for side, words in SIDES.items() if side in there]

    @cached_property
    def places(self) -> list[Choice]:
        """The stages in which something happened, in the order of the way."""
        there = {one.stage for one in self.all}
        return [Choice(code, name, code == self.what) for code, name in self.stages.items() if code in there]


def rows_of(told: Sequence[Told]) -> SafeString:
    """What happened as a list. Made here and not in the template: a long story costs a third of the time."""
    return format_html('<ol class="kc-story">{}</ol>', format_html_join("", ROW, map(cells_of, told)))


def cells_of(one: Told) -> tuple[object, ...]:
    """What a row says: side, instant, what, who."""
    who: list[Sentence] = [AN_EXPERT if one.side is Side.EXPERT else BY_ITSELF]
    if one.actor is not None:
        who = [named(one.actor.person)] if one.named else []
        who += [one.actor.get_role_display(), named(one.actor.organisation)]
    by = format_html_join(DOT, "{}", ((word,) for word in who))
    return one.side, timezone.localtime(one.at).isoformat(), moment(one.at), one.words, by


def story_of(case: Case, outcomes: Sequence[Outcome], *, who: str, what: str, named: bool) -> Story:
    """The story of a case, the latest first. Two statements.

    Who of the bureau did something is named to the bureau only: elsewhere the role has to do.
    """
    events = [event for event in events_of_case(case, outcomes) if event.action not in REPEATS]
    actors = Appointment.objects.select_related("person", "organisation").in_bulk(
        {event.actor for event in events} - {CLOCK.key}, field_name="public_id"
    )
    stage_of = {outcome.stay_chain: outcome.stage for outcome in outcomes} | {case.stay_chain: case.stage}
    told = [
        told_of(event, actors.get(event.actor), stage_of.get(event.chain.name, ""), named=named) for event in events
    ]
    return Story(told, {part.id: part.name for part in case.scheme.stage}, who=who, what=what)


def told_of(event: Event, actor: Appointment | None, stage: str, *, named: bool) -> Told:
    """One event in words. An expert stays unnamed whoever reads."""
    side = Side.TIME
    if actor is not None:
        side = Side.BUREAU if actor.role in BUREAU_ROLES else Side.APPLICANT
        if actor.role == Role.EXPERT:
            side, actor = Side.EXPERT, None
    shown = named or side is not Side.BUREAU
    return Told(event.at, words_of(event.chain.name, event.action), actor, side, stage, shown)
