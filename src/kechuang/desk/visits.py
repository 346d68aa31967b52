"""Remembering how far a person has read the desk, so that it can say what is new."""

from datetime import datetime

from django.http import HttpRequest

from kechuang.desk.models import Visited
from kechuang.directory.models import Account
from kechuang.ui.visit import visit

VISIT_KEY = "desk_visit"
"""In the session once the desk was opened in it."""


def visited(request: HttpRequest) -> Visited | None:
    """How far the person has read; with a new session what was seen last time becomes what was before. One statement,
    one more with a new session."""
    came = visit(request)
    if came.account is None:
        return None
    row = Visited.objects.filter(account=came.account).first()
    if row is None:
        row = Visited(account=came.account, seen_at=came.now)
    elif VISIT_KEY not in request.session:
        row.before, row.before_at = row.seen, row.seen_at
        row.save(update_fields=["before", "before_at"])
    return row


def keep(request: HttpRequest, row: Visited, *, latest: int) -> None:
    """Remember that the desk was shown up to this event. No statement where nothing is new."""
    if VISIT_KEY not in request.session:
        request.session[VISIT_KEY] = True
    elif row.pk and latest <= row.seen:
        return
    row.seen, row.seen_at = max(row.seen, latest), visit(request).now
    row.save()


def all_seen(*, account: Account, now: datetime) -> None:
    """The person has read what is new: from now on only what comes after counts as that."""
    for row in Visited.objects.filter(account=account):
        row.before, row.before_at = row.seen, now
        row.save(update_fields=["before", "before_at"])
