"""What a stranger should know of a call before he signs in, read from the scheme that it goes by."""

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.door.refusal import Sentence
from kechuang.forms.fields import Attachment
from kechuang.schemes.definition import Label, Scheme, StagePart
from kechuang.schemes.kinds import kinds


@dataclass(frozen=True, slots=True)
class Step:
    """A stage, with what the applicant should know of it."""

    name: Label
    told: Sequence[Sentence]
    conditional: bool
    """Whether only some cases come to it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to attach."""

    name: Label
    kinds: str
    required: bool


def who(scheme: Scheme) -> Sequence[Sentence]:
    """Who may apply."""
    return [one for part in scheme.stage for one in kinds()[part.kind].admits(rules(part))]


def steps(scheme: Scheme) -> Sequence[Step]:
    """The way of a case."""
    return [Step(part.name, kinds()[part.kind].tells(rules(part)), part.when is not None) for part in scheme.stage]


def papers(scheme: Scheme) -> Sequence[Paper]:
    """What the first form asks to attach."""
    form = next((part.form for part in scheme.stage if part.form), None)
    return [
        Paper(one.label, "、".join(kind.upper() for kind in one.accept), one.required and one.when is None)
        for section in (form.section if form else ())
        for one in section.field
        if isinstance(one, Attachment)
    ]


def rules(part: StagePart) -> object:
    """What the scheme sets of a stage, every default filled in."""
    return kinds()[part.kind].parameters.model_validate(part.parameters)
