"""A form as its file describes it, and what can be wrong with it."""

import tomllib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Self

from django.conf import settings
from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from kechuang.decide.canonical import canonical, digest
from kechuang.forms.fields import AnyField, Table, When
from kechuang.forms.parts import BadFormError, Code, Fault, Label, Name, Option, Part, faults_in
from kechuang.forms.soundness import faults_of

SCHEMA = 1


class Section(Part):
    """A part of the form that is filled in at one go."""

    id: Name
    name: Label
    help: Label | None = None
    when: When | None = None
    field: tuple[AnyField, ...] = Field(min_length=1)


class Check(Part):
    """What two amounts or numbers of the form must be to each other. `table.column` stands for a column's total."""

    kind: Literal["equal", "at_most"]
    left: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")
    right: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")
    message: Label
    """What is wrong where it does not hold, and what to do."""


class Form(Part):
    """What is asked."""

    schema_version: int = Field(default=SCHEMA, alias="schema", ge=SCHEMA, le=SCHEMA)
    code: Code
    name: Label
    section: tuple[Section, ...] = Field(min_length=1)
    check: tuple[Check, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def with_lists(cls, given: Any) -> Any:
        """Write the entries of the catalogue's lists into the fields that name one and hold none yet."""
        return filled(given)

    @model_validator(mode="after")
    def sound(self) -> Self:
        """Refuse what no single part shows: names that stand twice, references to nothing."""
        faults = faults_of(self)
        if faults:
            said = "; ".join(map(str, faults))
            raise PydanticCustomError("unsound", "{said}", {"said": said, "faults": faults})
        return self

    @cached_property
    def fields(self) -> dict[str, AnyField]:
        """Every field by id, in the order of the form."""
        return {field.id: field for section in self.section for field in section.field}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of every field."""
        return {field.id: section for section in self.section for field in section.field}

    @cached_property
    def canonical(self) -> bytes:
        """Its one form in bytes (RFC 8785), every default written out."""
        return canonical(self.model_dump(mode="json", by_alias=True))

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, of the canonical bytes."""
        return digest(self.model_dump(mode="json", by_alias=True))

    def bound(self, name: str) -> AnyField | None:
        """The field that is kept as `name`."""
        return next((field for field in self.fields.values() if field.bind == name), None)

    def tables(self) -> Iterator[Table]:
        """The fields that are tables."""
        return (field for field in self.fields.values() if isinstance(field, Table))


def filled(given: Any) -> Any:
    """A form's raw data with lists written in. What is not shaped like a form is left for pydantic to refuse."""
    if isinstance(given, dict) and given.get("kind") == "code" and not given.get("option"):
        return {**given, "option": [one.model_dump() for one in entries(str(given.get("list", "")))]}
    if isinstance(given, dict):
        return {key: filled(value) for key, value in given.items()}
    if isinstance(given, list):
        return [filled(value) for value in given]
    return given


class CodeList(Part):
    """A list of the catalogue: codes that stay, with their names."""

    schema_version: int = Field(default=SCHEMA, alias="schema", ge=SCHEMA, le=SCHEMA)
    code: Code
    name: Label
    entry: tuple[Option, ...] = Field(min_length=1)


@lru_cache(maxsize=64)
def entries(code: str) -> tuple[Option, ...]:
    """The entries of a list of the catalogue; none where there is no such list."""
    file = files("kechuang") / "catalogue" / "lists" / f"{code}.toml"
    if not code.replace("-", "").isalnum() or not file.is_file():
        return ()
    return CodeList.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).entry


def read(text: str) -> Form:
    """The form that a file's text describes. Raises BadFormError."""
    try:
        return Form.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as failure:
        raise BadFormError([Fault("file", "toml", str(failure))]) from failure
    except ValidationError as failure:
        raise BadFormError(faults_in(failure)) from failure


def texts(kind: str) -> dict[str, str]:
    """The files of one kind (`forms`, `schemes`) by name: those that the product carries and the bureau's own.

    The bureau's own stand in the `catalogue` folder of its installation; one of the same name goes before ours.
    """
    found: dict[str, str] = {}
    for folder in (files("kechuang") / "catalogue" / kind, Path(settings.CATALOGUE) / kind):
        if folder.is_dir():
            found |= {
                one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".toml")
            }
    return found


def form_of(code: str) -> Form:
    """The catalogue's form with this code. Raises KeyError where there is none, BadFormError where it is not sound."""
    return worked_out(texts("forms")[f"{code}.toml"])


@lru_cache(maxsize=64)
def worked_out(text: str) -> Form:
    """The form of a file's text, worked out once."""
    return read(text)
