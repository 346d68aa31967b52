"""What is wrong with a form that no single part of its file shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kechuang.forms.bindings import BINDINGS
from kechuang.forms.fields import (
    TICKED,
    AnyField,
    Choice,
    Computed,
    Day,
    Declaration,
    FromList,
    Money,
    Number,
    Table,
    Text,
    When,
)
from kechuang.forms.parts import Fault

if TYPE_CHECKING:
    from kechuang.forms.definition import Form


def faults_of(form: Form) -> list[Fault]:
    """Every fault, with its place by id."""
    seen: dict[str, AnyField] = {}
    faults: list[Fault] = []
    for name in twice([section.id for section in form.section]):
        faults.append(Fault(f"section {name}", "stands_twice", name))
    for section in form.section:
        if section.when:
            faults += of_condition(f"section {section.id}", section.when, seen)
        for field in section.field:
            where = f"{section.id}.{field.id}"
            faults += [Fault(where, "stands_twice", field.id)] if field.id in seen else []
            faults += [*of_field(where, field, seen), *of_binding(where, field)]
            seen[field.id] = field
    bound = [field.bind for field in form.fields.values() if field.bind]
    faults += [Fault(f"bind {name}", "stands_twice", name) for name in twice(bound)]
    faults += [fault for check in form.check for ref in (check.left, check.right) for fault in of_reference(form, ref)]
    return faults


def twice(names: Sequence[str]) -> list[str]:
    """The names that stand more than once."""
    return sorted({name for name in names if names.count(name) > 1})


def of_condition(where: str, when: When, seen: Mapping[str, AnyField]) -> Iterator[Fault]:
    """A condition looks back at a choice or a declaration, and at codes that it has."""
    decided = seen.get(when.field)
    if isinstance(decided, Choice | FromList):
        known = {one.code for one in decided.option}
        yield from (Fault(f"{where}.when", "unknown_code", one) for one in when.among if one not in known)
    elif isinstance(decided, Declaration):
        yield from (Fault(f"{where}.when", "unknown_code", one) for one in when.among if one != TICKED)
    else:
        yield Fault(f"{where}.when", "no_such_choice_before", when.field)


def of_field(where: str, field: AnyField, seen: Mapping[str, AnyField]) -> Iterator[Fault]:
    """One field by itself and against those before it."""
    if field.when:
        yield from of_condition(where, field.when, seen)
    if isinstance(field, FromList) and not field.option:
        yield Fault(where, "unknown_list", field.list)
    if isinstance(field, Choice | FromList):
        yield from (Fault(where, "stands_twice", code) for code in twice([one.code for one in field.option]))
    if isinstance(field, Day) and field.after and not isinstance(seen.get(field.after), Day):
        yield Fault(where, "no_such_date_before", field.after)
    if isinstance(field, Number | Money | Text) and field.minimum > field.maximum:
        yield Fault(where, "minimum_above_maximum", str(field.minimum))
    if isinstance(field, Table):
        yield from of_table(where, field)


def of_table(where: str, table: Table) -> Iterator[Fault]:
    """A table's columns and rows."""
    ids = [column.id for column in table.column]
    yield from (Fault(where, "stands_twice", name) for name in twice(ids))
    yield from (Fault(where, "stands_twice", name) for name in twice([row.id for row in table.row]))
    if "row" in ids:
        yield Fault(f"{where}.row", "reserved", "row")
    if table.least > table.most:
        yield Fault(where, "minimum_above_maximum", str(table.least))
    typed = {column.id: column for column in table.column if not isinstance(column, Computed)}
    for column in table.column:
        place = f"{where}.{column.id}"
        if isinstance(column, Computed):
            yield from of_computed(place, column, typed)
            continue
        if column.when:
            yield Fault(f"{place}.when", "not_in_a_column", column.when.field)
        if isinstance(column, Choice | FromList) and column.many:
            yield Fault(f"{place}.many", "not_in_a_column", column.id)
        if isinstance(column, FromList) and not column.option:
            yield Fault(place, "unknown_list", column.list)
        if isinstance(column, Day) and column.after and not isinstance(typed.get(column.after), Day):
            yield Fault(place, "no_such_date_before", column.after)


def of_computed(place: str, column: Computed, typed: Mapping[str, AnyField]) -> Iterator[Fault]:
    """A sum is of like things, a product of numbers and at most one amount."""
    parts = [typed.get(name) for name in column.of]
    yield from (
        Fault(place, "no_such_number", name)
        for name, part in zip(column.of, parts, strict=True)
        if not isinstance(part, Number | Money)
    )
    amounts = sum(isinstance(part, Money) for part in parts)
    if column.kind == "product" and amounts > 1:
        yield Fault(place, "money_times_money", column.id)
    if column.kind == "sum" and 0 < amounts < len(parts):
        yield Fault(place, "money_plus_number", column.id)
    if column.kind == "sum" and len({part.places for part in parts if isinstance(part, Number)}) > 1:
        yield Fault(place, "unlike_places", column.id)


def of_binding(where: str, field: AnyField) -> Iterator[Fault]:
    """What it is bound to exists, and can be kept there."""
    if not field.bind:
        return
    binding = BINDINGS.get(field.bind)
    if binding is None:
        yield Fault(f"{where}.bind", "unknown_binding", f"{field.bind}; known: {', '.join(sorted(BINDINGS))}")
        return
    if field.kind not in binding.kinds:
        yield Fault(f"{where}.bind", "not_of_this_kind", f"{field.bind} is {' or '.join(sorted(binding.kinds))}")
        return
    if isinstance(field, Table):
        given = {bound_name(column): column.kind for column in field.column}
        for name, fitting in binding.columns.items():
            if given.get(name) not in fitting:
                yield Fault(f"{where}.bind", "column_missing", f"{name} ({' or '.join(sorted(fitting))})")


def bound_name(column: AnyField | Computed) -> str:
    """The name under which a column of a bound table is kept."""
    return column.id if isinstance(column, Computed) else column.bind or column.id


def of_reference(form: Form, reference: str) -> Iterator[Fault]:
    """What a check points to is a number, an amount, or the total of such a column."""
    name, _dot, column = reference.partition(".")
    field = form.fields.get(name)
    if column and isinstance(field, Table):
        found = next((one for one in field.column if one.id == column), None)
        if isinstance(found, Number | Money | Computed) and found.total:
            return
    elif not column and isinstance(field, Number | Money):
        return
    yield Fault("check", "no_such_number", reference)
