"""A list as one reader asks for it: what the address says, the rows of the page, and the links that change it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Generic
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseNotAllowed, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kechuang.ui import export
from kechuang.ui.cells import shown
from kechuang.ui.models import SavedView
from kechuang.ui.ordering import Order, ordered
from kechuang.ui.saved_views import views_of
from kechuang.ui.searching import Found, searched
from kechuang.ui.table import Column, Filter, Kind, Row, Table, Words
from kechuang.ui.templatetags.ui import icon
from kechuang.ui.visit import visit

COUNTED = 3_000
"""Rows are counted and paged up to this many: beyond, the reader narrows the list or exports it whole."""
SIZES = (25, 50, 100)


class Listing(Generic[Row]):
    """One table for one request. Each answer costs at most one statement, and only when asked."""

    def __init__(self, table: Table[Row], request: HttpRequest, asked: QueryDict | None = None) -> None:
        self.table = table
        self.request = request
        self.asked = request.GET if asked is None else asked
        self.words = " ".join(self.asked.get("q", "").split())[:100]
        sort = self.asked.get("sort", "")
        column = table.by_code.get(sort.removeprefix("-"))
        self.sort = sort if column in self.columns_seen and column.order else ""
        size = self.asked.get("size", "")
        self.size = int(size) if size in {str(one) for one in SIZES} else table.size

    @cached_property
    def columns_seen(self) -> list[Column[Row]]:
        """The columns that this reader may see."""
        return [column for column in self.table.columns if column.seen(self.request)]

    @cached_property
    def views(self) -> list[SavedView]:
        """What the reader kept of this list."""
        account = visit(self.request).account
        return views_of(account, self.table.code) if account else []

    @cached_property
    def columns(self) -> list[Column[Row]]:
        """The columns shown: those the address names, else those the reader chose last, else the list's own."""
        chosen = self.asked.get("columns") or next(
            (QueryDict(one.query).get("columns") for one in self.views if not one.name), None
        )
        wanted = set((chosen or "").split(".")) & {column.code for column in self.columns_seen}
        return [column for column in self.columns_seen if (column.code in wanted if wanted else column.shown)]

    @cached_property
    def options(self) -> dict[str, Sequence[tuple[str, Words]]]:
        """What each filter offers this reader."""
        return {one.code: one.options(self.request) for one in self.table.filters}

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters that narrow the list now."""
        values = {code: self.asked.get(code, "") for code in self.options}
        return {
            code: value for code, value in values.items() if value and value in {one[0] for one in self.options[code]}
        }

    @cached_property
    def found(self) -> Found:
        """Everything that fits, and among how many of the latest rows the words were looked for."""
        rows = self.table.rows(self.request)
        for one in self.table.filters:
            if one.code in self.chosen:
                rows = one.narrow(rows, self.chosen[one.code], self.request)
        return searched(self.table, rows, self.words) if self.words else Found(rows, within=0)

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """Everything that fits, sorted."""
        return self.found.rows.order_by(*self.order)

    @property
    def order(self) -> Order:
        """What the database sorts by."""
        names = self.table.by_code[self.sort.removeprefix("-")].order if self.sort else self.table.order
        return ordered(self.found.rows.model, names, backwards=self.sort.startswith("-"))

    @cached_property
    def keys(self) -> list[Any] | None:
        """The keys of what fits in its order, one beyond `COUNTED` at most, where they are found before the rows.

        Looking for words is what costs, so it is done once.
        """
        if not self.words and self.table.by_key is None:
            return None
        return list(self.rows.values_list("pk", flat=True)[: COUNTED + 1])

    @cached_property
    def counted(self) -> int:
        """How many fit, counted no further than one beyond `COUNTED`."""
        return self.rows.order_by()[: COUNTED + 1].count() if self.keys is None else len(self.keys)

    @property
    def more(self) -> bool:
        """Whether there are more than are counted."""
        return self.counted > COUNTED

    @property
    def count(self) -> int:
        """How many fit, at most `COUNTED`."""
        return min(self.counted, COUNTED)

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.count // self.size))

    @cached_property
    def page(self) -> int:
        """The number of this page, from one; what is no number is the first, what is too far the last."""
        asked = self.asked.get("page", "")
        return min(max(1, int(asked)), self.pages) if asked.isascii() and asked.isdecimal() else 1

    @cached_property
    def shown(self) -> Sequence[Row]:
        """The rows of this page."""
        start = (self.page - 1) * self.size
        place = slice(start, min(start + self.size, COUNTED))
        if self.keys is None:
            return self.table.shape(list(self.rows[place]), self.request)
        keys, read = self.keys[place], self.table.by_key
        rows = read(keys) if read else self.table.rows(self.request).filter(pk__in=keys)
        held = {row.pk: row for row in rows.order_by()}
        return self.table.shape([held[key] for key in keys if key in held], self.request)

    @cached_property
    def kept(self) -> dict[str, str]:
        """What an address must hold to show this list again, without the page."""
        said = {"q": self.words, **self.chosen, "sort": self.sort, "columns": self.asked.get("columns", "")}
        said["size"] = str(self.size) if self.size != self.table.size else ""
        return {name: value for name, value in said.items() if value}

    def address(self, **changes: str) -> str:
        """The address of this list with something changed; an empty value takes it away."""
        said = {name: value for name, value in (self.kept | changes).items() if value}
        return "?" + urlencode(said or {"all": "1"})

    @property
    def query(self) -> str:
        """The list as a saved view or a batch keeps it."""
        return urlencode(self.kept)

    # What the template asks for.

    @property
    def partly(self) -> str:
        """How many of the latest rows were looked through, where older ones were left out."""
        return f"{self.found.within:,}" if self.found.within else ""

    @property
    def narrowed(self) -> bool:
        """Whether words or filters hold rows back."""
        return bool(self.words or self.chosen)

    @property
    def chips(self) -> list[tuple[Filter, list[tuple[Words, str, bool]]]]:
        """The filters shown as chips: words, address and whether chosen, the first of each chooses everything."""
        found = []
        for one in self.table.filters:
            options = self.options[one.code]
            if one.chips and options:
                now = self.chosen.get(one.code, "")
                row: list[tuple[Words, str, bool]] = [(_("All"), self.address(**{one.code: ""}), not now)]
                row += [(words, self.address(**{one.code: code}), code == now) for code, words in options]
                found.append((one, row))
        return found

    @property
    def selects(self) -> list[tuple[Filter, list[tuple[str, Words, bool]]]]:
        """The filters shown as selects: code, words and whether chosen."""
        return [
            (one, [(code, words, code == self.chosen.get(one.code)) for code, words in self.options[one.code]])
            for one in self.table.filters
            if not one.chips and self.options[one.code]
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the filter form must carry along unseen."""
        seen = {"q", *(one.code for one, _options in self.selects)}
        return [(name, value) for name, value in self.kept.items() if name not in seen]

    @property
    def heads(self) -> SafeString:
        """The cells of the head, with links that sort."""
        cells = [self.head(column, first=not place) for place, column in enumerate(self.columns)]
        return mark_safe("".join(cells))  # noqa: S308  each part is escaped where it is made

    def head(self, column: Column[Row], *, first: bool) -> SafeString:
        """One cell of the head."""
        classes, label = class_of(column, first=first), column.label
        if not column.order:
            return format_html('<th scope="col" class="{}">{}</th>', classes, label)
        up, down = self.sort == column.code, self.sort == f"-{column.code}"
        address = self.address(sort=f"-{column.code}" if up else column.code)
        sorted_so = "ascending" if up else "descending" if down else "none"
        picture = icon("arrow-up" if up else "arrow-down") if up or down else icon("arrows-sort", "kc-faint")
        text = '<th scope="col" class="{}" aria-sort="{}"><a href="{}">{}{}</a></th>'
        return format_html(text, classes, sorted_so, address, label, picture)

    @property
    def body(self) -> SafeString:
        """The rows of the page. Made here and not in the template: a cell costs a tenth of the time."""
        opened = [opening(column, first=not place) for place, column in enumerate(self.columns)]
        rows = []
        for row in self.shown:
            cells = [
                f"{start}{conditional_escape(cell_of(column, row))}{end}"
                for column, (start, end) in zip(self.columns, opened, strict=True)
            ]
            rows.append(f"<tr>{self.pick(row)}{''.join(cells)}</tr>")
        return mark_safe("\n".join(rows))  # noqa: S308  each part is escaped where it is made

    def pick(self, row: Row) -> str:
        """The box that selects a row, where something can be done with a selection."""
        if not self.selectable:
            return ""
        first = self.columns_seen[0]
        name = _("Select: %(what)s") % {"what": shown(first.value(row), first.kind)}
        box = '<input class="form-check-input" type="checkbox" name="chosen" value="{}" aria-label="{}">'
        return format_html(f'<td class="kc-pick">{box}</td>', self.table.key(row), name)

    @property
    def searchable(self) -> bool:
        """Whether there is something to search."""
        return bool(self.table.search)

    @property
    def selectable(self) -> bool:
        """Whether the rows carry boxes."""
        return self.table.selectable or bool(self.batch)

    @cached_property
    def batch(self) -> list[Any]:
        """What this reader can do with selected rows."""
        return [one for one in self.table.batch if one.seen(self.request)]

    @property
    def choices(self) -> list[tuple[Column[Row], bool]]:
        """Every column that the reader may see, and whether it is shown."""
        return [(column, column in self.columns) for column in self.columns_seen]

    @property
    def saved(self) -> list[tuple[SavedView, bool]]:
        """The views that the reader named, and whether this is it."""
        return [(one, one.query == self.query) for one in self.views if one.name]

    @property
    def sizes(self) -> list[tuple[int, str, bool]]:
        """How many rows a page may have."""
        return [(one, self.address(size=str(one)), one == self.size) for one in SIZES]

    @property
    def before(self) -> str:
        """The address of the page before; empty on the first."""
        return self.address(page=str(self.page - 1)) if self.page > 1 else ""

    @property
    def after(self) -> str:
        """The address of the page after; empty on the last."""
        return self.address(page=str(self.page + 1)) if self.page < self.pages else ""

    @property
    def everything(self) -> str:
        """The address without words and filters."""
        return self.address(q="", **dict.fromkeys(self.chosen, ""))

    @property
    def as_excel(self) -> str:
        """The address of the whole list as a workbook."""
        return self.address(export="xlsx")

    @property
    def as_csv(self) -> str:
        """The address of the whole list as comma-separated text."""
        return self.address(export="csv")


def class_of(column: Column[Any], *, first: bool) -> str:
    """The classes of a column's cells."""
    classes = ["kc-number"] if column.kind in {Kind.NUMBER, Kind.MONEY} else []
    classes += ["kc-date"] if column.kind in {Kind.DATE, Kind.MOMENT} else []
    classes += ["kc-code"] if column.kind is Kind.CODE else []
    classes += ["kc-first"] if first else []
    classes += ["kc-wide"] if column.wide else []
    classes += [] if column.card or first else ["kc-aside"]
    return " ".join(classes)


def opening(column: Column[Any], *, first: bool) -> tuple[str, str]:
    """What stands before and after each cell of a column."""
    tag = "th" if first else "td"
    scope = mark_safe(' scope="row"') if first else ""
    start = format_html('<{}{} class="{}" data-label="{}">', tag, scope, class_of(column, first=first), column.label)
    return start, f"</{tag}>"


def cell_of(column: Column[Row], row: Row) -> str:
    """What the page shows of a row in a column."""
    return column.cell(row) if column.cell else shown(column.value(row), column.kind)


def respond(
    request: HttpRequest, table: Table[Any], template: str, context: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """The page of a list, or the export that was asked for: of all that fits (GET) or of the selected rows (POST)."""
    if request.method == "POST":
        if request.POST.get("export") != "xlsx":
            return HttpResponseNotAllowed(["GET", "HEAD"])
        listing = Listing(table, request, QueryDict(request.POST.get("query", "")))
        return export.workbook(listing, chosen(request, table).order_by(*listing.order))
    listing = Listing(table, request)
    wanted = request.GET.get("export")
    if wanted == "csv":
        return export.comma_separated(listing, listing.rows)
    if wanted == "xlsx":
        if not export.fits(listing.rows):
            said = _("An Excel file holds at most %(count)s rows here: narrow the list, or export it as CSV.")
            messages.error(request, said % {"count": f"{export.MOST_ROWS:,}"})
            return redirect(request.path + listing.address())
        return export.workbook(listing, listing.rows)
    return render(request, template, {"listing": listing, **(context or {})})


def chosen(request: HttpRequest, table: Table[Any]) -> QuerySet[Any]:
    """The rows selected in a posted batch: those ticked, or all that fit the list as it was shown.

    Only rows that the reader may see; what was ticked and is gone is left out.
    """
    if request.POST.get("whole"):
        return Listing(table, request, QueryDict(request.POST.get("query", ""))).rows
    keys = request.POST.getlist("chosen")[: max(SIZES)]
    rows = table.rows(request).filter(**{f"{table.key_field}__in": keys})
    return rows.order_by(*ordered(rows.model, table.order))
