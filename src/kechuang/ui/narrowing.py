"""Narrowing a list by what points to its rows, at a cost that does not grow with the house."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

SPARSE = 1_000


def pointed_at(rows: QuerySet[Any], related: QuerySet[Any], link: str) -> QuerySet[Any]:
    """The rows that some row of `related` points to by its column `link`, which has an index. One statement.

    Few of them are looked up by key. Of many, a page's worth is met soon by walking the list in its order and asking of
    each row whether it is pointed at; gathering all their keys first would cost more with every row of the house.
    """
    related = related.order_by()
    if related[: SPARSE + 1].count() <= SPARSE:
        return rows.filter(pk__in=related.values(link))
    return rows.filter(Exists(related.filter(**{link: OuterRef("pk")})))
