"""An expert's opinion: a sheet made from the rubric, its points, and what is still missing."""

from functools import lru_cache
from typing import Any

from kechuang.decide.scores import LEVELS, opinion_points
from kechuang.forms.answers import Checked, check
from kechuang.forms.definition import Form, Section
from kechuang.forms.fields import Number, Prose
from kechuang.forms.models import Sheet
from kechuang.forms.parts import Label
from kechuang.stages.review.kind import ReviewParameters

PART = "opinion"
COMMENT, ADVICE = "comment", "advice"
LONGEST = 3000


@lru_cache(maxsize=32)
def form_of(rule: ReviewParameters) -> Form:
    """The rubric as a form: a level for each criterion, the opinion in words, a word for the bureau alone."""
    ratings = tuple(
        Number(kind="number", id=one.id, label=one.name, required=True, minimum=1, maximum=LEVELS)
        for one in rule.criterion
    )
    comment = Prose(
        kind="prose",
        id=COMMENT,
        label=Label(zh="评审意见", en="Opinion"),
        required=rule.comment_minimum > 0,
        minimum=rule.comment_minimum,
        maximum=LONGEST,
    )
    advice = Prose(
        kind="prose", id=ADVICE, label=Label(zh="给科技局的建议", en="Advice for the bureau"), maximum=LONGEST
    )
    return Form(
        code="review-opinion",
        name=Label(zh="评审意见", en="Opinion"),
        section=(
            Section(id="ratings", name=Label(zh="评分", en="Ratings"), field=ratings),
            Section(id="words", name=Label(zh="意见", en="In words"), field=(comment, advice)),
        ),
    )


def judged(sheet: Sheet) -> Checked:
    """What stands on an opinion's sheet, and what is missing or wrong."""
    return check(sheet.form, sheet.answers)


def levels_in(checked: Checked, rule: ReviewParameters) -> dict[str, int]:
    """The levels that were given, by criterion."""
    return {one.id: checked.answers[one.id] for one in rule.criterion if checked.answers.get(one.id)}


def points_in(checked: Checked, rule: ReviewParameters) -> int | None:
    """The opinion's points in hundredths; none while a criterion has no level."""
    levels = levels_in(checked, rule)
    return opinion_points(levels, rule.weights) if len(levels) == len(rule.criterion) else None


def in_points(hundredths: int) -> str:
    """Points as they are shown: always two decimals."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def answers_from(given: dict[str, Any], rule: ReviewParameters) -> dict[str, Any]:
    """What a page sent, by the names that the opinion has; the rest is not an opinion's."""
    names = [*rule.weights, COMMENT, ADVICE]
    return {name: given[name] for name in names if name in given}
