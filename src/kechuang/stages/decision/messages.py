"""What applicants are told once a list is out."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kechuang.cases.messages import concerned, named
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


def tell(line: Line, now: datetime) -> None:
    """Tell whom one line concerns."""
    case = line.stay.case
    words: dict[str, Word] = {"case": named(case)}
    kind = FUNDED if line.funded else REFUSED
    more: dict[str, Word] = {"reason": REASONS[line.ground or line.rule]}
    if line.funded:
        more = {"amount": wan(line.amount or 0)}
    send_all(
        to=concerned(case, now),
        code=kind.code,
        words=words | more,
        link=reverse("desk:case", args=[case.public_id]),
        now=now,
    )
