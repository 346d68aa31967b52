"""Searching a list for words at a cost that does not grow with the house.

No index of every engine finds two characters in the middle of a title. So a whole name is looked up by its index, among
every row; anything else is looked for in the latest rows of what the filters leave, and the page says so.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kechuang.ui.table import Table

SEARCHED = 5_000
"""So many of the latest rows are looked through."""


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that hold the words, and among how many of the latest they were looked for: 0 for every row."""

    rows: QuerySet[Any]
    within: int


def searched(table: Table[Any], rows: QuerySet[Any], words: str) -> Found:
    """The rows that hold every one of the words. At most two statements of its own."""
    if table.exact:
        named = Q()
        for name in table.exact:
            named |= Q(**{f"{name}__in": list(dict.fromkeys((words, words.upper())))})
        hits = rows.filter(named)
        if hits.order_by().exists():
            return Found(hits, within=0)
    latest = rows.order_by("-pk").values("pk")
    if not latest[SEARCHED : SEARCHED + 1]:
        return Found(table.found(rows, words), within=0)
    return Found(table.found(rows.filter(pk__in=latest[:SEARCHED]), words), within=SEARCHED)
