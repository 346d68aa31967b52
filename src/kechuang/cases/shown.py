"""The case whose page is being shown: found once, for whatever other rooms show beside it."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from kechuang.cases.models import Case

KEY = "case_shown"


def show(request: HttpRequest, case: Case) -> None:
    """Say which case the page is of, once it is known that the reader may see the whole of it.

    Its outcomes are read with it. One statement.
    """
    prefetch_related_objects([case], "outcomes")
    request.__dict__[KEY] = case


def shown(request: HttpRequest) -> Case | None:
    """The case of this page, which the reader sees whole; none on a page that is not a case's."""
    case = request.__dict__.get(KEY)
    return case if isinstance(case, Case) else None
