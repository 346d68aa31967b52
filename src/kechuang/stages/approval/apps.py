"""The stage kind `approval` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.approval"
    label = "stage_approval"

    def ready(self) -> None:
        """Make kind, tables, room, message, rail entry and what waits known."""
        from kechuang.cases import kinds as rooms  # noqa: PLC0415  models are ready only now
        from kechuang.directory.roles import Role  # noqa: PLC0415
        from kechuang.door import table  # noqa: PLC0415
        from kechuang.notify import kinds as messages  # noqa: PLC0415
        from kechuang.schemes.kinds import register  # noqa: PLC0415
        from kechuang.stages.approval.effects import APPROVED  # noqa: PLC0415
        from kechuang.stages.approval.kind import KIND  # noqa: PLC0415
        from kechuang.stages.approval.models import ApprovalStay  # noqa: PLC0415
        from kechuang.stages.approval.table import APPROVALS, STAYS  # noqa: PLC0415
        from kechuang.stages.approval.waiting import approvals_waiting  # noqa: PLC0415
        from kechuang.ui import rail, waiting  # noqa: PLC0415

        register(KIND)
        table.register(APPROVALS)
        table.register(STAYS)
        rooms.register(rooms.StageRoom("approval", ApprovalStay, STAYS, together=True))
        messages.register(APPROVED)
        roles = frozenset({Role.DIVISION_OFFICER, Role.DIRECTOR, Role.PLAN_OFFICER, Role.SUPERVISOR})
        rail.register(rail.Entry(55, _("Approvals"), "gavel", "stage_approval:rounds", roles))
        waiting.register("approvals", approvals_waiting)
