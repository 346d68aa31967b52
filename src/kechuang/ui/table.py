"""Lists, declared as data and shown alike everywhere: the one list component of the house.

A room says what its rows are, which columns they have and how they can be narrowed; the rest is the same for every
list: search, filters as chips and selects, sort, pages, a column chooser, saved views, export of all that fits to Excel
and CSV, a batch bar, cards on a phone, an empty state, and statements that do not grow with the list.

    CALLS_LIST = Table[Call](
        code="calls",
        title=_("Calls"),
        rows=lambda request: calls_for(visit(request).appointment),  # already what this reader may see
        columns=(
            Column("title", _("Title"), lambda call: call.title, order=("title",), wide=True,
                   cell=lambda call: link(reverse("desk:call", args=[call.public_id]), call.title)),
            Column("budget", _("Budget (10,000 yuan)"), lambda call: call.budget, kind=Kind.MONEY, card=True),
        ),
        filters=(Filter("state", _("State"), states_for, narrow_by_state, chips=True),),
        search=("title",),
        order=("-opens_at",),
        empty=Empty(_("There is no call yet."), _("An officer of a division drafts one.")),
        batch=(Batch("remind", _("Remind"), "desk:cases-remind"),),
    )

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])  # POST: export of the selected rows
    def index(request: HttpRequest) -> HttpResponseBase:
        return respond(request, CALLS_LIST, "desk/calls.html", {"may_draft": ...})

and in the template, inside the content: `{% include "ui/listing.html" %}`.

`value` is the fact: it is exported, and shown by its kind. `cell` is only how the page shows it, where that is more
than text: a link, a badge (see `ui.cells`). Where a column needs what the row itself does not hold (the account of each
person, whose turn it is), `shape` turns one page of database rows into rows of another type with a bounded number of
statements; columns and `key` then take that type. Sort only by columns of the database that have an index. A batch
action is an address that takes POST; it asks `chosen(request, TABLE)` for the rows, which never holds a row that the
reader may not see.

A list costs, beside the shell: one statement for the count (to `COUNTED` at most), one for the page, one for the saved
views, and what its filters' options and its `shape` ask.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

Row = TypeVar("Row")
Words = str | Promise
"""Words in the reader's language, made when they are shown."""
Value = str | int | float | date | datetime | Promise | None
"""The fact in a cell. An amount of money is an int of fen, shown and exported in 万元."""
Rows = QuerySet[Any]


class Kind(StrEnum):
    """How a column's values are shown, aligned and exported."""

    TEXT = "text"
    CODE = "code"
    """Short text that is never broken: a number of a case, a credit code."""
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"


def everybody(_request: HttpRequest) -> bool:
    """No reader is excluded."""
    return True


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. `code` is stable: addresses, saved views and the choice of columns hold it."""

    code: str
    label: Words
    value: Callable[[Row], Value]
    cell: Callable[[Row], str] | None = None
    """How the page shows it, where that is more than the value; safe text, or text that will be escaped."""
    kind: Kind = Kind.TEXT
    order: tuple[str, ...] = ()
    """What the database sorts by, ascending; none where the column cannot be sorted."""
    card: bool = False
    """One of the fields that matter: shown on a phone. The first column always is."""
    shown: bool = True
    """Whether it is shown before the reader chooses."""
    wide: bool = False
    """Takes the room that the others leave, on the page and in Excel."""
    seen: Callable[[HttpRequest], bool] = everybody
    """Who may see it at all, on the page and in an export."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list. A value that is not among the options is ignored."""

    code: str
    label: Words
    options: Callable[[HttpRequest], Sequence[tuple[str, Words]]]
    """Codes and words, at most one statement; where there are none the filter is not shown."""
    narrow: Callable[[Rows, str, HttpRequest], Rows]
    chips: bool = False
    """Chips above the list, for the few values that matter most; else a select beside the search."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What can be done with the selected rows: the name of an address that takes POST, without arguments."""

    code: str
    label: Words
    address: str
    seen: Callable[[HttpRequest], bool] = everybody


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: what will stand here, and how to make it appear."""

    title: Words
    remedy: Words


def public_id_of(row: Any) -> str:
    """The opaque name of a row."""
    return str(row.public_id)


def as_they_are(rows: Sequence[Any], _request: HttpRequest) -> Sequence[Any]:
    """The database's own rows."""
    return rows


@dataclass(frozen=True, kw_only=True)
class Table(Generic[Row]):
    """A list: see the module's words. Raises ValueError where a code stands twice."""

    code: str
    title: Words
    rows: Callable[[HttpRequest], Rows]
    columns: tuple[Column[Row], ...]
    empty: Empty
    order: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    search: tuple[str, ...] | Callable[[Rows, str], Rows] = ()
    """Fields of the database that are searched for the words, or a function that narrows by them."""
    exact: tuple[str, ...] = ()
    """Fields with an index that hold a whole name or number: it is found among every row."""
    search_label: Words = ""
    """What the search looks in: “name, code”."""
    batch: tuple[Batch, ...] = ()
    selectable: bool = False
    """Whether rows can be selected although nothing but an export can be done with them."""
    shape: Callable[[Sequence[Any], HttpRequest], Sequence[Row]] = as_they_are
    key: Callable[[Row], str] = public_id_of
    """The name of a row in a selection; `key_field` is the database's column for it."""
    key_field: str = "public_id"
    size: int = 25
    by_key: Callable[[Sequence[Any]], Rows] | None = None
    """The rows with these keys, which the reader was found to see. Given where rows join many tables: then the keys
    that fit are found first, in their order and from an index alone, and only a page's rows are read."""
    by_code: dict[str, Column[Row]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse codes that stand twice or would be taken for something else in an address."""
        taken = [*RESERVED, *(one.code for one in self.filters)]
        if len(set(taken)) != len(taken):
            raise ValueError(f"{self.code}: a filter's code stands twice or is reserved: {sorted(taken)}")
        object.__setattr__(self, "by_code", {column.code: column for column in self.columns})
        if len(self.by_code) != len(self.columns):
            raise ValueError(f"{self.code}: a column's code stands twice")

    def found(self, rows: Rows, words: str) -> Rows:
        """The rows that hold every one of the words."""
        if callable(self.search):
            return self.search(rows, words)
        for word in words.split():
            anywhere = Q()
            for name in self.search:
                anywhere |= Q(**{f"{name}__icontains": word})
            rows = rows.filter(anywhere)
        return rows


RESERVED = ("q", "sort", "size", "page", "columns", "all", "export", "chosen", "whole", "query")
"""What an address of a list uses for itself."""
