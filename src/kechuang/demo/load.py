"""Builds the demonstration city with the same verbs that people use. The same file always gives the same city."""

import hashlib

from django.db import transaction

from kechuang.demo.city import City, OrganisationPart
from kechuang.directory import services
from kechuang.directory.credit_code import check_character, subject_check_character
from kechuang.directory.models import Division, Organisation, Person
from kechuang.directory.public_id import ALPHABET, LENGTH

PREFIXES = {"bureau": "11", "district": "11", "enterprise": "91", "university": "12", "institute": "12"}
"""Registering authority and kind: government organ, enterprise, public institution (domain rules §7)."""


def steady_id(kind: str, key: str) -> str:
    """A public id that the demonstration always gives to the same thing."""
    number = int.from_bytes(hashlib.sha256(f"kechuang demonstration {kind} {key}".encode()).digest(), "big")
    letters = []
    for _place in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def reserved_credit_code(prefix: str, region: str, serial: int) -> str:
    """A well-formed credit code in a region that does not exist."""
    subject = f"{serial:08d}"
    body = prefix + region + subject + subject_check_character(subject)
    return body + check_character(body)


@transaction.atomic
def fill(city: City) -> None:
    """Found the installation and fill its directory. The database must be empty."""
    bodies: dict[str, Organisation] = {}
    for serial, part in enumerate(city.organisation, 1):  # a district stands before those that it recommends
        bodies[part.key] = registered(part, city.region, serial, bodies.get(part.district or ""))
    services.found_installation(bureau=bodies[city.bureau], now=city.clock_at, clock_at=city.clock_at)
    divisions: dict[tuple[str, str], Division] = {}
    for part in city.organisation:
        for division in part.divisions:
            divisions[part.key, division.key] = services.register_division(
                organisation=bodies[part.key], name=division.name.zh, name_en=division.name.en
            )
    for person_part in city.person:
        person = services.register_person(
            name=person_part.name.zh, name_en=person_part.name.en, public_id=steady_id("person", person_part.key)
        )
        for place, one in enumerate(person_part.appointments):
            services.appoint(
                person=person,
                organisation=bodies[one.organisation],
                division=divisions[one.organisation, one.division] if one.division else None,
                role=one.role,
                since=one.since,
                public_id=steady_id("appointment", f"{person_part.key} {place}"),
            )
        open_for(person, person_part.key, city)


def registered(part: OrganisationPart, region: str, serial: int, district: Organisation | None) -> Organisation:
    """One body of the city, in the directory."""
    return services.register_organisation(
        name=part.name.zh,
        name_en=part.name.en,
        kind=part.kind,
        credit_code=reserved_credit_code(PREFIXES[part.kind], region, serial),
        public_id=steady_id("organisation", part.key),
        place=services.Place(part.province, part.city, district),
    )


def open_for(person: Person, key: str, city: City) -> None:
    """An account without a password: it can only be entered with the demonstration's one click."""
    services.open_account(
        person=person, login=key, password=None, now=city.clock_at, public_id=steady_id("account", key)
    )
