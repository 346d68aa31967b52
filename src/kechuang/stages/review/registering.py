"""What this room tells the rooms below it when the application starts."""

from django.utils.translation import gettext_lazy as _

from kechuang.cases import kinds as rooms
from kechuang.cases.visible import register_blind
from kechuang.directory.roles import Role
from kechuang.door import choices, clockwork, reading, table
from kechuang.notify import kinds as notices
from kechuang.schemes.kinds import register
from kechuang.stages.review.clockwork import remind_before_the_end
from kechuang.stages.review.kind import KIND
from kechuang.stages.review.messages import KINDS
from kechuang.stages.review.models import Assignment, ReviewStay
from kechuang.stages.review.panel import review_panel
from kechuang.stages.review.progress import SEE_ALL, SEE_COUNTS
from kechuang.stages.review.queries import readable_cases
from kechuang.stages.review.reading import READINGS
from kechuang.stages.review.table import ASSIGNMENTS, BATCHES, ROUNDS, STAYS
from kechuang.stages.review.waiting import reviews_waiting
from kechuang.ui import rail, waiting


def reasons() -> list[tuple[str, str]]:
    """Why an expert hands a case back."""
    return [("", str(_("Choose …"))), *((one.value, str(one.label)) for one in Assignment.Reason)]


def register_all() -> None:
    """Kind, tables, room, blind reading, choices."""
    register(KIND)
    for one in (ROUNDS, STAYS, BATCHES, ASSIGNMENTS):
        table.register(one)
    panel = rooms.Panel("stage_review/panel.html", review_panel)
    rooms.register(rooms.StageRoom("review", ReviewStay, STAYS, panel, together=True, past=True))
    register_blind(readable_cases)
    for one_reading in READINGS:
        reading.register(one_reading)
    rail.register(rail.Entry(5, _("My reviews"), "clipboard-check", "stage_review:mine", frozenset({Role.EXPERT})))
    rail.register(rail.Entry(30, _("Expert review"), "eye-off", "stage_review:rounds", SEE_ALL | SEE_COUNTS))
    for kind in KINDS:
        notices.register(kind)
    clockwork.register("reviews", remind_before_the_end)
    waiting.register("reviews", reviews_waiting)
    choices.register("review-reasons", reasons)
