"""Questions about notices and objections."""

from collections.abc import Sequence

from django.db.models import QuerySet

from kechuang.cases.models import Outcome
from kechuang.cases.rounds import of_division
from kechuang.directory.models import Appointment
from kechuang.directory.roles import BUREAU_ROLES, Role
from kechuang.stages.notice.models import NoticeRound, NoticeStay, Objection

SHOWN = 20


def public_notices() -> QuerySet[NoticeRound]:
    """The notices that stand or stood, those that stand first."""
    return (
        NoticeRound.objects.filter(state__in=["posted", "over"]).select_related("call__division").order_by("-posted_at")
    )


def rounds_for(viewer: Appointment | None) -> QuerySet[NoticeRound]:
    """The notices that somebody at the bureau works with: a division its own, others all."""
    rounds = NoticeRound.objects.select_related("call__division")
    if viewer is None or viewer.role not in BUREAU_ROLES:
        return rounds.none()
    return of_division(rounds, viewer.division_id) if viewer.role == Role.DIVISION_OFFICER else rounds


def lines_of(found: NoticeRound) -> Sequence[tuple[NoticeStay, int]]:
    """The cases of a notice with the amount proposed, by number. Two statements."""
    stays = list(found.stays.select_related("case__lead", "case__call").order_by("case__number"))
    outcomes = Outcome.objects.filter(case__in=[one.case_id for one in stays], result=Outcome.Result.PASSED)
    amounts = {one.case_id: int(one.data["amount"]) for one in outcomes.order_by("id") if "amount" in one.data}
    return [(one, amounts.get(one.case_id, 0)) for one in stays]


def objections_for(viewer: Appointment | None) -> QuerySet[Objection]:
    """The objections that somebody may read: the division's officers and the supervisor; whoever filed one, his own."""
    rows = Objection.objects.select_related("stay__case__call", "stay__round", "filed_by")
    if viewer is None:
        return rows.none()
    if viewer.role == Role.DIVISION_OFFICER:
        return rows.filter(stay__case__call__division=viewer.division_id)
    if viewer.role == Role.SUPERVISOR:
        return rows
    return rows.filter(filed_by__person=viewer.person_id)
