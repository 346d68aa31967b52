"""Stage kinds: what a stage of a scheme can be. The kinds register themselves; nothing here knows one by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kechuang.door.refusal import Sentence


class Parameters(BaseModel):
    """What a scheme may set of a stage; each kind has a model of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


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


_kinds: dict[str, StageKind] = {}


def register(kind: StageKind) -> None:
    """Make a kind known. Raises ValueError where another has its code."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"there is a stage kind {kind.code} already")


def kinds() -> Mapping[str, StageKind]:
    """Every kind by code."""
    return dict(_kinds)
