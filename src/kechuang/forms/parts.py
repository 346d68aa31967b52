"""What every file of the catalogue is made of: parts that accept nothing unknown, words in both languages, faults."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
"""The id of a section, a field or a column: it becomes part of a page's names, where dots part them."""


class Part(BaseModel):
    """A piece of the file: nothing unknown is accepted, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(Part):
    """Words in both languages; both are required (contract 11)."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Option(Part):
    """One thing to choose, with its stable code."""

    code: str = Field(min_length=1, max_length=60)
    name: Label


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file of the catalogue: where, a stable code, and the matter in question."""

    place: str
    code: str
    matter: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.matter}"


def faults_in(failure: ValidationError) -> list[Fault]:
    """What pydantic found, each with its place in the file.

    A list that is too short only because what stands in it is wrong is not a fault of its own; what a part's own
    check found comes one by one.
    """
    errors = failure.errors()
    faults: list[Fault] = []
    for one in errors:
        behind = one["type"] == "too_short" and any(
            other is not one and other["loc"][: len(one["loc"])] == one["loc"] for other in errors
        )
        if not behind:
            place = ".".join(map(str, one["loc"])) or "file"
            faults += one.get("ctx", {}).get("faults", [Fault(place, one["type"], one["msg"])])
    return faults


class BadFormError(ValueError):
    """A file that is no form, or no list; holds every fault, not the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)
