"""What experts and the secretary are told. No message names a case or whoever applies."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.notify.kinds import MessageKind
from kechuang.notify.models import Word
from kechuang.notify.services import send, send_all
from kechuang.stages.review.models import Assignment, Batch

ASKED = MessageKind("review_asked", _("You are asked to review %(count)s cases of “%(call)s”, blind, until %(until)s."))
MORE = MessageKind("review_more", _("You are asked to review one more case of “%(call)s”."))
REMINDER = MessageKind(
    "review_reminder", _("The review secretary reminds you: reviews of “%(call)s” wait, until %(until)s."), urgent=True
)
HANDED_BACK = MessageKind("review_handed_back", _("An expert handed a case of “%(call)s” back: seat another one."))
KINDS = (ASKED, MORE, REMINDER, HANDED_BACK)


def tell_expert(batch: Batch, kind: MessageKind, now: datetime) -> None:
    """Tell an expert something of his part."""
    words: dict[str, Word] = {
        "call": batch.round.call.title,
        "until": batch.round.due_at or now,
        "count": batch.assignments.filter(state="asked").count(),
    }
    kept = {name: value for name, value in words.items() if name in kind.places}
    send(to=batch.appointment, code=kind.code, words=kept, link=reverse("stage_review:mine"), now=now)


def tell_secretary(seat: Assignment, now: datetime) -> None:
    """Tell the review secretaries that a seat is empty."""
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    running = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today), since__lte=today, role=Role.REVIEW_SECRETARY
    ).select_related("person")
    review = seat.batch.round
    link = reverse("stage_review:round", args=[review.public_id])
    send_all(to=running, code=HANDED_BACK.code, words={"call": review.call.title}, link=link, now=now)
