"""The plan as its readers know it: the source's sentences with their targets beside them, ready for a template."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from kechuang.plan.definition import Objective, PlanForm, Sentence
from kechuang.plan.pictures import figure_words, gauge_of, promised_words
from kechuang.plan.standing import Line, Standing, Status, standings
from kechuang.ui.gauge import Gauge

ICONS = {
    Status.MISSED: "circle-x",
    Status.OUT_OF_REACH: "alert-triangle",
    Status.BEHIND: "hourglass",
    Status.UNDER_WAY: "player-play",
    Status.NOT_REACHED: "ban",
    Status.REACHED: "circle-check",
    Status.BASELINE: "chart-bar",
    Status.UNCONNECTED: "circle-dashed",
}


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """One promise in words."""

    line: Line
    promised: str
    figure: str
    gauge: Gauge | None

    @property
    def icon(self) -> str:
        """The picture of where it stands."""
        return ICONS[self.line.status]


@dataclass(frozen=True, slots=True)
class TargetShown:
    """One target in words."""

    standing: Standing
    promises: tuple[PromiseShown, ...]

    @property
    def icon(self) -> str:
        """The picture of where it stands."""
        return ICONS[self.standing.status]


@dataclass(frozen=True, slots=True)
class SentenceShown:
    """One sentence: the targets told beside it, and those told beside an earlier one."""

    sentence: Sentence
    targets: tuple[TargetShown, ...]
    elsewhere: tuple[tuple[str, str], ...]
    """(target, the sentence it stands beside)."""


@dataclass(frozen=True, slots=True)
class ObjectiveShown:
    """One paragraph, with its chapter's name where the chapter begins."""

    objective: Objective
    chapter: object
    sentences: tuple[SentenceShown, ...]


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The whole plan."""

    objectives: tuple[ObjectiveShown, ...]
    targets: tuple[TargetShown, ...]
    measured: tuple[TargetShown, ...]
    """Those that something measures: they get a gauge at the top."""
    counts: tuple[tuple[Status, str, int], ...]
    """How many targets stand where, with the picture."""


def target_shown(standing: Standing) -> TargetShown:
    """One target in words."""
    return TargetShown(
        standing,
        tuple(
            PromiseShown(line, promised_words(line.promise), figure_words(line), gauge_of(line))
            for line in standing.lines
        ),
    )


def plan_shown(form: PlanForm, at: datetime) -> PlanShown:
    """The whole plan as of an instant."""
    targets = tuple(target_shown(one) for one in standings(form, at))
    beside: dict[str, list[TargetShown]] = {}
    later: dict[str, list[tuple[str, str]]] = {}
    for one in targets:
        first, *rest = one.standing.target.sentences
        beside.setdefault(first, []).append(one)
        for sentence in rest:
            later.setdefault(sentence, []).append((one.standing.target.id, first))
    chapters = {part.id: part.name for part in form.part}
    objectives = []
    for objective in form.objective:
        sentences = tuple(
            SentenceShown(one, tuple(beside.get(one.id, ())), tuple(later.get(one.id, ())))
            for one in objective.sentence
        )
        objectives.append(ObjectiveShown(objective, chapters.pop(objective.part or "", None), sentences))
    found = Counter(one.standing.status for one in targets)
    return PlanShown(
        objectives=tuple(objectives),
        targets=targets,
        measured=tuple(one for one in targets if any(line.value is not None for line in one.standing.lines)),
        counts=tuple((status, ICONS[status], found[status]) for status in Status if found[status]),
    )
