"""Questions about calls."""

from datetime import datetime

from django.db.models import Q, QuerySet

from kechuang.directory.models import Appointment
from kechuang.directory.roles import BUREAU_ROLES
from kechuang.schemes.definition import Scheme, catalogue
from kechuang.schemes.models import Call

PUBLIC_STATES = ("announced", "open", "closed")
NOT_PUBLIC = ("draft", "proposed", "withdrawn")
"""Nearly every call is public: they are met in their order, and those few left out."""


def public_calls() -> QuerySet[Call]:
    """The calls that everybody may read, those taking applications first."""
    return Call.objects.exclude(state__in=NOT_PUBLIC).select_related("version", "division")


def calls_for(viewer: Appointment | None) -> QuerySet[Call]:
    """The calls that a person may see at the desk: the bureau all of them, others what is public."""
    calls = Call.objects.select_related("division", "version")
    if viewer is not None and viewer.role in BUREAU_ROLES:
        return calls
    return calls.exclude(state__in=NOT_PUBLIC)


def scheme_of(call: Call) -> Scheme | None:
    """The scheme a call goes by: the frozen one, else the catalogue's; None where that is gone."""
    return call.version.scheme if call.version else catalogue().get(call.scheme_code)


def takes_applications(call: Call, now: datetime) -> bool:
    """Whether an application would be taken in at this instant, to the second."""
    return call.state in {"announced", "open"} and call.opens_at <= now < call.closes_at


def due(now: datetime) -> QuerySet[Call]:
    """The calls that time should have moved on by now."""
    return Call.objects.filter(Q(state="announced", opens_at__lte=now) | Q(state="open", closes_at__lte=now))
