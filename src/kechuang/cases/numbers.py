"""Numbers of cases: one gapless series for each scheme and year."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from kechuang.cases.models import Case, CaseNumber


@transaction.atomic
def give_number(case: Case, now: datetime) -> str:
    """The next number of the case's scheme in this year, such as `CXY2026-0001`; the series is locked meanwhile.

    The case keeps a number that it has.
    """
    if case.number:
        return case.number
    year = now.astimezone(ZoneInfo(settings.TIME_ZONE)).year
    series = f"{case.scheme.short}{year}"
    CaseNumber.objects.get_or_create(series=series)
    row = CaseNumber.objects.select_for_update().get(series=series)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{series}-{row.last:04d}"
