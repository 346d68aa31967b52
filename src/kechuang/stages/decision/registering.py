"""What this room tells the rooms below it when the application starts."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kechuang.cases import kinds as rooms
from kechuang.directory.roles import Role
from kechuang.door import choices, reading, table
from kechuang.notify import kinds as messages
from kechuang.schemes.kinds import register
from kechuang.stages.decision.kind import KIND
from kechuang.stages.decision.messages import FUNDED, REFUSED
from kechuang.stages.decision.models import DecisionStay, Ground
from kechuang.stages.decision.panel import WORDS, decision_panel
from kechuang.stages.decision.reading import ROUND_READING
from kechuang.stages.decision.result import decision_result
from kechuang.stages.decision.table import ROUNDS, STAYS
from kechuang.stages.decision.waiting import lists_waiting
from kechuang.ui import panels, rail, waiting

READERS = frozenset({Role.DIRECTOR, Role.PLAN_OFFICER, Role.DIVISION_OFFICER, Role.SUPERVISOR})


def grounds() -> list[tuple[str, str]]:
    """Why a list departs from the rank."""
    return [("", _now("Choose …")), *((one.value, str(one.label)) for one in Ground)]


def register_all() -> None:
    """Kind, tables, room, messages, choices, the rail, what waits."""
    register(KIND)
    for one in (ROUNDS, STAYS):
        table.register(one)
    reading.register(ROUND_READING)
    panel = rooms.Panel("stage_decision/panel.html", decision_panel)
    rooms.register(rooms.StageRoom("decision", DecisionStay, STAYS, panel, together=True, words=WORDS))
    for kind in (FUNDED, REFUSED):
        messages.register(kind)
    choices.register("decision-grounds", grounds)
    rail.register(rail.Entry(30, _("Decisions"), "gavel", "stage_decision:index", READERS))
    panels.register("desk.case", panels.Panel("stage_decision/result.html", decision_result))
    waiting.register("decisions", lists_waiting)
