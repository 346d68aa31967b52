"""A list as a file: an Excel workbook, or comma-separated text, with the columns of the page and every row."""

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from kechuang.money.amounts import FEN_PER_WAN, wan
from kechuang.ui.cells import shown
from kechuang.ui.table import Column, Kind, Value
from kechuang.ui.templatetags.ui import named
from kechuang.ui.visit import visit

if TYPE_CHECKING:
    from kechuang.ui.listing import Listing

MOST_ROWS = 50_000
"""Of a workbook: what is made within ten seconds. Text has no limit, since it is sent as it is read."""
CHUNK = 2_000
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
WIDTHS = {Kind.TEXT: 20, Kind.CODE: 22, Kind.NUMBER: 12, Kind.MONEY: 16, Kind.DATE: 12, Kind.MOMENT: 18}
WIDE = 48
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula."""
FORMATS = {Kind.NUMBER: "#,##0", Kind.MONEY: "#,##0.00####", Kind.DATE: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}


def fits(rows: QuerySet[Any]) -> bool:
    """Whether a workbook can hold the rows. One statement."""
    return rows.order_by()[: MOST_ROWS + 1].count() <= MOST_ROWS


def shaped(listing: "Listing[Any]", rows: QuerySet[Any]) -> Iterator[Any]:
    """The rows, read and shaped in chunks, so that memory stays small."""
    read = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(read, CHUNK)):
        yield from listing.table.shape(chunk, listing.request)


def file_name(listing: "Listing[Any]", ending: str) -> str:
    """What the file is called: the list and the time."""
    return f"{listing.table.title}-{visit(listing.request).now:%Y%m%d-%H%M}.{ending}"


def workbook(listing: "Listing[Any]", rows: QuerySet[Any]) -> FileResponse:
    """A workbook with the rows on its first sheet and what they are on its second. Written row by row to a file."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    title = str(listing.table.title)
    sheet = book.add_worksheet("".join(letter for letter in title if letter not in "[]:*?/\\")[:LONGEST_SHEET_NAME])
    columns = listing.columns
    formats = {kind: book.add_format({"num_format": text, "valign": "top"}) for kind, text in FORMATS.items()}
    plain = book.add_format({"valign": "top", "text_wrap": True})
    head = book.add_format({"bold": True, "bg_color": "#E8F0FA", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, WIDE if column.wide else WIDTHS[column.kind])
        sheet.write_string(0, place, str(column.label), head)
    sheet.freeze_panes(1, 1)
    last = 0
    for last, row in enumerate(shaped(listing, rows), 1):
        for place, column in enumerate(columns):
            write(sheet, last, place, column.value(row), formats.get(column.kind, plain), column.kind)
    sheet.autofilter(0, 0, last, max(0, len(columns) - 1))
    about(book.add_worksheet(_("About this list")), listing, last)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=file_name(listing, "xlsx"), content_type=EXCEL)


def write(sheet: Worksheet, row: int, place: int, value: Value, look: Any, kind: Kind) -> None:
    """Write one value: numbers and dates as such, text as text and never as a formula."""
    if value is None:
        return
    if kind is Kind.MONEY and isinstance(value, int):
        sheet.write_number(row, place, value / FEN_PER_WAN, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value, look)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, timezone.localtime(value).replace(tzinfo=None), look)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001  a day
    else:
        sheet.write_string(row, place, str(value)[:LONGEST_CELL], look)


def about(sheet: Worksheet, listing: "Listing[Any]", count: int) -> None:
    """Say what list this is: filters, time, who took it, and whether it is a demonstration."""
    came = visit(listing.request)
    facts: list[tuple[str, str]] = [(_("List"), str(listing.table.title)), (_("Rows"), f"{count:,}")]
    facts += [(_("Search"), listing.words)] if listing.words else []
    for one in listing.table.filters:
        words = dict(listing.options[one.code]).get(listing.chosen.get(one.code, ""))
        facts += [(str(one.label), str(words))] if words else []
    facts.append((_("Taken at"), f"{came.now:%Y-%m-%d %H:%M}"))
    facts += [(_("Taken by"), named(came.account.person))] if came.account else []
    if came.house and came.house.demonstration:
        facts.append((_("Demonstration data"), _("Every body and person here is invented.")))
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 60)
    for row, (name, fact) in enumerate(facts):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, fact)


def plain_text(value: Value, kind: Kind) -> str:
    """A value as text in a file of commas; text that a spreadsheet would take for a formula is quoted."""
    if kind is Kind.MONEY and isinstance(value, int):
        return wan(value).replace(",", "")
    if isinstance(value, int | float):
        return str(value)
    text = shown(value, kind)
    return f"'{text}" if text.startswith(FORMULA_BEGINS) else text


class Echo:
    """A file that gives back each line instead of keeping it."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def comma_separated(listing: "Listing[Any]", rows: QuerySet[Any]) -> StreamingHttpResponse:
    """Text with a byte order mark, so that Excel reads its Chinese; sent while it is read."""
    columns: Sequence[Column[Any]] = listing.columns
    write_row: Callable[[Sequence[str]], str] = csv.writer(Echo()).writerow
    head = "\ufeff" + write_row([str(column.label) for column in columns])
    lines = (
        write_row([plain_text(column.value(row), column.kind) for column in columns]) for row in shaped(listing, rows)
    )
    response = StreamingHttpResponse(chain([head], lines), content_type="text/csv; charset=utf-8")
    name = file_name(listing, "csv")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
