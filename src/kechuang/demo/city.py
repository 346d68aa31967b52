"""The demonstration city as its file describes it."""

import tomllib
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kechuang.directory.models import Organisation
from kechuang.directory.roles import Role

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


class Part(BaseModel):
    """A piece of the file: nothing unknown is accepted, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(Part):
    """Words in both languages; both are required (contract 11)."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class DivisionPart(Part):
    """A division of a body."""

    key: Key
    name: Label


class OrganisationPart(Part):
    """A body."""

    key: Key
    kind: Organisation.Kind
    name: Label
    province: str
    city: str
    district: Key | None = None
    divisions: list[DivisionPart] = []


class AppointmentPart(Part):
    """What a person does where."""

    role: Role
    organisation: Key
    division: Key | None = None
    since: date


class PersonPart(Part):
    """A person with what he does."""

    key: Key
    name: Label
    appointments: list[AppointmentPart] = Field(min_length=1)


class CastPart(Part):
    """One group of the cast, in the order in which it is shown."""

    group: Label
    people: list[Key]


class CallPart(Part):
    """A call: what its officer wrote, how far it has come, and when what follows happens."""

    key: Key
    officer: Key
    signer: Key
    title: str
    scheme: Key
    guide: str
    drafted_at: datetime
    opens_at: datetime
    closes_at: datetime
    budget_wan: int
    reaches: Literal["draft", "proposed", "announced"]
    returned: str = ""
    """Why the signer sent it back once; it stays a draft then."""
    erratum: str = ""
    erratum_at: datetime | None = None

    wanted: int = 0
    """So many applications."""
    named: tuple[str, ...] = ()
    """Applications that this call has in any case."""
    projects_start: date = date(2026, 9, 1)
    assigned_at: datetime | None = None
    """When the review secretary assigns experts."""
    opinions_until: datetime | None = None
    decided_at: datetime | None = None
    """When the meeting adopts the list."""
    minute: str = ""


class City(Part):
    """The whole file."""

    schema_version: int = Field(alias="schema", ge=1, le=1)
    region: Annotated[str, StringConstraints(pattern=r"^99\d{4}$")]
    clock_at: datetime
    bureau: Key
    organisation: list[OrganisationPart]
    person: list[PersonPart]
    cast: list[CastPart]
    call: list[CallPart] = []
    followed: str = ""
    """The application whose way readers follow; `make demo STAGE=…` stops where it stands in that stage."""
    waits: str = ""
    """The application that its organisation, one of the cast, has not approved yet: readers do it."""

    @model_validator(mode="after")
    def names_exist(self) -> Self:
        """Refuse a key that stands twice and one that names nothing."""
        bodies = [body.key for body in self.organisation]
        people = [person.key for person in self.person]
        for keys in (bodies, people):
            if len(keys) != len(set(keys)):
                raise ValueError(f"a key stands twice: {sorted(key for key in keys if keys.count(key) > 1)}")
        divisions = {(body.key, division.key) for body in self.organisation for division in body.divisions}
        appointments = [one for person in self.person for one in person.appointments]
        unknown = {one.organisation for one in appointments} | {self.bureau}
        unknown = (unknown - set(bodies)) | {key for group in self.cast for key in group.people if key not in people}
        unknown |= {key for call in self.call for key in (call.officer, call.signer) if key not in people}
        unknown |= {
            one.division for one in appointments if one.division and (one.organisation, one.division) not in divisions
        }
        if unknown:
            raise ValueError(f"named but not described: {sorted(unknown)}")
        return self


@cache
def read_city() -> City:
    """The city that the catalogue holds; read once."""
    text = (files("kechuang") / "catalogue" / "demo" / "city.toml").read_text(encoding="utf-8")
    return City.model_validate(tomllib.loads(text))
