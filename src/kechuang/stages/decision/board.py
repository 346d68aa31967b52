"""The decision screen: the lines in order of rank, the money gone so far, where it ends, the two gauges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kechuang.cases.models import Case, Outcome
from kechuang.decide import portfolio
from kechuang.money.amounts import wan
from kechuang.money.shares import percent
from kechuang.stages.decision.effects_round import rule_of, scores_of
from kechuang.stages.decision.models import DecisionRound, DecisionStay, Ground, Line
from kechuang.stages.decision.money import Figures, figures_of
from kechuang.stages.decision.rules import OUT, REASONS
from kechuang.ui.gauge import Gauge, gauge

HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the screen shows it."""

    line: Line
    case: Case
    cumulative: int
    """The money gone down to here, in fen."""
    spread: int | None
    """Between the highest and the lowest valid opinion, in hundredths of a point."""

    @property
    def score(self) -> str:
        """The score in points; a dash where there is none."""
        return points(self.line.score)

    @property
    def apart(self) -> str:
        """How far the opinions lie apart, in points; empty where nobody says."""
        return "" if self.spread is None else points(self.spread)

    @property
    def out(self) -> bool:
        """Whether it is not in the running at all."""
        return self.line.rule in OUT

    @property
    def why(self) -> str:
        """By which rule or ground it stands so."""
        if self.line.ground:
            return str(Ground(self.line.ground).label)
        return str(REASONS.get(self.line.rule, ""))


@dataclass(frozen=True, slots=True)
class End:
    """The line under the last that the rule funds: after which rank, why just there, and who would be next."""

    after: int
    rule: str
    asked: int
    """What the next asks that is not funded, in fen; 0 where there is none."""

    @property
    def money(self) -> bool:
        """Whether it is the money that ends here, and not the share or the scores."""
        return self.rule == portfolio.BUDGET

    @property
    def share(self) -> bool:
        """Whether the share of cooperation projects draws the line."""
        return self.rule == portfolio.SHARE


@dataclass(frozen=True, slots=True)
class Board:
    """The whole screen."""

    rows: tuple[Row, ...]
    end: End | None
    figures: Figures
    money: Gauge
    share: Gauge
    departures: int
    cuts: int
    computed: bool

    @property
    def proposed(self) -> bool:
        """Whether the rule funds anybody."""
        return any(row.line.proposed for row in self.rows)

    @property
    def reached(self) -> str:
        """The share of cooperation projects, cut off; a dash where nothing is funded."""
        return "–" if self.figures.reached is None else percent(self.figures.reached)

    @property
    def floor(self) -> str:
        """The least share."""
        return percent(self.figures.share)


def points(score: int | None) -> str:
    """A score in hundredths as people read it."""
    return "–" if score is None else f"{score // HUNDREDTHS}.{score % HUNDREDTHS:02d}"


def lines_of(found: DecisionRound) -> list[Line]:
    """The lines with their cases, in order of rank. One statement."""
    return list(found.lines.select_related("stay__case__lead", "stay__case__principal"))


def waiting_lines(found: DecisionRound) -> list[Line]:
    """What would stand on the list, by score, before anything is computed. Two statements."""
    stays = list(found.stays.filter(state="waiting").select_related("case__lead", "case__principal"))
    scores = scores_of([stay.case for stay in stays])

    def place(stay: DecisionStay) -> tuple[int, str]:
        """The best first."""
        return -(scores.get(stay.case.pk) or -1), stay.case.public_id

    return [
        Line(
            round=found,
            stay=stay,
            rank=rank,
            score=scores.get(stay.case.pk),
            asked=stay.case.amount_asked or 0,
            iur=stay.case.iur,
            proposed=False,
            funded=False,
        )
        for rank, stay in enumerate(sorted(stays, key=place), 1)
    ]


def rows_of(lines: Sequence[Line], spreads: Mapping[int, int]) -> tuple[Row, ...]:
    """The rows with the money gone so far."""
    gone, rows = 0, []
    for line in lines:
        gone += line.amount or 0
        rows.append(Row(line, line.stay.case, gone, spreads.get(line.stay.case_id)))
    return tuple(rows)


def end_of(lines: Sequence[Line]) -> End | None:
    """Where the rule ends the list; None where it funds everybody."""
    last = max((line.rank for line in lines if line.proposed), default=0)
    below = [line for line in lines if line.rank > last]
    if not below:
        return None
    rule = next((line.rule for line in below if line.rule != portfolio.PASSED), portfolio.PASSED)
    asked = next((line.asked for line in below if not line.funded and line.rule not in OUT), 0)
    return End(last, rule, asked)


def spreads_of(lines: Sequence[Line]) -> dict[int, int]:
    """How far the opinions on each case lie apart, by the case's key. One statement."""
    cases = [line.stay.case_id for line in lines]
    outcomes = Outcome.objects.filter(case__in=cases, result=Outcome.Result.PASSED).order_by("id")
    return {key: data["spread"] for key, data in outcomes.values_list("case", "data") if "spread" in data}


def stamp_of(found: DecisionRound) -> str:
    """What tells an open screen that something changed: the list's revision, and how many stand on it.

    A withdrawal changes the second and not the first. One statement.
    """
    held = found.lines.count() if found.state != "gathering" else found.stays.filter(state="waiting").count()
    return f"{found.revision}-{held}"


def board_of(found: DecisionRound) -> Board:
    """The screen of a round. At most four statements beside the round's own."""
    computed = found.state != "gathering"
    lines = lines_of(found) if computed else waiting_lines(found)
    if not computed:
        found.share = rule_of(found).share_floor
    figures = figures_of(found, lines)
    floor = figures.whole * figures.share.numerator // figures.share.denominator
    return Board(
        rows=rows_of(lines, spreads_of(lines)),
        end=end_of(lines) if computed else None,
        figures=figures,
        money=gauge(
            figures.total,
            max(figures.budget, figures.total),
            marks=(figures.budget,) if not figures.within else (),
            words=_("%(part)s of %(whole)s (10,000 yuan)") % {"part": wan(figures.total), "whole": wan(figures.budget)},
        ),
        share=gauge(
            figures.cooperation_whole,
            figures.whole,
            marks=(floor,),
            reached=figures.holds and bool(figures.whole),
            words=_("cooperation projects: %(share)s %%, at least %(floor)s %%")
            % {"share": percent(figures.reached or figures.share * 0), "floor": percent(figures.share)},
        ),
        departures=sum(line.departs for line in lines),
        cuts=sum(line.cut > 0 for line in lines),
        computed=computed,
    )


def still_coming(found: DecisionRound) -> int:
    """How many cases of the call stand in a stage before the decision. One statement."""
    version = found.call.version
    stages = version.scheme.stage if version else ()
    ids = [part.id for part in stages]
    earlier = ids[: ids.index(found.stage)] if found.stage in ids else []
    return Case.objects.filter(call=found.call, state="running", stage__in=earlier).exclude(number=None).count()


def opinion_of(case: Case) -> dict[str, str]:
    """What the review left of a case: valid and counted opinions, and their spread. One statement."""
    outcomes = case.outcomes.filter(result=Outcome.Result.PASSED).order_by("-id")
    data: dict[str, int] = next((dict(one.data) for one in outcomes if "score" in one.data), {})
    return {
        "score": points(data.get("score")),
        "valid": str(data.get("valid", "–")),
        "counted": str(data.get("counted", "–")),
        "spread": points(data.get("spread")),
    }
