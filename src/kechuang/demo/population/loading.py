"""Enters the population in the directory, beside the cast that stands there already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kechuang.demo.load import PREFIXES, reserved_credit_code, steady_id
from kechuang.demo.population.people import Body, Finding, Population
from kechuang.directory import enrolment, integrity
from kechuang.directory.models import (
    Account,
    Appointment,
    DeclaredRelation,
    Employment,
    Expert,
    IntegrityRecord,
    Organisation,
    Person,
)

FIRST_SERIAL = 1001
"""The serial numbers of credit codes below are those of city.toml."""
DECIDED_BY = "澜川市科学技术局"


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the directory, by key."""

    bodies: Mapping[str, Organisation]
    people: Mapping[str, Person]
    experts: Mapping[str, Expert]


@transaction.atomic
def populate(made: Population, *, now: datetime) -> Entered:
    """Enter everybody. The cast must be there; `now` is the city's clock."""
    bodies = enter_bodies(made)
    people = enter_people(made)
    posts: dict[str, int] = {}
    appointments = []
    for post in made.posts:
        place = posts[post.person] = posts.get(post.person, -1) + 1
        appointments.append(
            Appointment(
                person=people[post.person],
                organisation=bodies[post.body],
                role=post.role,
                since=post.since,
                public_id=steady_id("appointment", f"{post.person} {place}"),
            )
        )
    enrolment.enrol_appointments(appointments)
    enrolment.open_accounts_without_password(
        Account(person=people[key], login=key, opened_at=now, public_id=steady_id("account", key)) for key in posts
    )
    enrolment.enrol_employments(
        Employment(person=people[job.person], organisation=bodies[job.body], since=job.since, until=job.until)
        for job in made.jobs
    )
    experts = enter_experts(made, bodies, people)
    enrolment.enrol_relations(
        DeclaredRelation(
            expert=experts[tie.expert],
            person=people[tie.person] if tie.person else None,
            organisation=bodies[tie.body] if tie.body else None,
            kind=tie.kind,
            since=tie.since,
            until=tie.until,
        )
        for tie in made.ties
    )
    for finding in made.findings:
        record_finding(finding, bodies, people)
    return Entered(bodies, people, experts)


def enter_bodies(made: Population) -> dict[str, Organisation]:
    """The bodies: those of city.toml as they stand, then districts, then heads of families, then the rest."""
    wanted = {steady_id("organisation", key): key for key in made.bodies}
    found = {wanted[one.public_id]: one for one in Organisation.objects.filter(public_id__in=wanted)}
    new = [body for body in made.bodies.values() if body.key not in found]
    turns = (
        [body for body in new if not body.district and not body.family],
        [body for body in new if body.district and not body.family],
        [body for body in new if body.family],
    )
    serial = FIRST_SERIAL
    for turn in turns:
        rows = [row_of(body, serial + place, found) for place, body in enumerate(turn)]
        serial += len(turn)
        found |= dict(zip((body.key for body in turn), enrolment.enrol_organisations(rows), strict=True))
    return found


def row_of(body: Body, serial: int, found: Mapping[str, Organisation]) -> Organisation:
    """A body as a row."""
    return Organisation(
        name=body.zh,
        name_en=body.en,
        kind=body.kind,
        credit_code=reserved_credit_code(PREFIXES[body.kind], body.region, serial),
        province=body.province,
        city=body.city,
        district=found[body.district] if body.district else None,
        family=found[body.family] if body.family else None,
        public_id=steady_id("organisation", body.key),
    )


def enter_people(made: Population) -> dict[str, Person]:
    """The people: the cast as it stands, then everybody else."""
    wanted = {steady_id("person", key): key for key in made.people}
    found = {wanted[one.public_id]: one for one in Person.objects.filter(public_id__in=wanted)}
    new = [human for human in made.people.values() if human.key not in found]
    rows = [Person(name=one.zh, name_en=one.en, public_id=steady_id("person", one.key)) for one in new]
    return found | dict(zip((one.key for one in new), enrolment.enrol_people(rows), strict=True))


def enter_experts(
    made: Population, bodies: Mapping[str, Organisation], people: Mapping[str, Person]
) -> dict[str, Expert]:
    """The experts."""
    rows = [
        (
            Expert(
                person=people[one.person],
                organisation=bodies[one.body],
                province=one.province,
                city=one.city,
                kind=one.kind,
                title=one.title,
                keywords=one.keywords,
                capacity=one.capacity,
                pool_since=one.since,
                public_id=steady_id("expert", one.person),
            ),
            one.fields,
        )
        for one in made.reviewers.values()
    ]
    return dict(zip(made.reviewers, enrolment.enrol_experts(rows), strict=True))


def record_finding(
    finding: Finding, bodies: Mapping[str, Organisation], people: Mapping[str, Person]
) -> IntegrityRecord:
    """A decision, and its repair where it was repaired."""
    part = finding.part
    subject = people[finding.person] if finding.person else bodies[finding.body or ""]
    record = integrity.record_decision(
        subject=subject,
        subject_kind=part.subject_kind,
        decision=integrity.Decision(part.behaviour, part.measure, part.number, DECIDED_BY, part.since, part.until),
        public_id=steady_id("integrity", part.number),
    )
    return integrity.repair(record=record, on=part.repaired_on) if part.repaired_on else record
