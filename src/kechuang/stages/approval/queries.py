"""Questions about approvals."""

from collections.abc import Sequence

from django.db.models import QuerySet

from kechuang.cases.models import Outcome
from kechuang.cases.rounds import of_division
from kechuang.directory.models import Appointment
from kechuang.directory.roles import BUREAU_ROLES, Role
from kechuang.stages.approval.models import ApprovalRound, ApprovalStay

SHOWN = 20


def rounds_for(viewer: Appointment | None) -> QuerySet[ApprovalRound]:
    """The documents that somebody at the bureau works with: a division its own, others all."""
    rounds = ApprovalRound.objects.select_related("call__division")
    if viewer is None or viewer.role not in BUREAU_ROLES:
        return rounds.none()
    return of_division(rounds, viewer.division_id) if viewer.role == Role.DIVISION_OFFICER else rounds


def lines_of(found: ApprovalRound) -> Sequence[tuple[ApprovalStay, int]]:
    """The cases of a document with their amounts, by number. Two statements."""
    stays = list(found.stays.select_related("case__lead", "case__call").order_by("case__number"))
    outcomes = Outcome.objects.filter(case__in=[one.case_id for one in stays], result=Outcome.Result.PASSED)
    amounts = {one.case_id: int(one.data["amount"]) for one in outcomes.order_by("id") if "amount" in one.data}
    return [(one, amounts.get(one.case_id, 0)) for one in stays]
