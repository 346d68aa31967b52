"""All of an expert's opinions in one table, and the one signature under them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kechuang.door.pages import act_on
from kechuang.stages.review.copies import copies_of
from kechuang.stages.review.opinions import COMMENT, in_points, judged, levels_in, points_in
from kechuang.stages.review.pages_expert import home
from kechuang.stages.review.seats import Desk, batch_at, desk_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Compare one's opinions, then sign them all at once."""
    batch = batch_at(request, public_id)
    desk = desk_of(batch)
    if batch.state == "signed":
        return act_on(request, batch, "sign", back=home)
    return act_on(
        request,
        batch,
        "sign",
        back=home,
        title=_("My reviews"),
        template="stage_review/compare.html",
        more={"desk": desk, "table": table_of(desk)},
    )


def table_of(desk: Desk) -> list[dict[str, Any]]:
    """One row a case: its levels, points and words; the highest points first, what is not complete on top."""
    copies = copies_of([row.seat.stay.case for row in desk.rows])
    rows = []
    for row in desk.rows:
        result = judged(row.sheet) if row.sheet else None
        levels = levels_in(result, desk.rule) if result else {}
        points = points_in(result, desk.rule) if result else None
        rows.append(
            {
                "seat": row.seat,
                "title": copies[row.seat.stay.case_id].title,
                "levels": [levels.get(one.id) for one in desk.rule.criterion],
                "points": None if points is None else in_points(points),
                "order": -1 if points is None or not row.done else points,
                "done": row.done,
                "words": str(row.sheet.answers.get(COMMENT) or "") if row.sheet else "",
                "missing": [str(problem) for problem in result.problems] if result and not row.done else [],
            }
        )
    return sorted(rows, key=lambda one: (one["order"] >= 0, -one["order"], one["seat"].place))
