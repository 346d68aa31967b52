"""How a case moves as a whole. Inside a stage the stay moves; between stages the engine alone moves the case."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.models import Case
from kechuang.cases.payloads import Move
from kechuang.cases.permissions import ENGINE
from kechuang.door.table import NOT_YET, State, Step, Table, Transition
from kechuang.trail.form import Facts


def begun(step: Step) -> Facts:
    """Which call and which frozen scheme."""
    case: Case = step.subject
    version = case.call.version
    return {"call": case.call.public_id, "scheme_digest": version.digest if version else ""}


def left(step: Step) -> Facts:
    """Which stage was left, and how."""
    move: Move = step.payload
    return {"stage": move.stage, "result": move.result, "outcome": move.outcome}


def ended(step: Step) -> Facts:
    """The case stands in no stage any more."""
    case: Case = step.subject
    case.stage = case.stage_kind = case.step = case.holder = case.stay_chain = ""
    case.due_at = None
    return left(step)


CASES = Table(
    kind="case",
    model=Case,
    states=(
        State("running", pgettext_lazy("case", "Under way"), pgettext_lazy("case", "Under way")),
        State("finished", pgettext_lazy("case", "Finished"), pgettext_lazy("case", "Finished")),
        State("refused", pgettext_lazy("case", "Not approved"), pgettext_lazy("case", "Not approved")),
        State("withdrawn", pgettext_lazy("case", "Withdrawn"), pgettext_lazy("case", "Withdrawn")),
        State("terminated", pgettext_lazy("case", "Terminated"), pgettext_lazy("case", "Terminated")),
    ),
    transitions=(
        Transition("begin", (NOT_YET,), "running", ENGINE, _("Begin"), _("Application begun"), effect=begun),
        Transition(
            "advance", ("running",), None, ENGINE, _("Move on"), _("Moved to the next stage"), Move, effect=left
        ),
        Transition("finish", ("running",), "finished", ENGINE, _("Finish"), _("Finished"), Move, effect=ended),
        Transition("refuse", ("running",), "refused", ENGINE, _("Refuse"), _("Not approved"), Move, effect=ended),
        Transition("withdraw", ("running",), "withdrawn", ENGINE, _("Withdraw"), _("Withdrawn"), Move, effect=ended),
        Transition(
            "terminate", ("running",), "terminated", ENGINE, _("Terminate"), _("Terminated"), Move, effect=ended
        ),
    ),
)
