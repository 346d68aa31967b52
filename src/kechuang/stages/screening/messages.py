"""What the applicant and the organisation are told of the formality check."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kechuang.cases.messages import local, named
from kechuang.cases.models import Case
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.notify.kinds import MessageKind
from kechuang.notify.services import send_all

ACCEPTED = MessageKind("screening_accepted", _("“%(case)s” has passed the formality check."), "circle-check")
RETURNED = MessageKind(
    "screening_returned", _("“%(case)s” has to be corrected until %(until)s, once."), "arrow-back-up", urgent=True
)
REFUSED = MessageKind("screening_refused", _("“%(case)s” is not taken: %(ground)s."), "circle-x", urgent=True)
KINDS = (ACCEPTED, RETURNED, REFUSED)


def tell(case: Case, kind: MessageKind, now: datetime, **words: str) -> None:
    """Tell whoever began the case, and those who administer its organisation."""
    today = local(now).date()
    running = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)
    administrators = running.filter(organisation=case.lead, role=Role.ORGANISATION_ADMINISTRATOR)
    to = [case.created_by, *administrators.select_related("person")]
    link = reverse("desk:case", args=[case.public_id])
    send_all(to=to, code=kind.code, words={"case": named(case), **words}, link=link, now=now)
