"""One visit of one person to one page: whose house it is, what time it is there, who came and in which role."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from kechuang.clock import SystemClock
from kechuang.directory.models import Account, Appointment, Installation
from kechuang.directory.queries import clock_of, installation, running_appointments

APPOINTMENT_KEY = "appointment"


class AccountBackend(ModelBackend):
    """Finds the account of a session together with its person, in one statement."""

    def get_user(self, user_id: int) -> Account | None:
        """The open account with this key."""
        return Account.objects.select_related("person").filter(pk=user_id, is_active=True).first()


class Visit:
    """What a page asks of the request. Each answer costs at most one statement, and only when asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def house(self) -> Installation | None:
        """The installation; None before it is founded."""
        return installation()

    @cached_property
    def now(self) -> datetime:
        """The present instant by the installation's clock, in its zone."""
        return clock_of(self.house).now().astimezone(ZoneInfo(settings.TIME_ZONE))

    @property
    def today(self) -> date:
        """The present day by the installation's clock, in its zone."""
        return self.now.date()

    @cached_property
    def account(self) -> Account | None:
        """The account that is signed in."""
        user = self.request.user
        return user if isinstance(user, Account) else None

    @cached_property
    def appointments(self) -> Sequence[Appointment]:
        """What the person may act as today."""
        return list(running_appointments(self.account.person, self.today)) if self.account else []

    @cached_property
    def appointment(self) -> Appointment | None:
        """What the person acts as now: the one chosen in this session, else the first."""
        chosen = self.request.session.get(APPOINTMENT_KEY)
        return next((one for one in self.appointments if one.public_id == chosen), next(iter(self.appointments), None))


def visit(request: HttpRequest) -> Visit:
    """The visit that this request belongs to; the same object however often a page asks."""
    known = request.__dict__.get("visit")
    if not isinstance(known, Visit):
        known = request.__dict__["visit"] = Visit(request)
    return known


def machine_time() -> datetime:
    """The machine's own time, for sessions and locks, which must not stand still with the demonstration's clock."""
    return SystemClock().now()
