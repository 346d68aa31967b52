"""The rubric (评分表): criteria with weights and sentences for their levels, as a scheme's file gives them."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kechuang.decide.scores import LEVELS, WHOLE_WEIGHT
from kechuang.forms.parts import Label

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Piece(BaseModel):
    """A piece of the rubric: nothing unknown is accepted."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Anchor(Piece):
    """What an application is like that earns this level or more."""

    level: int = Field(ge=1, le=LEVELS)
    words: Label


class Criterion(Piece):
    """One criterion: its weight in per cent, and anchors from the highest level down to 1."""

    id: Name
    name: Label
    weight: int = Field(ge=1, le=WHOLE_WEIGHT)
    anchor: tuple[Anchor, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def anchors_descend(self) -> Self:
        """Refuse anchors out of order, and a scale whose lowest levels nobody describes."""
        levels = [one.level for one in self.anchor]
        if levels != sorted(set(levels), reverse=True) or levels[-1] != 1:
            raise ValueError("anchors go down from the highest level to 1, each level once")
        return self

    def anchor_of(self, level: int) -> Anchor:
        """The anchor that a level belongs to."""
        return next(one for one in self.anchor if level >= one.level)

    def bands(self) -> list[tuple[Anchor, int]]:
        """Each anchor with the highest level that it covers."""
        tops = [LEVELS, *(one.level - 1 for one in self.anchor)]
        return list(zip(self.anchor, tops, strict=False))


def whole(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """The criteria, if they make a rubric. Raises ValueError."""
    names = [one.id for one in criteria]
    if len(set(names)) != len(names):
        raise ValueError("a criterion stands twice")
    if sum(one.weight for one in criteria) != WHOLE_WEIGHT:
        raise ValueError(f"the weights add up to {WHOLE_WEIGHT}")
    return criteria


OVERALL = Criterion(
    id="overall",
    name=Label(zh="综合评价", en="Overall"),
    weight=WHOLE_WEIGHT,
    anchor=(
        Anchor(level=9, words=Label(zh="优秀，应优先支持", en="Excellent: to be supported first")),
        Anchor(level=7, words=Label(zh="良好，可以支持", en="Good: can be supported")),
        Anchor(level=5, words=Label(zh="一般，有明显不足", en="Fair, with clear weaknesses")),
        Anchor(level=1, words=Label(zh="不宜支持", en="Not to be supported")),
    ),
)
"""The rubric of a scheme that writes none."""
