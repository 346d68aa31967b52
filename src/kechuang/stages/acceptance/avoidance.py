"""Who may not judge a project (回避): the same grounds as in review, each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kechuang.cases.models import Case
from kechuang.directory.experts import employments_after, pool, relations_on
from kechuang.directory.integrity import bars_among
from kechuang.directory.models import Act, Appointment, DeclaredRelation, Expert
from kechuang.directory.roles import Role

YEARS_SINCE = timedelta(days=3 * 365)
"""Who worked at a party within so long does not judge it (domain rules §1.3)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert of the pool: whether he may judge this project, and as what he acts."""

    expert: Expert
    appointment: Appointment | None
    reason: str
    """Why not; empty where he may."""


@dataclass(frozen=True, slots=True)
class Side:
    """The people and unit families that a project belongs to, by key."""

    people: frozenset[int]
    families: Mapping[int, str]
    """The name of a body of each family."""


def side_of(case: Case) -> Side:
    """The parties, the recommending body and the team of a case. Two statements."""
    bodies = [case.lead, *(party.organisation for party in case.parties.select_related("organisation"))]
    members = list(case.members.select_related("organisation"))
    bodies += [member.organisation for member in members if member.organisation]
    if case.recommender:
        bodies.append(case.recommender)
    people = {member.person_id for member in members} | {case.principal_id, case.created_by.person_id}
    return Side(
        frozenset(person for person in people if person is not None), {one.family_key: one.name for one in bodies}
    )


def candidates(case: Case, on: date) -> list[Candidate]:
    """Every expert of the pool on that day, by name. Nine statements however large the pool."""
    experts = sorted(pool(on), key=lambda one: (one.person.name, one.pk))
    people = [one.person_id for one in experts]
    side = side_of(case)
    worked: dict[int, list[int]] = {}
    for one in employments_after(on - YEARS_SINCE, people):
        worked.setdefault(one.person_id, []).append(one.organisation.family_key)
    ties: dict[int, list[DeclaredRelation]] = {}
    for tie in relations_on(on, [one.pk for one in experts]).select_related("organisation"):
        ties.setdefault(tie.expert_id, []).append(tie)
    barred = {bar.record.person_id for bar in bars_among(on, Act.REVIEW, people=people)}
    acting = {
        one.person_id: one
        for one in Appointment.objects.filter(person__in=people, role=Role.EXPERT, since__lte=on).order_by("-id")
        if one.until is None or one.until >= on
    }
    return [
        Candidate(
            expert,
            acting.get(expert.person_id),
            ground(expert, side, worked.get(expert.person_id, ()), ties.get(expert.pk, ()))
            or (_("barred from reviewing") if expert.person_id in barred else "")
            or ("" if expert.person_id in acting else _("has no running appointment as an expert")),
        )
        for expert in experts
    ]


def ground(expert: Expert, side: Side, worked: Sequence[int], ties: Sequence[DeclaredRelation]) -> str:
    """Why an expert does not judge this project; empty where nothing speaks against it."""
    if expert.person_id in side.people:
        return _("works on this project")
    if expert.organisation.family_key in side.families:
        return _("same unit: %(body)s") % {"body": side.families[expert.organisation.family_key]}
    past = next((family for family in worked if family in side.families), None)
    if past is not None:
        return _("worked within three years at %(body)s") % {"body": side.families[past]}
    for tie in ties:
        body = tie.organisation
        if tie.person_id in side.people or (body is not None and body.family_key in side.families):
            return _("declared tie: %(tie)s") % {"tie": tie.get_kind_display()}
    return ""
