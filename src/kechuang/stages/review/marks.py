"""An expert's own highlights and notes in a text. Nobody else ever reads them."""

import json
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from kechuang.stages.review.models import Assignment, Mark
from kechuang.stages.review.seats import copy_for, seat_at

MOST, LONGEST_NOTE, BAD = 200, 1000, 400


def marks_of(seat: Assignment) -> Sequence[Mark]:
    """The marks of a case, in the order of the text. One statement."""
    return list(seat.marks.all())


@login_required
@require_POST
def add(request: HttpRequest, public_id: str) -> JsonResponse:
    """Highlight a passage, perhaps with a note; with `id` the note of a mark is written anew."""
    seat = seat_at(request, public_id)
    try:
        given = json.loads(request.body)
        note = str(given.get("note", "")).strip()[:LONGEST_NOTE]
        if "id" in given:
            mark = seat.marks.get(pk=int(given["id"]))
            mark.note = note
        else:
            mark = Mark(
                assignment=seat, field=str(given["field"]), begins=int(given["from"]), ends=int(given["to"]), note=note
            )
            if not fits(mark) or seat.marks.count() >= MOST:
                return JsonResponse({"state": "bad"}, status=BAD)
        mark.save()
    except Mark.DoesNotExist as gone:
        raise Http404 from gone
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"state": "bad"}, status=BAD)
    return JsonResponse(told(mark))


def told(mark: Mark) -> dict[str, str | int]:
    """A mark for the page's script."""
    return {"id": mark.pk, "field": mark.field, "from": mark.begins, "to": mark.ends, "note": mark.note}


def fits(mark: Mark) -> bool:
    """Whether the passage lies within a text of the copy."""
    items = (item for section in copy_for(mark.assignment).sections for item in section.items)
    text = next((item.text for item in items if item.id == mark.field and item.kind == "text"), None)
    if text is None:
        return False
    return 0 <= mark.begins < mark.ends <= len(text.encode("utf-16-le")) // 2


@login_required
@require_POST
def drop(request: HttpRequest, public_id: str, mark: int) -> JsonResponse:
    """Take a mark away. Twice is once."""
    seat = seat_at(request, public_id)
    seat.marks.filter(pk=mark).delete()
    return JsonResponse({"state": "dropped"})
