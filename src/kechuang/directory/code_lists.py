"""Code lists of the catalogue: stable codes with labels in both languages (`catalogue/lists/`)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Self

from django.utils import translation
from pydantic import BaseModel, ConfigDict, Field, model_validator

FIELDS = "technology-fields"
"""The list of the fields of technology."""


class Label(BaseModel):
    """Words in both languages; both are required (contract 11)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __str__(self) -> str:
        return self.en if (translation.get_language() or "").startswith("en") else self.zh


class Entry(BaseModel):
    """One code with its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)
    name: Label


class CodeList(BaseModel):
    """A whole list, in the order in which it is offered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: int = Field(alias="schema", ge=1, le=1)
    code: str
    name: Label
    entry: list[Entry] = Field(min_length=1)

    @model_validator(mode="after")
    def codes_once(self) -> Self:
        """Refuse a code that stands twice."""
        codes = [one.code for one in self.entry]
        if len(codes) != len(set(codes)):
            raise ValueError(f"{self.code}: a code stands twice")
        return self

    @property
    def names(self) -> Mapping[str, Label]:
        """The words by code."""
        return {one.code: one.name for one in self.entry}


@cache
def read_list(code: str) -> CodeList:
    """A list of the catalogue; read once. Raises FileNotFoundError where there is none of that name."""
    text = (files("kechuang") / "catalogue" / "lists" / f"{code}.toml").read_text(encoding="utf-8")
    return CodeList.model_validate(tomllib.loads(text))


@cache
def field_names() -> Mapping[str, Label]:
    """The fields of technology by code."""
    return read_list(FIELDS).names
