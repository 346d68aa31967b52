"""The stage kind `intake` as a Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.intake"
    label = "stage_intake"

    def ready(self) -> None:
        """Make the kind known to the schemes, its tables to the door, its room to the engine, its form to the forms."""
        from kechuang.cases import kinds as rooms  # noqa: PLC0415  models are ready only now
        from kechuang.door import clockwork, table  # noqa: PLC0415
        from kechuang.forms import owners  # noqa: PLC0415
        from kechuang.notify import kinds as notices  # noqa: PLC0415
        from kechuang.schemes.kinds import register  # noqa: PLC0415
        from kechuang.stages.intake import messages, panel, sheets, waiting  # noqa: PLC0415
        from kechuang.stages.intake.clockwork import close_late  # noqa: PLC0415
        from kechuang.stages.intake.kind import KIND  # noqa: PLC0415
        from kechuang.stages.intake.models import Application  # noqa: PLC0415
        from kechuang.stages.intake.table import APPLICATIONS, CONFIRMATIONS  # noqa: PLC0415
        from kechuang.ui import panels  # noqa: PLC0415
        from kechuang.ui import waiting as waits  # noqa: PLC0415

        register(KIND)
        table.register(APPLICATIONS)
        table.register(CONFIRMATIONS)
        shown = rooms.Panel("stage_intake/panel.html", panel.application_panel)
        rooms.register(rooms.StageRoom("intake", Application, APPLICATIONS, shown, past=True))
        owners.register("application", sheets.OWNER)
        clockwork.register("applications", close_late)
        waits.register("confirmations", waiting.confirmations_waiting)
        panels.register("desk.case.side", panels.Panel("stage_intake/papers.html", panel.papers_panel))
        panels.register("desk.call", panels.Panel("stage_intake/call.html", panel.call_panel))
        panels.register("portal.call", panels.Panel("stage_intake/call.html", panel.call_panel))
        for kind in messages.KINDS:
            notices.register(kind)
