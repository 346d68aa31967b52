"""What applicants are told once a list is out."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kechuang.cases.messages import named
from kechuang.cases.models import Case
from kechuang.directory.models import Appointment, Person
from kechuang.directory.roles import Role
from kechuang.money.amounts import wan
from kechuang.notify.kinds import MessageKind
from kechuang.notify.models import Word
from kechuang.notify.services import send_all
from kechuang.stages.decision.models import Line
from kechuang.stages.decision.rules import REASONS

FUNDED = MessageKind(
    "decision_funded", _("“%(case)s” is proposed for funding with %(amount)s × 10,000 yuan. A public notice follows.")
)
REFUSED = MessageKind("decision_refused", _("“%(case)s” is not funded: %(reason)s."))


def concerned(case: Case, now: datetime) -> list[Appointment | Person]:
    """Who is told of a case: who began it, who leads it, and the administrators of its organisation. One statement."""
    today = timezone.localdate(now)
    administrators = Appointment.objects.filter(
        organisation=case.lead_id, role=Role.ORGANISATION_ADMINISTRATOR, since__lte=today
    ).exclude(until__lt=today)
    people: list[Appointment | Person] = [case.created_by]
    if case.principal_id and case.principal_id != case.created_by.person_id and case.principal is not None:
        people.append(case.principal)
    return [*people, *administrators.select_related("person")]


def tell(line: Line, now: datetime) -> None:
    """Tell whom one line concerns."""
    case = line.stay.case
    words: dict[str, Word] = {"case": named(case)}
    kind = FUNDED if line.funded else REFUSED
    more: dict[str, Word] = (
        {"amount": wan(line.amount or 0)} if line.funded else {"reason": REASONS[line.ground or line.rule]}
    )
    send_all(
        to=concerned(case, now),
        code=kind.code,
        words=words | more,
        link=reverse("desk:case", args=[case.public_id]),
        now=now,
    )
