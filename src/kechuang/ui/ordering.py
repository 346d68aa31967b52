"""The order of a list: the same on every engine, and one that an index can give."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Field, Model
from django.db.models.expressions import OrderBy

KEYS = frozenset({"pk", "id"})
Order = list[str | OrderBy]


def ordered(model: type[Model], names: Iterable[str], *, backwards: bool = False) -> Order:
    """What the database sorts by: what is absent comes last, in either direction, and the key decides last.

    SQLite takes what is absent for the least, PostgreSQL for the greatest. The key turns with the first column, so that
    one index is read forwards and backwards, and pages never share a row.
    """
    wanted = list(names)
    if not KEYS & {name.removeprefix("-") for name in wanted}:
        wanted.append("-pk" if wanted and wanted[0].startswith("-") else "pk")
    if backwards:
        wanted = [name[1:] if name.startswith("-") else f"-{name}" for name in wanted]
    return [term(name) if absent(model, name.removeprefix("-")) else name for name in wanted]


def term(name: str) -> OrderBy:
    """A column with what is absent last."""
    column = F(name.removeprefix("-"))
    return column.desc(nulls_last=True) if name.startswith("-") else column.asc(nulls_last=True)


def absent(model: type[Model], path: str) -> bool:
    """Whether a row can lack what a path leads to."""
    if path == "pk":
        return False
    at: Any = model
    for part in path.split("__"):
        try:
            one = at._meta.get_field(part)  # noqa: SLF001  Django's own interface to a model
        except FieldDoesNotExist:
            return True  # something computed
        if not isinstance(one, Field) or one.null:
            return True
        at = one.related_model
    return False
