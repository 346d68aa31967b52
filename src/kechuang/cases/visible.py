"""Blindness is a way of reading (contract 9): which cases somebody may see, and how much of each."""

from collections.abc import Callable, Collection
from enum import StrEnum

from django.db.models import Q, QuerySet

from kechuang.cases.models import Case
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role

SEE_ALL = frozenset({Role.DIRECTOR, Role.PLAN_OFFICER, Role.SUPERVISOR, Role.REVIEW_SECRETARY})
"""Who reads every submitted case; a system administrator keeps the house and reads none."""


class Sight(StrEnum):
    """How somebody sees a case."""

    NONE = "none"
    BLIND = "blind"
    """Without whatever tells who applies."""
    FULL = "full"


BlindReading = Callable[[Appointment], Q]
"""The cases that an expert reads blind, as a condition on cases."""

NOTHING = Q(pk__in=[])
_blind: list[BlindReading] = []


def register_blind(reading: BlindReading) -> None:
    """Let experts read these cases blind. Called by the rooms that ask experts."""
    if reading not in _blind:
        _blind.append(reading)


def own(viewer: Appointment) -> Q:
    """What an applicant began or leads, for this organisation."""
    return Q(lead=viewer.organisation_id) & (Q(created_by__person=viewer.person_id) | Q(principal=viewer.person_id))


def of_division(viewer: Appointment) -> Q:
    """What was submitted to a division's calls."""
    return Q(division=viewer.division_id) & ~Q(number=None) if viewer.division_id else NOTHING


def of_organisation(viewer: Appointment) -> Q:
    """What an organisation leads or takes part in."""
    return Q(lead=viewer.organisation_id) | Q(pk__in=with_party(viewer.organisation_id))


def recommended(viewer: Appointment) -> Q:
    """What an organisation recommends."""
    return Q(recommender=viewer.organisation_id)


def read_blind(viewer: Appointment) -> Q:
    """What an expert was given to read."""
    found = NOTHING
    for reading in _blind:
        found |= reading(viewer)
    return found


BY_ROLE: dict[Role, Callable[[Appointment], Q]] = {
    Role.DIVISION_OFFICER: of_division,
    Role.APPLICANT: own,
    Role.ORGANISATION_ADMINISTRATOR: of_organisation,
    Role.RECOMMENDER: recommended,
    Role.EXPERT: read_blind,
}


def condition(viewer: Appointment | None) -> Q:
    """The cases that the viewer may know of, as a condition."""
    if viewer is None:
        return NOTHING
    role = Role(viewer.role)
    if role in SEE_ALL:
        return ~Q(number=None)
    return BY_ROLE[role](viewer) if role in BY_ROLE else NOTHING


def with_party(organisation: int) -> QuerySet[Case, int]:
    """The keys of the cases in which an organisation takes part."""
    return Case.objects.filter(parties__organisation=organisation).values_list("pk", flat=True)


def visible_cases(viewer: Appointment | None) -> QuerySet[Case]:
    """The cases that the viewer may know of, with what a list shows."""
    return with_names(Case.objects.filter(condition(viewer)))


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with what a list shows of their calls, bodies and people."""
    # The frozen scheme is long and the same for every case of a call: it is fetched when it is not known yet.
    return cases.select_related("call__division", "call__version", "lead", "principal", "recommender").defer(
        "call__version__form", "call__guide"
    )


def open_to(viewer: Appointment | None, chains: Collection[str]) -> set[str]:
    """Those of these chains that are cases which the viewer may know of. One statement."""
    ids = [chain.removeprefix("case/") for chain in chains if chain.startswith("case/")]
    found = Case.objects.filter(condition(viewer), public_id__in=ids).order_by()
    return {f"case/{public_id}" for public_id in found.values_list("public_id", flat=True)}


def visible(case: Case, viewer: Appointment | None) -> Sight:
    """How the viewer sees this case. One statement."""
    if viewer is None or not Case.objects.filter(condition(viewer), pk=case.pk).exists():
        return Sight.NONE
    return Sight.BLIND if viewer.role == Role.EXPERT else Sight.FULL
