"""What the page of a case asks. Each answer costs a bounded number of statements, and only when asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kechuang.cases.engine import stay_of
from kechuang.cases.kinds import Panel, StageRoom, room_of_chain
from kechuang.cases.messages import holders
from kechuang.cases.models import Case, Member, Outcome, Party, Stay
from kechuang.cases.outcome_words import facts_of
from kechuang.cases.queries import Place, Stop, step_label, way_of
from kechuang.cases.visible import condition
from kechuang.desk.case_story import Story, story_of
from kechuang.desk.holding import Holder, holder_of
from kechuang.directory.models import Appointment
from kechuang.directory.roles import BUREAU_ROLES, Role
from kechuang.documents.models import Paper
from kechuang.documents.queries import of as papers_of
from kechuang.door.pages import actor_of
from kechuang.door.perform import Option, options
from kechuang.door.refusal import Sentence
from kechuang.files.models import Attachment
from kechuang.files.queries import current_of
from kechuang.funds.models import Entry
from kechuang.funds.queries import MoneyLine, entries_of, money_line
from kechuang.trail.form import root
from kechuang.trail.models import Chain
from kechuang.ui.visit import visit

TASKS_NAMED = 3
EARLIER = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """An action as the page offers it: what it says, where it is done, or why not."""

    label: Sentence
    address: str
    shut: Sentence


@dataclass(frozen=True, slots=True)
class Past:
    """A stage that the case has left: how, when, what it left behind, and what its room still shows."""

    stop: Stop
    outcome: Outcome
    facts: Sequence[tuple[Sentence, Sentence]]
    panel: SafeString


@dataclass(frozen=True, slots=True)
class Money:
    """The money line (批准 / 合同 / 已拨 / 已验收), in fen."""

    line: MoneyLine
    accepted: int


class CasePage:
    """One case for one reader."""

    def __init__(self, request: HttpRequest, case: Case) -> None:
        self.request = request
        self.case = case
        self.viewer: Appointment | None = visit(request).appointment

    @property
    def inside(self) -> bool:
        """Whether the reader acts for the bureau."""
        return self.viewer is not None and self.viewer.role in BUREAU_ROLES

    # Where it stands.

    @cached_property
    def stay(self) -> Stay | None:
        """The present stay. One statement."""
        return stay_of(self.case)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What the stages left behind. No statement: they were read with the case."""
        return list(self.case.outcomes.all())

    @cached_property
    def way(self) -> list[Stop]:
        """The stages of the scheme."""
        return way_of(self.case, self.outcomes)

    @cached_property
    def here(self) -> int:
        """The place of the present stage from one; 0 once the case is over."""
        return next((place for place, stop in enumerate(self.way, 1) if stop.place is Place.HERE), 0)

    @cached_property
    def next(self) -> Stop | None:
        """The stage after the present one."""
        after = self.way[self.here :] if self.here else []
        return next((stop for stop in after if stop.place is Place.AHEAD), None)

    @cached_property
    def label(self) -> Sentence:
        """Where it stands, in the bureau's words."""
        return step_label(self.case)

    # Whose turn it is.

    @cached_property
    def holder(self) -> Holder | None:
        """Who holds it."""
        return holder_of(self.case)

    @property
    def mine(self) -> bool:
        """Whether it is the reader's turn."""
        return bool(self.case.holder) and self.viewer is not None and self.viewer.role == self.case.holder

    @cached_property
    def people(self) -> list[Appointment]:
        """The people whose turn it is, by name. One statement.

        Outside the bureau nobody learns who of it has the case: there the division that runs the call is named.
        """
        if not self.case.holder or self.mine or (not self.inside and self.case.holder in BUREAU_ROLES):
            return []
        return holders(self.case, visit(self.request).today)[:TASKS_NAMED]

    @cached_property
    def tasks(self) -> str:
        """What whoever holds it can do about it now, in words; nothing where it is nobody's turn."""
        room = room_of_chain(self.case.stay_chain)
        if room is None or not self.case.holder:
            return ""
        role = Role(self.case.holder)
        rows = [row for row in room.table.transitions if self.case.step in row.sources and role in row.permission.roles]
        return _(", or ").join(str(row.label) for row in rows[:TASKS_NAMED])

    # What can be done.

    @cached_property
    def offers(self) -> list[Offer]:
        """What the reader can do, and what not and why."""
        if self.stay is None:
            return []
        offered = options(self.stay, actor_of(self.request), now=visit(self.request).now)
        return [self.offer(self.stay, option) for option in offered]

    def offer(self, stay: Stay, option: Option) -> Offer:
        """An option of the door with the address where it is done."""
        row = option.transition
        place = (
            reverse(row.page, args=[stay.public_id])
            if row.page
            else reverse("desk:case-act", args=[self.case.public_id, row.action])
        )
        return Offer(row.label, place, option.shut.sentence if option.shut else "")

    @cached_property
    def first(self) -> Offer | None:
        """The one primary action: the first that is open, where it is the reader's turn."""
        return next((one for one in self.offers if not one.shut), None) if self.mine else None

    @cached_property
    def others(self) -> list[Offer]:
        """What can be done beside it."""
        return [one for one in self.offers if one is not self.first]

    # What the stages show.

    @cached_property
    def panel(self) -> SafeString:
        """What the room of the present stage shows."""
        return self.shown(room_of_chain(self.case.stay_chain), self.stay)

    @cached_property
    def past(self) -> Past | None:
        """The stage that was asked for, if the case has left it."""
        wanted = self.request.GET.get("stage", "")
        stop = next((one for one in self.way if one.part.id == wanted and one.outcome is not None), None)
        if stop is None or stop.outcome is None:
            return None
        outcome = stop.outcome
        room = room_of_chain(outcome.stay_chain)
        stay = None
        if room is not None and room.past:
            stay = room.model.objects.filter(public_id=outcome.stay_chain.partition("/")[2]).first()
        if stay is not None:
            stay.case = self.case
        facts = facts_of(outcome, stop.part, inside=self.inside)
        return Past(stop, outcome, facts, self.shown(room, stay))

    def shown(self, room: StageRoom | None, stay: Stay | None) -> SafeString:
        """The panel of a room for a stay of its own."""
        panel: Panel | None = room.panel if room else None
        if panel is None or stay is None:
            return SafeString("")
        return mark_safe(render_to_string(panel.template, dict(panel.context(self.request, stay)), self.request))  # noqa: S308  a rendered template

    # Money, papers, people.

    @cached_property
    def money(self) -> Money | None:
        """The money line; none before anything was approved. One statement."""
        line = money_line(self.case.chain)
        if not line.approved:
            return None
        accepted = any(one.kind == "acceptance" and one.data.get("certificate") for one in self.outcomes)
        return Money(line, line.paid if accepted else 0)

    @cached_property
    def entries(self) -> list[Entry]:
        """The lines of the ledger behind the money line, the latest first. One statement."""
        return list(entries_of(self.case.chain)[:50])

    @cached_property
    def chains(self) -> set[str]:
        """The chains of the case and of its stays."""
        return {self.case.chain, self.case.stay_chain, *(one.stay_chain for one in self.outcomes)} - {""}

    @cached_property
    def papers(self) -> Sequence[Paper]:
        """The papers about it. One statement."""
        return papers_of(self.chains)

    @cached_property
    def files(self) -> Sequence[Attachment]:
        """The files that stand at it. One statement."""
        return current_of(self.chains)

    @cached_property
    def parties(self) -> list[Party]:
        """Who takes part. One statement."""
        return list(self.case.parties.select_related("organisation"))

    @cached_property
    def members(self) -> list[Member]:
        """Who works on it. One statement."""
        return list(self.case.members.select_related("person", "organisation"))

    @cached_property
    def earlier(self) -> list[tuple[Case, Sentence]]:
        """For the bureau: other cases of the same principal investigator. One statement."""
        if not self.inside or self.case.principal_id is None:
            return []
        cases = Case.objects.filter(condition(self.viewer), principal=self.case.principal_id).exclude(pk=self.case.pk)
        shown = ("public_id", "number", "title", "state", "stay_chain", "step", "call__title")
        latest = cases.select_related("call").only(*shown).order_by("-id")[:EARLIER]
        return [(case, step_label(case)) for case in latest]

    # What happened.

    @cached_property
    def story(self) -> Story:
        """What happened, as far as it was asked for. Two statements."""
        asked = self.request.GET
        who, what = asked.get("who", ""), asked.get("what", "")
        return story_of(self.case, self.outcomes, who=who, what=what, named=self.inside)

    @cached_property
    def digest(self) -> str:
        """One digest over everything that happened, printed on paper: the root over the heads of the case's chains.

        One statement.
        """
        heads = Chain.objects.filter(name__in=self.chains).order_by("name").values_list("name", "length", "head")
        return root(list(heads))
