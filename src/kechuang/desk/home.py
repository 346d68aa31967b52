"""The first page of everybody who works here: what waits, what others hold, what is mine, what is new."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from kechuang.cases.models import Case
from kechuang.cases.queries import step_label
from kechuang.cases.visible import visible_cases
from kechuang.desk.changes import Changes, in_house, of_cases
from kechuang.desk.holding import Held, Holder, counted, holder_of
from kechuang.desk.models import Visited
from kechuang.desk.visits import keep, visited
from kechuang.desk.waiting import calls_at_hand
from kechuang.directory.models import Appointment
from kechuang.directory.roles import BUREAU_ROLES, Role
from kechuang.door.refusal import Sentence
from kechuang.funds.queries import MoneyLine, money_lines
from kechuang.schemes.models import Call
from kechuang.schemes.table import CALLS
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Group, Waiting, grouped, waiting_for

LONG = 8
"""From so many things on, what waits can be narrowed."""
COUNTED = 3_000
"""Cases are counted up to this many; beyond, the ledger counts."""
OWN = 60
ROWS = 8
PROJECTS = 5
COUNTDOWNS = 4
NO_CASES = frozenset({Role.EXPERT, Role.SYSTEM_ADMINISTRATOR})
"""Who reads no case here: an expert reads blind copies on pages of their own, an administrator keeps the house."""


@dataclass(frozen=True, slots=True)
class Own:
    """A case of one's own as the desk shows it."""

    case: Case
    step: Sentence
    holder: Holder | None
    money: MoneyLine | None


@dataclass(frozen=True, slots=True)
class OwnCall:
    """A call of one's own: where it stands and how many of its cases are under way."""

    call: Call
    state: Sentence
    count: int


class Desk:
    """What the page asks. Each answer costs a bounded number of statements, and only when asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.visit = visit(request)
        self.what = request.GET.get("what", "")
        self.words = " ".join(request.GET.get("q", "").split())[:60]

    @cached_property
    def appointment(self) -> Appointment | None:
        """What the reader acts as."""
        return self.visit.appointment

    @cached_property
    def inside(self) -> bool:
        """Whether the reader acts for the bureau and reads its cases."""
        return self.appointment is not None and self.appointment.role in BUREAU_ROLES - NO_CASES

    @cached_property
    def outside(self) -> bool:
        """Whether the reader follows cases of an own: an applicant, an organisation, a recommender."""
        return self.appointment is not None and self.appointment.role not in BUREAU_ROLES | NO_CASES

    # What waits.

    @cached_property
    def waiting(self) -> list[Waiting]:
        """All that waits for the reader."""
        return waiting_for(self.request)

    @property
    def long(self) -> bool:
        """Whether there is enough to be narrowed."""
        return len(self.waiting) > LONG

    @property
    def kinds(self) -> list[tuple[str, int, bool]]:
        """What sorts of things wait, how many of each, and whether this one is chosen."""
        counts = Counter(str(one.note) for one in self.waiting)
        return [(what, count, what == self.what) for what, count in counts.most_common()]

    @property
    def narrowed(self) -> list[Waiting]:
        """What waits, as far as it was asked for."""
        known = {str(one.note) for one in self.waiting}
        wanted = self.what if self.what in known else ""
        words = self.words.casefold().split()
        return [
            one
            for one in self.waiting
            if (not wanted or str(one.note) == wanted)
            and all(word in f"{one.number} {one.title}".casefold() for word in words)
        ]

    @property
    def groups(self) -> list[Group]:
        """What waits by urgency."""
        return grouped(self.narrowed, self.visit.now)

    # What others hold.

    @cached_property
    def under_way(self) -> list[tuple[str, bool, int]]:
        """Of the bureau's cases under way: who holds it, whether it is overdue, and which call it is of."""
        if not self.inside:
            return []
        rows = visible_cases(self.appointment).filter(state="running").order_by()
        now = self.visit.now
        found = rows.values_list("holder", "due_at", "call_id")[:COUNTED]
        return [(holder, due is not None and due <= now, call) for holder, due, call in found]

    @property
    def held(self) -> list[Held]:
        """For the bureau: how many cases are with whom."""
        mine = self.appointment.role if self.appointment else ""
        return counted(((holder, over) for holder, over, _call in self.under_way), mine=mine)

    @property
    def too_many(self) -> bool:
        """Whether there are more than were counted."""
        return len(self.under_way) == COUNTED

    @cached_property
    def cases(self) -> list[Case]:
        """For everybody outside: the latest cases of one's own. One statement."""
        return list(visible_cases(self.appointment).order_by("-id")[:OWN]) if self.outside else []

    @cached_property
    def away(self) -> list[Own]:
        """For everybody outside: one's cases that are with others, the longest first."""
        mine = self.appointment.role if self.appointment else ""
        cases = [case for case in self.cases if case.state == "running" and case.holder != mine]
        cases.sort(key=lambda case: case.step_since or case.state_since)
        return [Own(case, step_label(case), holder_of(case), None) for case in cases]

    # What is mine.

    @cached_property
    def projects(self) -> list[Own]:
        """For everybody outside: one's approved projects with their money. One statement."""
        cases = [case for case in self.cases if case.amount is not None][:PROJECTS]
        money = money_lines([case.chain for case in cases]) if cases else {}
        return [Own(case, step_label(case), holder_of(case), money.get(case.chain)) for case in cases]

    @cached_property
    def calls(self) -> Sequence[Call]:
        """The calls at hand: those being prepared, announced, open or just closed. One statement."""
        return calls_at_hand(self.request)

    @property
    def own_calls(self) -> list[OwnCall]:
        """For the bureau: the calls of one's division, or of the house where one has none."""
        if not self.inside or self.appointment is None:
            return []
        counts = Counter(call for _holder, _over, call in self.under_way)
        division = self.appointment.division_id if self.appointment.role == Role.DIVISION_OFFICER else None
        calls = [call for call in self.calls if division in {None, call.division_id}]
        return [OwnCall(call, CALLS.state(call.state).label, counts[call.pk]) for call in calls[:ROWS]]

    @property
    def countdowns(self) -> list[Call]:
        """The open calls, the one that closes first in front; nobody who only reviews counts down to them."""
        if self.appointment is None or self.appointment.role in NO_CASES:
            return []
        calls = [call for call in self.calls if call.state == "open" and call.closes_at > self.visit.now]
        return sorted(calls, key=lambda call: call.closes_at)[:COUNTDOWNS]

    # What is new.

    @cached_property
    def last(self) -> Visited | None:
        """How far the reader had read."""
        return visited(self.request)

    @cached_property
    def changes(self) -> Changes | None:
        """What changed since the last visit; the first time, what happened lately. Remembers that it was shown."""
        if self.appointment is None or self.last is None or self.appointment.role in NO_CASES:
            return None
        mine = [one.public_id for one in self.visit.appointments]
        calls: Mapping[str, Call] = {call.chain: call for call in self.calls}
        if self.inside:
            found = in_house(self.appointment, after=self.last.before, mine=mine, calls=calls)
        else:
            found = of_cases(self.cases, after=self.last.before, mine=mine, calls=calls)
        keep(self.request, self.last, latest=found.latest)
        return found
