"""Questions about the directory, each with a bounded number of statements."""

from datetime import date

from django.db.models import Q, QuerySet

from kechuang.clock import Clock, FixedClock, SystemClock
from kechuang.directory.models import Appointment, Installation, Person


def installation() -> Installation | None:
    """Whose house this is, with its bureau; None before it is founded. One statement."""
    return Installation.objects.select_related("bureau").first()


def clock_of(house: Installation | None) -> Clock:
    """The clock that this house goes by."""
    return FixedClock(house.clock_at) if house and house.clock_at else SystemClock()


def running_appointments(person: Person, on: date) -> QuerySet[Appointment]:
    """What the person does on that day, in the order of appointment. One statement."""
    return (
        Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person, since__lte=on)
        .select_related("organisation", "division")
        .order_by("id")
    )
