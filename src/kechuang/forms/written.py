"""Answers in words: as they stand in a control, and as a reader sees them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kechuang.forms.fields import AnyField, Choice, Column, Computed, Declaration, FromList, Money, Number, Table
from kechuang.forms.problems import said
from kechuang.forms.rows import of_money, places
from kechuang.money.amounts import wan

YUAN = _("10,000 yuan")


def decimals(value: int, count: int) -> str:
    """A whole number of its last decimal place, as people write it."""
    if not count:
        return f"{value:,}"
    whole, part = divmod(abs(value), 10**count)
    rest = f"{part:0{count}d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole:,}{'.' if rest else ''}{rest}"


def typed_words(field: Number | Money, value: Any) -> str:
    """A number as it stands in its control: as it was typed, or as it would be."""
    if isinstance(value, int):
        return wan(value) if isinstance(field, Money) else decimals(value, field.places)
    return str(value or "")


def in_words(field: AnyField, value: Any) -> str:
    """One answer, typed or kept, as a reader sees it."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(field, Number | Money):
        return typed_words(field, value)
    if isinstance(field, Choice | FromList):
        names = {one.code: said(one.name) for one in field.option}
        chosen = value if isinstance(value, list) else [value]
        return "、".join(names.get(code, str(code)) for code in chosen)
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(value, list):
        return "、".join(str(one.get("name", "")) for one in value)
    return str(_("Declared") if isinstance(field, Declaration) else value)


def cell_in_words(table: Table, column: Column, value: Any) -> str:
    """One cell as a reader sees it."""
    if not isinstance(column, Computed):
        return in_words(column, value)
    return total_in_words(table, column, value) if isinstance(value, int) else ""


def total_in_words(table: Table, column: Column, value: int) -> str:
    """A number of a column, such as its total."""
    return wan(value) if of_money(table, column) else decimals(value, places(table, column))


def heading(table: Table, column: Column) -> str:
    """A column's head, with the unit (万元 for money)."""
    unit = str(YUAN) if of_money(table, column) else ""
    if isinstance(column, Number) and column.unit:
        unit = said(column.unit)
    return with_unit(said(column.label), unit)


def with_unit(what: str, unit: str) -> str:
    """Words with the unit that the numbers under them are in."""
    return str(_("%(what)s (%(unit)s)")) % {"what": what, "unit": unit} if unit else what
