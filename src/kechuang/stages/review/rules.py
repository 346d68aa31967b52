"""Who may do what in a review, and when: the permissions and guards of its tables."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.directory.roles import Role
from kechuang.door.table import Actor, Guard, Permission
from kechuang.stages.review.models import Assignment, Batch, ReviewRound, ReviewStay
from kechuang.stages.review.plan import rule_of
from kechuang.stages.review.queries import checked

READING = ("asked", "accepted")
"""An expert has it in hand."""
VACANT = ("declined", "released")


def own(subject: Assignment | Batch, actor: Actor) -> bool:
    """The expert himself acts."""
    batch = subject if isinstance(subject, Batch) else subject.batch
    return actor.appointment is not None and actor.appointment.person_id == batch.appointment.person_id


ROUND = Permission("review_round", _("This happens with the round."), frozenset(), engine=True)
EXPERT = Permission("review_expert", _("The expert who was asked does this."), frozenset({Role.EXPERT}), related=own)


def has_cases(review: ReviewRound, _now: datetime) -> bool:
    """Some case waits in it."""
    return review.stays.filter(state="waiting").exists()


def still_ahead(review: ReviewRound, now: datetime) -> bool:
    """The experts' time is not over."""
    return review.due_at is None or now < review.due_at


def some_outstanding(review: ReviewRound, _now: datetime) -> bool:
    """Somebody has not signed."""
    return Assignment.objects.filter(checked(Q(state__in=READING)), batch__round=review).exists()


def time_or_done(review: ReviewRound, now: datetime) -> bool:
    """Everybody has signed, or the time is over."""
    return not (still_ahead(review, now) and some_outstanding(review, now))


def enough(review: ReviewRound, _now: datetime) -> bool:
    """Every case has as many valid opinions as the rule asks."""
    return not short_of(review)


def short_of(review: ReviewRound) -> list[ReviewStay]:
    """The cases that have too few valid opinions. Two statements."""
    least = rule_of(review).minimum_valid
    signed: dict[int, int] = {}
    valid = Assignment.objects.filter(checked(Q(state="signed")), batch__round=review)
    for stay in valid.values_list("stay", flat=True):
        signed[stay] = signed.get(stay, 0) + 1
    return [stay for stay in review.stays.filter(state="reviewing") if signed.get(stay.pk, 0) < least]


def promised(assignment: Assignment, _now: datetime) -> bool:
    """The expert has signed the letter and declared what ties him."""
    return assignment.batch.promised_at is not None


def round_open(subject: Any, _now: datetime) -> bool:
    """The round is being reviewed."""
    review = subject.round if isinstance(subject, Batch | ReviewStay) else subject.batch.round
    return bool(review.state == "reviewing")


HAS_CASES = Guard("no_case", _("No case has come to this round yet."), has_cases)
OUTSTANDING = Guard("nobody_outstanding", _("Every expert has signed."), some_outstanding)
TIME_OR_DONE = Guard(
    "still_time",
    _("The experts still have time and have not all signed. Wait, or take back what is not done."),
    time_or_done,
)
ENOUGH = Guard(
    "too_few_valid", _("Some cases have fewer valid opinions than the rule asks. Put other experts in first."), enough
)
PROMISED = Guard("not_promised", _("Sign the letter of commitment and declare what ties you first."), promised)
OPEN = Guard("round_not_open", _("This round is not being reviewed, or is closed."), round_open)
