"""What the files of the demonstration's people hold."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kechuang.demo.city import Key, Part
from kechuang.directory.models import Behaviour, Measure, Organisation, SubjectKind


def two_words(text: str) -> str:
    """Chinese, a blank, and the Latin letters."""
    if len(text.split(" ", 1)) != len(("zh", "en")):
        raise ValueError(f"{text}: Chinese, a blank and the Latin letters")
    return text


Both = Annotated[str, AfterValidator(two_words)]
"""Words in both languages in one text, since the lists are long: `北辰 Beichen`."""
Field_ = Annotated[str, Field(pattern=r"^[a-z][a-z-]+$")]


def both(text: str) -> tuple[str, str]:
    """The Chinese and the Latin letters."""
    chinese, latin = text.split(" ", 1)
    return chinese, latin


def slug(latin: str) -> str:
    """Latin letters as a key: `Lü Zhiyuan` becomes `lv-zhiyuan`."""
    plain = latin.lower().replace("ü", "v").replace("'", "")
    return "-".join(plain.split())


class Names(Part):
    """Parts of names."""

    schema_version: int = Field(alias="schema", ge=1, le=1)
    common: list[Both]
    others: list[Both]
    given: list[Both]


class DistrictPart(Part):
    """A district's authority."""

    key: Key
    zh: str
    en: str


class EnterprisePart(Part):
    """An enterprise: brand and trade make its name."""

    brand: Both
    trade: Both
    field: Field_
    district: Key
    leads: list[Key]
    family: Key | None = None

    @property
    def key(self) -> str:
        """Its key: the brand in Latin letters."""
        return slug(both(self.brand)[1])


class AcademyPart(Part):
    """A university or an institute."""

    key: Key
    kind: Literal["university", "institute"]
    zh: str
    en: str
    district: Key
    fields: list[Field_]
    family: Key | None = None


class KnownPart(Part):
    """What a body of city.toml can do."""

    key: Key
    district: Key
    field: Field_ | None = None
    fields: list[Field_] = []
    leads: list[Key] = []


class FindingPart(Part):
    """A decision on somebody's integrity."""

    principal_of: Key | None = None
    body: Key | None = None
    expert: str | None = None
    subject_kind: SubjectKind
    behaviour: Behaviour
    measure: Measure
    number: str
    since: date
    until: date | None = None
    repaired_on: date | None = None


class Rows(Part):
    """A table of the file."""

    rows: list[EnterprisePart]


class AcademyRows(Part):
    """A table of the file."""

    rows: list[AcademyPart]


class Bodies(Part):
    """The bodies of the city."""

    schema_version: int = Field(alias="schema", ge=1, le=1)
    district: list[DistrictPart]
    enterprises: Rows
    academies: AcademyRows
    known: list[KnownPart]
    finding: list[FindingPart]


class ProvincePart(Part):
    """A province with its cities."""

    zh: str
    en: str
    cities: list[Both]


class ElsewhereName(Part):
    """How a body elsewhere is called, after its city, and what its experts judge."""

    name: Both
    fields: list[Field_]
    expert: Literal["technical", "management", "finance"] = "technical"


class ElsewhereNames(Part):
    """The lists of names."""

    universities: list[Both]
    institutes: list[ElsewhereName]
    enterprises: list[ElsewhereName]


class BranchPart(Part):
    """A body elsewhere that belongs to a family of this city."""

    city: str
    kind: Organisation.Kind
    zh: str
    en: str
    family: Key
    fields: list[Field_]


class Elsewhere(Part):
    """The other cities."""

    schema_version: int = Field(alias="schema", ge=1, le=1)
    province: list[ProvincePart]
    bodies: ElsewhereNames
    branch: list[BranchPart]


class ExpertiseField(Part):
    """What experts of a field know."""

    code: Field_
    weight: int = Field(ge=1)
    beside: list[Field_]
    keywords: list[str] = Field(min_length=3)


class ExpertiseLists(Part):
    """The fields."""

    schema_version: int = Field(alias="schema", ge=1, le=1)
    field: list[ExpertiseField]


class Application(BaseModel):
    """What of an application of the catalogue decides who leads it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    key: Key
    scheme: str
    field: Field_


def table(name: str) -> Mapping[str, object]:
    """A file of the catalogue."""
    return tomllib.loads((files("kechuang") / "catalogue" / "demo" / name).read_text(encoding="utf-8"))


@cache
def read_applications() -> tuple[Application, ...]:
    """The applications of the catalogue, by key."""
    folder = files("kechuang") / "catalogue" / "demo" / "applications"
    texts = (one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".toml"))
    return tuple(sorted((Application.model_validate(tomllib.loads(text)) for text in texts), key=lambda one: one.key))


@cache
def read_parts() -> tuple[Names, Bodies, Elsewhere, ExpertiseLists]:
    """The lists; read once."""
    return (
        Names.model_validate(table("names.toml")),
        Bodies.model_validate(table("bodies.toml")),
        Elsewhere.model_validate(table("elsewhere.toml")),
        ExpertiseLists.model_validate(table("expertise.toml")),
    )
