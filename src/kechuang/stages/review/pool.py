"""The pool funnel: all experts of the directory, and why each one who is not asked is not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Case, Member, Party
from kechuang.directory.experts import employments_after, pool, relations_on
from kechuang.directory.integrity import bars_among
from kechuang.directory.models import Act, Appointment, Expert, Organisation
from kechuang.directory.queries import installation
from kechuang.directory.roles import Role
from kechuang.door.refusal import Refusal, Sentence
from kechuang.stages.review.copies import Copy, copies_of
from kechuang.stages.review.kind import ReviewParameters
from kechuang.stages.review.models import Assignment, ReviewRound, ReviewStay

DAYS_OF_YEAR = 365
SAME_FIELD, SHARED_KEYWORD, MOST_KEYWORDS = 100, 25, 4
"""A pair's fit: the field is the same, and something more for each keyword that they share, up to so many."""

NO_ACCESS, NOT_OFF_SITE, INTEGRITY, APPLICANT = "no_access", "not_off_site", "integrity", "applicant"
NO_CAPACITY, FIELD, SAME_UNIT, MEMBER, DECLARED = "no_capacity", "field", "same_unit", "member", "declared"
REASONS: Mapping[str, Sentence] = {
    NO_ACCESS: _("has no appointment as an expert that runs today"),
    NOT_OFF_SITE: _("lives in this city or works for a body of this city"),
    INTEGRITY: _("is barred from reviewing by an integrity decision"),
    APPLICANT: _("applies or works on a project in the same call"),
    NO_CAPACITY: _("has as many reviews in hand as was agreed"),
    FIELD: _("judges no field of these projects"),
    SAME_UNIT: _("belongs, or lately belonged, to the same organisation or its family as a party"),
    MEMBER: _("is of the team, or bears the name of one who is"),
    DECLARED: _("declared a tie to a party or to somebody of the team"),
}
"""In the order in which they are asked: an expert is counted under the first that holds."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert who may be asked: the appointment, the bodies that tie him, and how many cases he can take."""

    expert: Expert
    appointment: Appointment
    families: frozenset[int]
    tied_people: frozenset[int]
    tied_families: frozenset[int]
    load: int
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A case of the round as the pool sees it."""

    stay: ReviewStay
    copy: Copy
    families: frozenset[int]
    people: frozenset[int]
    names: frozenset[str]

    @property
    def case(self) -> Case:
        """The case."""
        return self.stay.case


@dataclass(slots=True)
class Funnel:
    """What is left of the pool, and what was taken out: experts by reason, and pairs that a tie forbids."""

    total: int
    cases: list[Asked]
    candidates: list[Candidate] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    pairs: list[tuple[str, str, int]] = field(default_factory=list)
    """(case, expert, fit) by public id."""
    forbidden: list[tuple[str, str, str]] = field(default_factory=list)
    """(case, expert, reason): the field fits and a tie forbids it."""

    @property
    def steps(self) -> list[tuple[str, Sentence, int, int]]:
        """Each reason with how many it took out and how many were left after it."""
        rows, left = [], self.total
        for code, words in REASONS.items():
            left -= self.removed[code]
            rows.append((code, words, self.removed[code], left))
        return rows

    @property
    def told(self) -> list[tuple[Sentence, int, int]]:
        """The steps as a page shows them."""
        return [(words, out, left) for _code, words, out, left in self.steps]

    @property
    def facts(self) -> dict[str, int]:
        """The counts for the public record."""
        out = {f"removed_{code}": self.removed[code] for code in REASONS}
        ties = Counter(reason for _case, _expert, reason in self.forbidden)
        return {"pool": self.total, "asked_from": len(self.candidates), **out} | {
            f"pairs_{code}": ties[code] for code in (SAME_UNIT, MEMBER, DECLARED)
        }


def funnel_of(review: ReviewRound, rule: ReviewParameters, on: date) -> Funnel:
    """The funnel of a round on a day. A bounded number of statements, however many cases and experts."""
    cases = asked(review)
    experts = list(pool(on))
    funnel = Funnel(len(experts), cases)
    able = whole_reasons(funnel, review, rule, experts, on)
    ties = Ties(able, rule, on)
    for expert, appointment, load in able:
        candidate = ties.candidate(expert, appointment, load)
        reasons = pair_up(funnel, candidate)
        if reasons is None:
            funnel.candidates.append(candidate)
        else:
            funnel.removed[reasons] += 1
    kept = {one.expert.public_id for one in funnel.candidates}
    funnel.forbidden = [one for one in funnel.forbidden if one[1] in kept]
    return funnel


def asked(review: ReviewRound) -> list[Asked]:
    """The cases of a round with who takes part in them. Five statements."""
    stays = list(
        review.stays.filter(state__in=["waiting", "reviewing"]).select_related("case__call__version", "case__principal")
    )
    keys = [stay.case_id for stay in stays]
    families: dict[int, set[int]] = {key: set() for key in keys}
    people: dict[int, set[int]] = {key: set() for key in keys}
    names: dict[int, set[str]] = {key: set() for key in keys}
    for party in Party.objects.filter(case__in=keys).select_related("organisation"):
        families[party.case_id].add(party.organisation.family_key)
    for member in Member.objects.filter(case__in=keys).select_related("organisation"):
        names[member.case_id].add(member.name)
        if member.organisation is not None:
            families[member.case_id].add(member.organisation.family_key)
        if member.person_id is not None:
            people[member.case_id].add(member.person_id)
    leads = Organisation.objects.in_bulk({stay.case.lead_id for stay in stays})
    copies = copies_of([stay.case for stay in stays])
    found = []
    for stay in stays:
        key = stay.case_id
        families[key].add(leads[stay.case.lead_id].family_key)
        if stay.case.principal is not None:
            people[key].add(stay.case.principal.pk)
            names[key].add(stay.case.principal.name)
        found.append(Asked(stay, copies[key], frozenset(families[key]), frozenset(people[key]), frozenset(names[key])))
    return found


def whole_reasons(
    funnel: Funnel, review: ReviewRound, rule: ReviewParameters, experts: Sequence[Expert], on: date
) -> list[tuple[Expert, Appointment, int]]:
    """Take out the experts whom something keeps from every case; the rest with their appointment and load."""
    people = [expert.person_id for expert in experts]
    acting = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), person__in=people, role=Role.EXPERT, since__lte=on
    )
    appointments = {one.person_id: one for one in acting.order_by("-id")}
    barred = {bar.record.person_id for bar in bars_among(on, Act.REVIEW, people=people)}
    applying = applicants(review)
    busy = in_hand(review)
    home = home_city() if rule.off_site else ""
    able = []
    for expert in experts:
        load = min(expert.capacity, rule.most_cases) - busy.get(expert.pk, 0)
        reasons = (
            (NO_ACCESS, expert.person_id not in appointments),
            (NOT_OFF_SITE, bool(home) and home in {expert.city, expert.organisation.city}),
            (INTEGRITY, expert.person_id in barred),
            (APPLICANT, expert.person_id in applying),
            (NO_CAPACITY, load < 1),
        )
        reason = next((code for code, holds in reasons if holds), None)
        if reason is None:
            able.append((expert, appointments[expert.person_id], load))
        else:
            funnel.removed[reason] += 1
    return able


def home_city() -> str:
    """The bureau's own city. Raises Refusal where the directory does not say, since nobody could be called off-site."""
    house = installation()
    city = house.bureau.city if house else ""
    if not city:
        raise Refusal(
            "no_home_city",
            _("The directory does not say in which city the bureau stands, so nobody is off-site. Enter it."),
        )
    return city


def applicants(review: ReviewRound) -> set[int]:
    """The people who apply or work on a project in the round's call. Two statements."""
    found: set[int] = set()
    for principal, creator in Case.objects.filter(call=review.call).values_list("principal", "created_by__person"):
        found |= {principal, creator}
    found |= set(Member.objects.filter(case__call=review.call, person__isnull=False).values_list("person", flat=True))
    return {one for one in found if one}


def in_hand(review: ReviewRound) -> dict[int, int]:
    """How many reviews each expert has to do in other rounds. One statement."""
    rows = (
        Assignment.objects.filter(state__in=["asked", "accepted"])
        .exclude(batch__round=review)
        .values("batch__expert")
        .annotate(times=Count("id"))
        .order_by()
    )
    return {row["batch__expert"]: row["times"] for row in rows}


class Ties:
    """What ties the experts to bodies and people, read once for all of them."""

    def __init__(self, able: Sequence[tuple[Expert, Appointment, int]], rule: ReviewParameters, on: date) -> None:
        experts = [expert.pk for expert, _appointment, _load in able]
        people = [expert.person_id for expert, _appointment, _load in able]
        self.bodies: dict[int, set[int]] = {}
        since = on - timedelta(days=DAYS_OF_YEAR * rule.recusal_years)
        for one in employments_after(since, people):
            self.bodies.setdefault(one.person_id, set()).add(one.organisation.family_key)
        held = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=since), person__in=people)
        for appointment in held.select_related("organisation"):
            self.bodies.setdefault(appointment.person_id, set()).add(appointment.organisation.family_key)
        self.people: dict[int, set[int]] = {}
        self.families: dict[int, set[int]] = {}
        for tie in relations_on(on, experts).select_related("organisation"):
            if tie.person_id is not None:
                self.people.setdefault(tie.expert_id, set()).add(tie.person_id)
            elif tie.organisation is not None:
                self.families.setdefault(tie.expert_id, set()).add(tie.organisation.family_key)

    def candidate(self, expert: Expert, appointment: Appointment, load: int) -> Candidate:
        """An expert with his ties."""
        bodies = {expert.organisation.family_key} | self.bodies.get(expert.person_id, set())
        return Candidate(
            expert,
            appointment,
            frozenset(bodies),
            frozenset(self.people.get(expert.pk, ())),
            frozenset(self.families.get(expert.pk, ())),
            load,
            keywords_of(expert.keywords),
        )


def pair_up(funnel: Funnel, candidate: Candidate) -> str | None:
    """Enter what an expert may and may not read; the reason where nothing is left, none where something is."""
    fields, reason = set(candidate.expert.fields), FIELD
    who, before = candidate.expert.public_id, len(funnel.pairs)
    for case in funnel.cases:
        if case.case.field not in fields:
            continue
        tie = tie_between(case, candidate)
        if tie is None:
            funnel.pairs.append((case.case.public_id, who, fit(case.copy, candidate)))
        else:
            funnel.forbidden.append((case.case.public_id, who, tie))
            reason = tie
    return reason if len(funnel.pairs) == before else None


def tie_between(case: Asked, candidate: Candidate) -> str | None:
    """The first tie that keeps an expert from a case."""
    if case.families & candidate.families:
        return SAME_UNIT
    if candidate.expert.person_id in case.people or candidate.expert.person.name in case.names:
        return MEMBER
    if case.people & candidate.tied_people or case.families & candidate.tied_families:
        return DECLARED
    return None


def keywords_of(words: str) -> tuple[str, ...]:
    """Keywords as they are compared."""
    for other in "，,;；/ ":
        words = words.replace(other, "、")
    return tuple(dict.fromkeys(word.casefold() for word in words.split("、") if len(word) > 1))


def fit(copy: Copy, candidate: Candidate) -> int:
    """How well an expert fits a case of his field: by the keywords that occur in its title, keywords and summary."""
    shared = sum(word in copy.gist for word in candidate.keywords)
    return SAME_FIELD + SHARED_KEYWORD * min(shared, MOST_KEYWORDS)
