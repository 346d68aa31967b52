"""Stage kinds: what a stage of a scheme can be. The kinds register themselves; nothing here knows one by name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from kechuang.door.refusal import Sentence


class Parameters(BaseModel):
    """What a scheme may set of a stage; each kind has a model of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def silent(_rules: Any) -> Sequence[Sentence]:
    """Nothing to say."""
    return ()


@dataclass(frozen=True, slots=True)
class StageKind:
    """A kind of stage. `needs` names what the outcomes before it must hold, `gives` what its own outcome holds."""

    code: str
    label: Sentence
    parameters: type[Parameters]
    needs: frozenset[str]
    gives: frozenset[str]
    numbers: frozenset[str] = frozenset()
    """Which of what it gives are whole numbers, on which a later stage's `when` may rest."""
    admits: Callable[[Any], Sequence[Sentence]] = silent
    """Who may apply, as the parameters of the stage have it; read on the public page of a call."""
    tells: Callable[[Any], Sequence[Sentence]] = silent
    """What an applicant should know of the stage beforehand, on the same page."""


_kinds: dict[str, StageKind] = {}


def register(kind: StageKind) -> None:
    """Make a kind known. Raises ValueError where another has its code."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"there is a stage kind {kind.code} already")


def kinds() -> Mapping[str, StageKind]:
    """Every kind by code."""
    return dict(_kinds)
