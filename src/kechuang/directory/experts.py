"""The pool of experts: its verbs, and what a funnel or a draw asks of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kechuang.directory.code_lists import field_names
from kechuang.directory.models import DeclaredRelation, Employment, Expert, Expertise, Organisation, Person
from kechuang.directory.public_id import new_public_id

MOST_APPLICATIONS = 15
"""What an expert is given in a round unless another number is agreed."""
OF_PEOPLE = frozenset({DeclaredRelation.Kind.RELATIVE, DeclaredRelation.Kind.ADVISER, DeclaredRelation.Kind.COAUTHOR})
"""Ties that there are to people only; shares are held of bodies only; the others tie to either."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an expert's trade."""

    kind: Expert.Kind
    title: Expert.Title
    province: str
    city: str
    fields: Sequence[str]
    keywords: str = ""
    capacity: int = MOST_APPLICATIONS


def checked(expert: Expert, profile: Profile) -> Expert:
    """The expert with the profile. Raises ValidationError naming each field that is wrong."""
    expert.kind, expert.title, expert.capacity = profile.kind, profile.title, profile.capacity
    expert.province, expert.city = profile.province.strip(), profile.city.strip()
    expert.keywords = profile.keywords.strip()
    unknown = sorted(set(profile.fields) - set(field_names()))
    wrong = {}
    if unknown:
        said = _("There is no such field of technology: %(codes)s.") % {"codes": ", ".join(unknown)}
        wrong["fields"] = ValidationError(said, code="unknown_field")
    elif profile.kind == Expert.Kind.TECHNICAL and not profile.fields:
        wrong["fields"] = ValidationError(_("A technical expert judges one field at least."), code="no_field")
    if wrong:
        raise ValidationError(wrong)
    return expert


@transaction.atomic
def register_expert(
    *, person: Person, organisation: Organisation, profile: Profile, since: date, public_id: str | None = None
) -> Expert:
    """Take a person into the pool. Raises ValidationError naming each field that is wrong."""
    expert = checked(
        Expert(person=person, organisation=organisation, pool_since=since, public_id=public_id or new_public_id()),
        profile,
    )
    expert.full_clean()
    expert.save()
    Expertise.objects.bulk_create(Expertise(expert=expert, field=code) for code in dict.fromkeys(profile.fields))
    return expert


@transaction.atomic
def revise_expert(*, expert: Expert, organisation: Organisation, profile: Profile) -> Expert:
    """Correct what is known of an expert. Raises ValidationError naming each field that is wrong."""
    expert.organisation = organisation
    checked(expert, profile).full_clean()
    expert.save()
    expert.expertise.all().delete()
    Expertise.objects.bulk_create(Expertise(expert=expert, field=code) for code in dict.fromkeys(profile.fields))
    return expert


def leave_pool(*, expert: Expert, last_day: date) -> Expert:
    """Say on which day an expert leaves the pool, that day included. Raises ValidationError where it cannot be."""
    if last_day < expert.pool_since:
        raise ValidationError({"pool_until": ValidationError(_("This is before it began."), code="before_since")})
    expert.pool_until = last_day
    expert.save(update_fields=["pool_until"])
    return expert


def record_employment(
    *, person: Person, organisation: Organisation, since: date, until: date | None = None
) -> Employment:
    """Record where a person works or worked. Raises ValidationError where the end comes before the beginning."""
    employment = Employment(person=person, organisation=organisation, since=since, until=until)
    employment.full_clean()
    employment.save()
    return employment


def declare_relation(
    *,
    expert: Expert,
    kind: DeclaredRelation.Kind,
    since: date,
    person: Person | None = None,
    organisation: Organisation | None = None,
    until: date | None = None,
) -> DeclaredRelation:
    """Record a tie of an expert to a person or a body.

    Raises ValidationError where it names both or neither, the expert himself, a tie that there is not to a body, shares
    of a person, or an end before the beginning.
    """
    relation = DeclaredRelation(
        expert=expert, kind=kind, since=since, until=until, person=person, organisation=organisation
    )
    sound_relation(relation)
    relation.full_clean()
    relation.save()
    return relation


def sound_relation(relation: DeclaredRelation) -> None:
    """Refuse a tie that cannot be. Raises ValidationError."""
    if (relation.person_id is None) == (relation.organisation_id is None):
        raise ValidationError(_("Name either a person or a body."), code="one_counterpart")
    if relation.person_id is not None and relation.person_id == relation.expert.person_id:
        raise ValidationError({"person": ValidationError(_("This is the expert himself."), code="himself")})
    if relation.person_id is None and relation.kind in OF_PEOPLE:
        raise ValidationError({"kind": ValidationError(_("Only people are tied like this."), code="people_only")})
    if relation.person_id is not None and relation.kind == DeclaredRelation.Kind.SHARES:
        raise ValidationError({"kind": ValidationError(_("Shares are held of bodies."), code="bodies_only")})


def lasting(on: date) -> Q:
    """What lasts on that day: begun, and not over."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def pool(on: date) -> QuerySet[Expert]:
    """The experts in the pool on that day, each with person, body and fields. Two statements."""
    return (
        Expert.objects.filter(Q(pool_until__isnull=True) | Q(pool_until__gte=on), pool_since__lte=on)
        .select_related("person", "organisation")
        .prefetch_related("expertise")
    )


def relations_on(on: date, experts: Collection[int] | None = None) -> QuerySet[DeclaredRelation]:
    """The ties that last on that day, of these experts or of all. One statement."""
    found = DeclaredRelation.objects.filter(lasting(on))
    return found if experts is None else found.filter(expert__in=experts)


def employments_after(day: date, people: Collection[int] | None = None) -> QuerySet[Employment]:
    """Where people worked at any time since that day, with the body. One statement."""
    found = Employment.objects.filter(Q(until__isnull=True) | Q(until__gte=day)).select_related("organisation")
    return found if people is None else found.filter(person__in=people)
