"""What people are told about an application."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kechuang.cases.messages import local, named
from kechuang.cases.models import Case
from kechuang.directory.models import Appointment, Organisation
from kechuang.directory.roles import Role
from kechuang.notify.kinds import MessageKind
from kechuang.notify.services import send, send_all

ASKED = MessageKind("application_confirm", _("%(lead)s asks you to confirm your part in “%(case)s”."), "file-check")
RETURNED = MessageKind("application_returned", _("“%(case)s” was returned by %(who)s."), "arrow-back-up", urgent=True)
SUBMITTED = MessageKind("application_submitted", _("“%(case)s” was submitted and locked. Keep the receipt."), "lock")
TAKEN = MessageKind("application_taken", _("“%(case)s” has reached the bureau."), "circle-check")
ERRATUM = MessageKind(
    "application_erratum", _("The call “%(call)s” was corrected: read what it says now."), "info-circle"
)
KINDS = (ASKED, RETURNED, SUBMITTED, TAKEN, ERRATUM)


def administrators(organisation: Organisation, today: date) -> QuerySet[Appointment]:
    """Who administers an organisation today."""
    return serving(today).filter(organisation=organisation, role=Role.ORGANISATION_ADMINISTRATOR)


def recommenders(public_id: str, today: date) -> QuerySet[Appointment]:
    """Who recommends for an organisation today."""
    return serving(today).filter(organisation__public_id=public_id, role=Role.RECOMMENDER)


def serving(today: date) -> QuerySet[Appointment]:
    """The appointments that run today, with their people."""
    running = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)
    return running.select_related("person")


def ask_partner(case: Case, partner: Organisation, now: datetime) -> None:
    """Ask a partner's administrators to confirm."""
    to = administrators(partner, local(now).date())
    link = reverse("desk:case", args=[case.public_id])
    send_all(to=to, code=ASKED.code, words={"lead": case.lead.name, "case": named(case)}, link=link, now=now)


def tell_applicant(case: Case, kind: MessageKind, now: datetime, *, link: str = "", **words: str) -> None:
    """Tell whoever began the case."""
    address = link or reverse("desk:case", args=[case.public_id])
    send(to=case.created_by, code=kind.code, words={"case": named(case), **words}, link=address, now=now)


def people(appointments: Iterable[Appointment]) -> list[str]:
    """Names with telephones, to call."""
    return [f"{one.person.name} {one.person.telephone}".strip() for one in appointments]
