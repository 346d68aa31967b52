"""A plan as its file describes it: the source's own sentences, and the targets that they hold."""

import tomllib
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from importlib.resources import files
from typing import Annotated, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from kechuang.decide.canonical import canonical, digest
from kechuang.schemes.definition import Code, Label, Part

SCHEMA = 1
SentenceId = Annotated[str, StringConstraints(pattern=r"^S\d{2}$")]
TargetId = Annotated[str, StringConstraints(pattern=r"^K\d{2}$")]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}(/[1-9][0-9]{0,8})?$")]
"""A whole number, or a fraction where a share is promised."""
QUARTERS = 4


class Commitment(StrEnum):
    """How firmly a verb promises, the firmest first."""

    COMPLETE = "complete"
    """完成、建成: it will be so."""
    LAUNCH = "launch"
    """启动、出台、组建: it begins to exist, or not."""
    BUILD = "build"
    """重点建设、扶持: so many."""
    STRIVE = "strive"
    """力争: stretched for; not to reach it is no failure."""
    ADVANCE = "advance"
    """推动、探索、深化: told in words."""


STRETCH = frozenset({Commitment.STRIVE, Commitment.ADVANCE})
"""What is never shown as failed."""


class Sentence(Part):
    """One sentence of the source: its own words, and a rendering in English."""

    id: SentenceId
    zh: str = Field(min_length=2)
    en: str = Field(min_length=2)


class Objective(Part):
    """A paragraph of the source."""

    id: Code
    part: Code | None = None
    name: Label
    sentence: tuple[Sentence, ...] = Field(min_length=1)


class Chapter(Part):
    """A chapter of the source."""

    id: Code
    name: Label


class Promise(Part):
    """What is promised: something, a number of it where the source gives one, and what measures it."""

    what: Label
    number: Number | None = None
    unit: Label | None = None
    measure: Code | None = None
    """None while nothing measures it yet: shown as not yet connected."""
    also: tuple[Code, ...] = ()
    """Other readings of the same promise, shown beside it."""
    quarters: tuple[int, ...] = ()
    """What is to be reached by the end of each quarter, cumulative."""

    @property
    def promised(self) -> Fraction | None:
        """The number; none where the source gives none."""
        return None if self.number is None else Fraction(self.number)

    @property
    def is_share(self) -> bool:
        """Whether a share is promised."""
        return self.number is not None and "/" in self.number

    @model_validator(mode="after")
    def quarters_lead_to_the_number(self) -> Self:
        """Refuse a split that has not four parts, falls, or ends elsewhere."""
        split = list(self.quarters)
        if split and (len(split) != QUARTERS or split != sorted(split) or Fraction(split[-1]) != self.promised):
            raise ValueError("quarters are four cumulative numbers that end at the promised one")
        return self


class Target(Part):
    """A target of the plan."""

    id: TargetId
    sentences: tuple[SentenceId, ...] = Field(min_length=1)
    name: Label
    verb: Label
    """The source's own verb."""
    commitment: Commitment
    division: Label
    person: Label | None = None
    due: date
    note: Label | None = None
    promise: tuple[Promise, ...] = Field(min_length=1)


class Source(Part):
    """Where the sentences come from."""

    name: Label
    year: int
    note: Label


class PlanForm(Part):
    """The whole plan."""

    schema_version: int = Field(alias="schema", ge=SCHEMA, le=SCHEMA)
    code: Code
    year: int = Field(ge=2000, le=2100)
    title: Label
    source: Source
    part: tuple[Chapter, ...] = ()
    objective: tuple[Objective, ...] = Field(min_length=1)
    target: tuple[Target, ...] = ()

    @model_validator(mode="after")
    def names_exist(self) -> Self:
        """Refuse names that stand twice and names of nothing; sentences stand in their order."""
        ids = [sentence.id for objective in self.objective for sentence in objective.sentence]
        targets = [target.id for target in self.target]
        if ids != sorted(set(ids)):
            raise ValueError("sentences stand once each, in their order")
        if targets != sorted(set(targets)):
            raise ValueError("targets stand once each, in their order")
        unknown = {one for target in self.target for one in target.sentences} - set(ids)
        unknown |= {one.part for one in self.objective if one.part} - {part.id for part in self.part}
        if unknown:
            raise ValueError(f"named but not described: {', '.join(sorted(unknown))}")
        return self

    def canonical(self) -> bytes:
        """The bytes that are frozen on adoption: RFC 8785."""
        return canonical(self.model_dump(mode="json", by_alias=True))

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of the canonical bytes."""
        return digest(self.model_dump(mode="json", by_alias=True))

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        """Every sentence by its number."""
        return {sentence.id: sentence for objective in self.objective for sentence in objective.sentence}

    def target_of(self, code: str) -> Target | None:
        """The target with this number."""
        return next((target for target in self.target if target.id == code), None)


class BadPlanError(ValueError):
    """A file that is no plan."""


def read(text: str) -> PlanForm:
    """The plan that a file's text describes. Raises BadPlanError naming every fault and its place."""
    try:
        return PlanForm.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as failure:
        raise BadPlanError(f"file: {failure}") from failure
    except ValidationError as failure:
        said = [f"{'.'.join(map(str, one['loc'])) or 'file'}: {one['msg']}" for one in failure.errors()]
        raise BadPlanError("; ".join(said)) from failure


def catalogue() -> dict[str, PlanForm]:
    """Every plan of the catalogue by code. Raises BadPlanError."""
    folder = files("kechuang") / "catalogue" / "plans"
    found = [read(one.read_text(encoding="utf-8")) for one in folder.iterdir() if one.name.endswith(".toml")]
    return {form.code: form for form in sorted(found, key=lambda form: form.code)}
