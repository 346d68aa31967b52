"""The targets as a file: what is promised, what is reached, as of when and by whom."""

import csv
import io
from collections.abc import Iterator

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.plan.page import PlanShown, plan_shown
from kechuang.plan.views import found_plan, inside
from kechuang.ui.errors import forbidden
from kechuang.ui.export import EXCEL, FORMULA_BEGINS
from kechuang.ui.templatetags.ui import labelled, moment
from kechuang.ui.visit import visit

WIDTHS = (8, 40, 12, 32, 14, 14, 22, 18, 18, 12, 12, 40)


def head() -> list[str]:
    """The names of the columns."""
    return [
        _("Number"),
        _("Target"),
        _("Verb"),
        _("What is promised"),
        _("Promised"),
        _("Actual"),
        _("Where it stands"),
        _("As of"),
        _("Division"),
        _("Person"),
        _("Due"),
        _("Note"),
    ]


def lines(page: PlanShown, at: str) -> Iterator[list[str]]:
    """One row for each promise."""
    for shown in page.targets:
        target = shown.standing.target
        for one in shown.promises:
            yield [
                target.id,
                labelled(target.name),
                labelled(target.verb),
                labelled(one.line.promise.what),
                one.promised,
                one.figure,
                str(one.line.status.label),
                at if one.figure else "",
                labelled(target.division),
                labelled(target.person),
                target.due.isoformat(),
                labelled(target.note),
            ]


def plain(cell: str) -> str:
    """Text that a spreadsheet takes for text."""
    return f"'{cell}" if cell.startswith(FORMULA_BEGINS) else cell


@login_required
@require_safe
def targets(request: HttpRequest, year: int, ending: str) -> HttpResponse:
    """Every target of the plan, as Excel or as text with commas."""
    if not inside(request):
        return forbidden(request)
    if ending not in {"xlsx", "csv"}:
        raise Http404
    _plan, found = found_plan(request, year)
    now = visit(request).now
    rows = [head(), *lines(plan_shown(found.form, now), moment(now))]
    name = f"plan-targets-{year}-{now:%Y%m%d}.{ending}"
    body = comma_separated(rows) if ending == "csv" else workbook(rows, f"{year} {labelled(found.form.title)}")
    response = HttpResponse(body, content_type="text/csv; charset=utf-8" if ending == "csv" else EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def comma_separated(rows: list[list[str]]) -> bytes:
    """Text with a byte order mark, so that Excel reads its Chinese."""
    file = io.StringIO()
    csv.writer(file).writerows([[plain(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def workbook(rows: list[list[str]], title: str) -> bytes:
    """A workbook of one sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bg_color": "#E8F0FA", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    plain_look = book.add_format({"valign": "top", "text_wrap": True})
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(place, column, cell, plain_look if place else bold)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows) - 1, len(WIDTHS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return file.getvalue()
