"""What an expert declared, held against who takes part in a case."""

from collections.abc import Sequence

from django.db.models import Q

from kechuang.cases.models import Member, Party
from kechuang.directory.models import Organisation
from kechuang.stages.review.models import Batch, Declared, ReviewStay

PEOPLE = frozenset({Declared.Kind.RELATIVE, Declared.Kind.COLLEAGUE})


def conflicting(batch: Batch, stays: Sequence[ReviewStay]) -> set[int]:
    """The stays (by key) that something the expert declared forbids.

    A body counts with its family; a person by the name. Five statements at most.
    """
    declared = list(batch.declared.all())
    people = {one.name.casefold() for one in declared if one.kind in PEOPLE}
    bodies = {one.name.casefold() for one in declared if one.kind not in PEOPLE}
    if not declared or not stays:
        return set()
    named = {one.name for one in declared if one.kind not in PEOPLE}
    wanted = Q(name__in=named) | Q(name_en__in=named) | Q(credit_code__in={name.upper() for name in named})
    families = {body.family_key for body in Organisation.objects.filter(wanted)} if named else set()
    stay_of = {stay.case_id: stay.pk for stay in stays}
    found = set()
    for party in Party.objects.filter(case__in=stay_of).select_related("organisation"):
        if touches(party.organisation, bodies, families):
            found.add(stay_of[party.case_id])
    for member in Member.objects.filter(case__in=stay_of).select_related("organisation"):
        of_body = member.organisation is not None and touches(member.organisation, bodies, families)
        if of_body or member.name.casefold() in people:
            found.add(stay_of[member.case_id])
    for stay in stays:
        if touches(stay.case.lead, bodies, families) or str(stay.case.principal or "").casefold() in people:
            found.add(stay.pk)
    return found


def touches(body: Organisation, names: set[str], families: set[int]) -> bool:
    """Whether a body was declared: by name, by code, or through its family."""
    known = {body.name.casefold(), body.name_en.casefold(), (body.credit_code or "").casefold()} - {""}
    return bool(known & names) or body.family_key in families
