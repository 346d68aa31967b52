"""Tables of a form: their rows cleaned, what is computed in them, their totals. Whole numbers only."""

from dataclasses import dataclass, field
from typing import Any

from kechuang.forms.fields import MOST_FEN, Column, Computed, Day, Money, Number, Table
from kechuang.forms.known import Known
from kechuang.forms.problems import Problem, WrongError
from kechuang.forms.values import cleaned
from kechuang.money.amounts import wan

Row = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """What became of a table."""

    rows: list[Row] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def checked(table: Table, given: Any, known: Known) -> Rows:
    """The table's rows. Rows in which nothing stands are left out, but for fixed ones."""
    typed = [row if isinstance(row, dict) else {} for row in given] if isinstance(given, list) else []
    result = Rows()
    if table.row:
        typed = arranged(table, typed)
    for place, row in enumerate(typed):
        if table.row or not empty(table, row):
            result.rows.append(one_row(table, place, row, known, result.problems))
    count = len(result.rows)
    if not table.row and count < least(table):
        result.problems.append(Problem(table.id, "too_few_rows", table.label, {"least": least(table)}))
    if not table.row and count > table.most:
        result.problems.append(Problem(table.id, "too_many_rows", table.label, {"most": table.most, "count": count}))
    result.totals = {column.id: total(result.rows, column) for column in table.column if summed(column)}
    return result


def least(table: Table) -> int:
    """How many rows there must be."""
    return max(table.least, int(table.required))


def arranged(table: Table, typed: list[Row]) -> list[Row]:
    """The fixed rows in their order, whatever order they came in."""
    by_id = {row.get("row"): row for row in typed if isinstance(row.get("row"), str)}
    return [{**by_id.get(fixed.id, {}), "row": fixed.id} for fixed in table.row]


def empty(table: Table, row: Row) -> bool:
    """Whether nothing was typed into it."""
    return all(row.get(column.id) in (None, "", [], {}) for column in table.column if not isinstance(column, Computed))


def one_row(table: Table, place: int, row: Row, known: Known, problems: list[Problem]) -> Row:
    """One row: cleaned cells, then computed ones."""
    kept: Row = {"row": row["row"]} if table.row else {}
    for column in table.column:
        if isinstance(column, Computed):
            continue
        where = f"{table.id}.{place}.{column.id}"
        try:
            kept[column.id] = cleaned(column, row.get(column.id), known)
        except WrongError as wrong:
            kept[column.id] = None
            problems.append(Problem(where, wrong.code, column.label, wrong.values))
            continue
        if kept[column.id] is None and column.required:
            problems.append(Problem(where, "missing", column.label))
        if isinstance(column, Day) and column.after and not later(kept, column):
            other = table.one(column.after).label
            problems.append(Problem(where, "not_after", column.label, {"other": other}))
    for column in table.column:
        if isinstance(column, Computed):
            kept[column.id] = value = computed(table, column, kept)
            if value is not None and abs(value) > MOST_FEN:
                kept[column.id] = None
                most = wan(MOST_FEN) if of_money(table, column) else MOST_FEN
                problems.append(Problem(f"{table.id}.{place}.{column.id}", "too_large", column.label, {"most": most}))
    return kept


def later(row: Row, column: Day) -> bool:
    """Whether the day comes after the other, where both stand."""
    mine, other = row.get(column.id), row.get(column.after)
    return mine is None or other is None or mine > other


def computed(table: Table, column: Computed, row: Row) -> int | None:
    """The sum of what stands there, or the product where all stand."""
    values = [row.get(name) for name in column.of]
    there = [value for value in values if value is not None]
    if column.kind == "sum":
        return sum(there) if there else None
    if len(there) < len(values):
        return None
    product, scale = 1, 1
    for name, value in zip(column.of, there, strict=True):
        factor = table.one(name)
        product *= value
        scale *= 10**factor.places if isinstance(factor, Number) and of_money(table, column) else 1
    return (2 * product + scale) // (2 * scale)


def of_money(table: Table, column: Column) -> bool:
    """Whether what stands in the column are fen."""
    if isinstance(column, Computed):
        return any(isinstance(table.one(name), Money) for name in column.of)
    return isinstance(column, Money)


def places(table: Table, column: Column) -> int:
    """How many decimals what stands in the column has; fen have none of their own."""
    if isinstance(column, Computed):
        if of_money(table, column):
            return 0
        found = [places(table, table.one(name)) for name in column.of]
        return sum(found) if column.kind == "product" else max(found)
    return column.places if isinstance(column, Number) else 0


def summed(column: Column) -> bool:
    """Whether the table shows a total of it."""
    return isinstance(column, Number | Money | Computed) and column.total


def total(rows: list[Row], column: Column) -> int:
    """The total of a column."""
    return sum(row[column.id] for row in rows if row.get(column.id) is not None)
