"""A scheme as its file describes it, and what can be wrong with it."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

from kechuang.decide.canonical import canonical, digest
from kechuang.forms.definition import Form, form_of, texts
from kechuang.forms.parts import BadFormError, Code, Fault, Label, Part, faults_in
from kechuang.schemes.kinds import Parameters, kinds

__all__ = [
    "BadSchemeError",
    "Code",
    "Fault",
    "Label",
    "Part",
    "Scheme",
    "StagePart",
    "When",
    "catalogue",
    "faults_of",
    "read",
]

SCHEMA = 1
Basis = Annotated[str, StringConstraints(min_length=2, max_length=200)]


class When(Part):
    """When a case comes to the stage at all: a bound on a whole number that a stage before gave (money in fen)."""

    value: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
    at_least: int | None = None
    below: int | None = None

    @model_validator(mode="after")
    def bounded(self) -> Self:
        """Refuse a condition without a bound."""
        if self.at_least is None and self.below is None:
            raise PydanticCustomError("no_bound", "name at_least, below or both")
        return self

    def holds(self, number: int) -> bool:
        """Whether the number lies within the bounds."""
        return (self.at_least is None or number >= self.at_least) and (self.below is None or number < self.below)


class StagePart(Part):
    """One stage: an id of its own, a kind, and what the kind lets a scheme set."""

    id: Code
    kind: Code
    name: Label
    basis: tuple[Basis, ...] = ()
    when: When | None = Field(default=None, exclude_if=lambda condition: condition is None)
    """Only then does a case come here; else it goes on to the stage after. Left out of the bytes of schemes without."""
    parameters: dict[str, Any] = {}
    form: Form | None = None
    """What the stage asks. The file names a form of the catalogue or holds one; a frozen version holds it whole."""

    @field_validator("form", mode="before")
    @classmethod
    def written_out(cls, given: Any) -> Any:
        """Put the catalogue's form where the file names one."""
        if not isinstance(given, str):
            return given
        try:
            return form_of(given)
        except KeyError as failure:
            raise PydanticCustomError("unknown_form", "the catalogue has no form {name}", {"name": given}) from failure
        except BadFormError as failure:
            raise PydanticCustomError("bad_form", "{name}: {said}", {"name": given, "said": str(failure)}) from failure


class Scheme(Part):
    """A process that spends money or confers status."""

    schema_version: int = Field(alias="schema", ge=SCHEMA, le=SCHEMA)
    code: Code
    short: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,6}$")]
    """Begins the numbers of its cases."""
    name: Label
    summary: Label
    category: Code
    iur: bool
    """Whether what it funds counts as industry–university–research cooperation (产学研, S08)."""
    basis: tuple[Basis, ...] = Field(min_length=1)
    stage: tuple[StagePart, ...] = ()

    def canonical(self) -> bytes:
        """The bytes that are frozen when a call opens: RFC 8785, with every default written out."""
        return canonical(self.model_dump(mode="json", by_alias=True))

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of the canonical bytes."""
        return digest(self.model_dump(mode="json", by_alias=True))


class BadSchemeError(ValueError):
    """A file that is no scheme; holds every fault, not the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


def read(text: str) -> Scheme:
    """The scheme that a file's text describes. Raises BadSchemeError."""
    try:
        scheme = Scheme.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as failure:
        raise BadSchemeError([Fault("file", "toml", str(failure))]) from failure
    except ValidationError as failure:
        raise BadSchemeError(faults_in(failure)) from failure
    faults = faults_of(scheme)
    if faults:
        raise BadSchemeError(faults)
    return scheme


def faults_of(scheme: Scheme) -> list[Fault]:
    """What the file's form alone cannot show: kinds, their parameters, needs that nothing before them gives."""
    known = kinds()
    faults: list[Fault] = [] if scheme.stage else [Fault("stage", "missing", "a scheme has a stage at least")]
    given: set[str] = set()
    numbers: set[str] = set()
    perhaps: set[str] = set()
    ids = [stage.id for stage in scheme.stage]
    for place, stage in enumerate(scheme.stage):
        where = f"stage {place + 1} ({stage.id})"
        if ids.count(stage.id) > 1:
            faults.append(Fault(where, "stands_twice", stage.id))
        kind = known.get(stage.kind)
        if kind is None:
            faults.append(Fault(where, "unknown_kind", f"{stage.kind}; known: {', '.join(sorted(known))}"))
            continue
        faults += [
            Fault(f"{where} parameters.{'.'.join(map(str, one['loc']))}", one["type"], one["msg"])
            for one in parameter_faults(kind.parameters, stage.parameters)
        ]
        for need in sorted(kind.needs - given):
            skipped = need in perhaps
            faults.append(Fault(where, "need_may_be_skipped" if skipped else "need_not_given", need))
        if stage.when is not None and stage.when.value not in numbers:
            faults.append(Fault(f"{where} when.value", "no_number_before", unknown_number(stage.when.value, numbers)))
        if stage.when is None:
            given |= kind.gives
            numbers |= kind.numbers
        else:
            perhaps |= kind.gives
    return faults


def unknown_number(value: str, numbers: Collection[str]) -> str:
    """Which number a condition names, and which it could."""
    return f"{value}; whole numbers that every case has by then: {', '.join(sorted(numbers)) or 'none'}"


def parameter_faults(model: type[Parameters], given: dict[str, Any]) -> list[Any]:
    """What a kind's own model says against the parameters."""
    try:
        model.model_validate(given)
    except ValidationError as failure:
        return list(failure.errors())
    return []


def catalogue() -> dict[str, Scheme]:
    """Every scheme by code: those that the product carries and the bureau's own. Raises BadSchemeError.

    The files are read at every call, since a bureau may edit them at any time; what they say is worked out once.
    """
    held = [(f"{kind}/{name}", text) for kind in ("schemes", "forms") for name, text in texts(kind).items()]
    return dict(schemes_in(tuple(sorted(held))))


@lru_cache(maxsize=4)
def schemes_in(held: tuple[tuple[str, str], ...]) -> Mapping[str, Scheme]:
    """The schemes among named texts; the forms among them are what schemes refer to."""
    found = [read(text) for name, text in held if name.startswith("schemes/")]
    return {scheme.code: scheme for scheme in sorted(found, key=lambda scheme: scheme.code)}
