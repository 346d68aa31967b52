"""Figures in words and as gauges."""

from fractions import Fraction

from django.utils.translation import gettext as _

from kechuang.measures.registry import Unit, Value
from kechuang.money.amounts import wan
from kechuang.money.shares import percent
from kechuang.plan.definition import Promise
from kechuang.plan.standing import Line
from kechuang.ui.gauge import Gauge, gauge
from kechuang.ui.templatetags.ui import labelled


def share_words(share: Fraction | None) -> str:
    """A share with its sign; a dash where there is none."""
    return "–" if share is None else f"{percent(share)} %"


def promised_words(promise: Promise) -> str:
    """The number that is promised, with its unit; empty where the source gives none."""
    if promise.promised is None:
        return ""
    if promise.is_share:
        return f"≥ {share_words(promise.promised)}"
    unit = labelled(promise.unit)
    return f"{promise.promised.numerator:,} {unit}".strip()


def figure_words(line: Line) -> str:
    """The figure, with its unit; empty where nothing measures it."""
    if line.value is None or line.measure is None:
        return ""
    return value_words(line.measure.unit, line.value, labelled(line.promise.unit))


def value_words(unit: Unit, value: Value, name: str = "") -> str:
    """A figure by its unit."""
    if unit is Unit.SHARE:
        return share_words(value.figure)
    if unit is Unit.MONEY:
        return wan(value.number)
    return f"{value.number:,} {name}".strip()


def gauge_of(line: Line) -> Gauge | None:
    """The picture of a promise that has a number and a figure."""
    promised, value = line.promise.promised, line.value
    if promised is None or value is None or line.measure is None:
        return None
    words = _("%(figure)s of %(promised)s") % {"figure": figure_words(line), "promised": promised_words(line.promise)}
    if line.measure.unit is Unit.SHARE:
        whole = value.whole or 0
        mark = whole * promised.numerator // promised.denominator
        return gauge(
            value.number, whole, other=value.elsewhere, marks=(mark,), reached=value.reaches(promised), words=words
        )
    steps = line.promise.quarters or (promised.numerator,)
    marks = tuple(step for step in steps if 0 < step < promised.numerator)
    return gauge(value.number, promised.numerator, marks=marks, reached=value.reaches(promised), words=words)
