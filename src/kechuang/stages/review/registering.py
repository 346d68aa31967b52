"""What this room tells the rooms below it when the application starts."""

from django.utils.translation import gettext_lazy as _

from kechuang.cases import kinds as rooms
from kechuang.cases.visible import register_blind
from kechuang.door import choices, table
from kechuang.schemes.kinds import register
from kechuang.stages.review.kind import KIND
from kechuang.stages.review.models import Assignment, ReviewStay
from kechuang.stages.review.queries import readable_cases
from kechuang.stages.review.table import ASSIGNMENTS, BATCHES, ROUNDS, STAYS


def reasons() -> list[tuple[str, str]]:
    """Why an expert hands a case back."""
    return [("", str(_("Choose …"))), *((one.value, str(one.label)) for one in Assignment.Reason)]


def register_all() -> None:
    """Kind, tables, room, blind reading, choices."""
    register(KIND)
    for one in (ROUNDS, STAYS, BATCHES, ASSIGNMENTS):
        table.register(one)
    rooms.register(rooms.StageRoom("review", ReviewStay, STAYS))
    register_blind(readable_cases)
    choices.register("review-reasons", reasons)
