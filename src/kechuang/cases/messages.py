"""What people are told about a case: that it has come to them, and that it still waits."""

from collections.abc import Collection
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Case
from kechuang.directory.models import Appointment, Person
from kechuang.directory.roles import Role
from kechuang.notify.kinds import MessageKind
from kechuang.notify.models import Message
from kechuang.notify.services import send_all

TURN = MessageKind("case_turn", _("“%(case)s” has come to you: it is your turn."))
REMINDER = MessageKind("case_reminder", _("The bureau reminds you: “%(case)s” waits for you."), urgent=True)
OVERDUE = MessageKind("case_overdue", _("“%(case)s” is overdue: %(what)s."), urgent=True)
OUTSIDE = frozenset({Role.APPLICANT, Role.ORGANISATION_ADMINISTRATOR, Role.RECOMMENDER})
"""Who is told that a case has come to them; the bureau works from its ledger."""


def holders(case: Case, today: date) -> list[Appointment]:
    """Whose turn it is: the people who hold the role on this case today. One statement.

    Experts are told by their own room, blind; here the name of a case would reach every one of them (contract 9).
    """
    if not case.holder:
        return []
    role = Role(case.holder)
    if role is Role.EXPERT:
        return []
    running = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today, role=role)
    if role is Role.APPLICANT:
        persons = {case.created_by.person_id, case.principal_id}
        running = running.filter(organisation=case.lead_id, person__in=persons)
    elif role is Role.ORGANISATION_ADMINISTRATOR:
        running = running.filter(organisation=case.lead_id)
    elif role is Role.RECOMMENDER:
        running = running.filter(organisation=case.recommender_id)
    elif role is Role.DIVISION_OFFICER:
        running = running.filter(division=case.call.division_id)
    return list(running.select_related("person"))


def address(case: Case) -> str:
    """The page of a case."""
    return reverse("desk:case", args=[case.public_id])


def tell_turn(case: Case, now: datetime, *, but: Appointment | None) -> None:
    """Tell people outside the bureau that a case has come to them; whoever sent it there knows."""
    if case.holder not in OUTSIDE:
        return
    to = [one for one in holders(case, local(now).date()) if but is None or one.person_id != but.person_id]
    send_all(to=to, code=TURN.code, words={"case": named(case)}, link=address(case), now=now)


def remind(cases: Collection[Case], now: datetime) -> int:
    """Remind whoever holds each of these cases, at most once a day; the number of cases they were reminded of."""
    morning = datetime.combine(local(now).date(), time(), ZoneInfo(settings.TIME_ZONE))
    links = [address(case) for case in cases]
    said = set(
        Message.objects.filter(code=REMINDER.code, link__in=links, at__gte=morning).values_list("link", flat=True)
    )
    reminded = 0
    for case in cases:
        if address(case) in said:
            continue
        to = holders(case, local(now).date())
        told = send_all(to=to, code=REMINDER.code, words={"case": named(case)}, link=address(case), now=now)
        reminded += told > 0
    return reminded


def named(case: Case) -> str:
    """A case as a message names it."""
    return f"{case.number} {case.title}" if case.number else case.title or case.call.title


def local(now: datetime) -> datetime:
    """An instant in the installation's zone."""
    return now.astimezone(ZoneInfo(settings.TIME_ZONE))


def concerned(case: Case, now: datetime) -> list[Appointment | Person]:
    """Who is told of a result: who began the case, who leads it, and the administrators of its organisation.

    One statement.
    """
    today = local(now).date()
    administrators = Appointment.objects.filter(
        organisation=case.lead_id, role=Role.ORGANISATION_ADMINISTRATOR, since__lte=today
    ).exclude(until__lt=today)
    people: list[Appointment | Person] = [case.created_by]
    if case.principal is not None and case.principal_id != case.created_by.person_id:
        people.append(case.principal)
    return [*people, *administrators.select_related("person")]
