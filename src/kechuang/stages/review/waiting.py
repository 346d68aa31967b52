"""What of reviews waits at a desk."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kechuang.directory.roles import Role
from kechuang.stages.review.models import Assignment, ReviewRound
from kechuang.stages.review.queries import checked, parts_of
from kechuang.stages.review.rules import VACANT
from kechuang.stages.review.table import ROUNDS
from kechuang.ui.visit import visit
from kechuang.ui.waiting import Waiting

SHOWN = 10


def reviews_waiting(request: HttpRequest) -> Sequence[Waiting]:
    """For an expert what he has not signed; for the secretary rounds to assign, to send, to mend."""
    appointment = visit(request).appointment
    if appointment is not None and appointment.role == Role.EXPERT:
        return of_expert(appointment.person_id)
    if appointment is not None and appointment.role == Role.REVIEW_SECRETARY:
        return of_secretary()
    return []


def of_expert(person: int) -> Sequence[Waiting]:
    """The parts that are not signed. One statement."""
    unsigned = Q(state__in=["invited", "promised"], round__state="reviewing")
    held = parts_of(person).filter(checked(unsigned)).select_related("round__call")
    found = []
    for batch in held[:SHOWN]:
        title, due = batch.round.call.title, batch.round.due_at
        if batch.state == "invited":
            note, button = _("You are asked to review, blind."), _("Sign the letter of commitment")
            address = reverse("stage_review:promise", args=[batch.public_id])
        else:
            note, button = _("Reviews to write and sign."), _("Go on reviewing")
            address = reverse("stage_review:mine")
        found.append(Waiting(title, note, address, button, due))
    return found


def of_secretary() -> Sequence[Waiting]:
    """Rounds that wait for the secretary: to assign, to send, to fill empty seats, to close. Two statements."""
    rounds = list(ReviewRound.objects.exclude(state="closed").select_related("call").order_by("due_at", "id")[:SHOWN])
    empty = Counter(
        Assignment.objects.filter(checked(Q(state__in=VACANT)), batch__round__in=rounds).values_list(
            "batch__round", flat=True
        )
    )
    found = []
    for review in rounds:
        address = reverse("stage_review:round", args=[review.public_id])
        if review.state != "reviewing":
            found.append(Waiting(review.call.title, ROUNDS.state(review.state).label, address, _("Go to the round")))
        elif empty[review.pk]:
            words = ngettext("%(count)s empty seat to fill", "%(count)s empty seats to fill", empty[review.pk])
            note = words % {"count": empty[review.pk]}
            found.append(Waiting(review.call.title, note, address, _("Go to the round"), review.due_at))
    return found
