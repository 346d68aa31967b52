"""How a project under way moves: reports go to and fro, payments follow milestones, at the end it is delivered."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import APPLICANT, CLOCK_ONLY, DIVISION, ENGINE
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Guard, State, Table, Transition
from kechuang.stages.execution import effects
from kechuang.stages.execution.models import Execution
from kechuang.stages.execution.payloads import Paid, ProgressReport, Remark


def finished(execution: Execution, now: datetime) -> bool:
    """Every milestone is reached, or the period is over."""
    ends = execution.case.ends_on
    over = ends is not None and ends < effects.local_day(now)
    return over or not execution.goals.filter(reached_at__isnull=True).exists()


def overdue_unsaid(execution: Execution, now: datetime) -> bool:
    """A milestone is overdue and nobody was warned of it."""
    following = execution.goals.filter(reached_at__isnull=True).first()
    if following is None or following.due_on >= effects.local_day(now):
        return False
    return execution.warned_of != following.due_on


FINISHED = Guard(
    "not_finished", _("Every milestone has to be confirmed, or the period to be over, before this."), finished
)
OVERDUE = Guard("nothing_overdue", _("No milestone is overdue."), overdue_unsaid)
UNDER_WAY = _("Project under way")

EXECUTIONS = Table(
    kind="execution",
    model=Execution,
    states=(
        State("running", UNDER_WAY, UNDER_WAY, Role.APPLICANT),
        State("reported", _("Report before the bureau"), UNDER_WAY, Role.DIVISION_OFFICER),
        State("delivered", _("Work delivered"), _("Work delivered")),
    ),
    transitions=(
        Transition("enter", (NOT_YET,), "running", ENGINE, _("Begin the work"), _("Work begun"), effect=effects.enter),
        Transition(
            "report",
            ("running",),
            "reported",
            APPLICANT,
            _("Report progress"),
            _("Progress reported"),
            ProgressReport,
            effect=effects.report,
        ),
        Transition(
            "confirm",
            ("reported",),
            "running",
            DIVISION,
            _("Confirm the report"),
            _("Report confirmed"),
            effect=effects.confirm,
        ),
        Transition(
            "return",
            ("reported",),
            "running",
            DIVISION,
            pgettext_lazy("report", "Return the report"),
            _("Report returned"),
            Remark,
            effect=effects.hand_back,
        ),
        Transition(
            "pay",
            ("running", "reported"),
            None,
            DIVISION,
            _("Enter a payment"),
            _("Payment entered"),
            Paid,
            effect=effects.pay,
        ),
        Transition(
            "deliver",
            ("running",),
            "delivered",
            APPLICANT,
            _("Declare the work done"),
            _("Work declared done"),
            guards=(FINISHED,),
            effect=effects.deliver,
        ),
        Transition(
            "warn",
            ("running", "reported"),
            None,
            CLOCK_ONLY,
            _("Warn that a milestone is overdue"),
            _("Warned: a milestone is overdue"),
            guards=(OVERDUE,),
            effect=effects.warn,
        ),
    ),
    after=reflect,
)
