"""The letter of commitment that an expert signs before reading."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from kechuang.decide.canonical import digest
from kechuang.forms.parts import Label, Part


class Letter(Part):
    """Its name and its clauses."""

    schema_version: Literal[1] = Field(alias="schema")
    name: Label
    clause: tuple[Label, ...] = Field(min_length=1)

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of its canonical form: which words were signed."""
        return digest(self.model_dump(mode="json", by_alias=True))


@cache
def letter() -> Letter:
    """The catalogue's letter; read once."""
    text = (files("kechuang") / "catalogue" / "letters" / "review.toml").read_text(encoding="utf-8")
    return Letter.model_validate(tomllib.loads(text))
