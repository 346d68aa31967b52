"""The stage kind `acceptance` as a Django application."""

from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.acceptance"
    label = "stage_acceptance"

    def ready(self) -> None:
        """Make the kind known to the schemes, its table to the door, its room to the engine, its messages to all."""
        from kechuang.cases import kinds as rooms  # noqa: PLC0415  models are ready only now
        from kechuang.door import clockwork, table  # noqa: PLC0415
        from kechuang.notify import kinds as messages  # noqa: PLC0415
        from kechuang.schemes.kinds import register  # noqa: PLC0415
        from kechuang.stages.acceptance.clockwork import warn_of_overdue  # noqa: PLC0415
        from kechuang.stages.acceptance.kind import KIND  # noqa: PLC0415
        from kechuang.stages.acceptance.models import Acceptance  # noqa: PLC0415
        from kechuang.stages.acceptance.panel import WORDS, acceptance_panel  # noqa: PLC0415
        from kechuang.stages.acceptance.table import ACCEPTANCES  # noqa: PLC0415
        from kechuang.stages.acceptance.told import MESSAGES  # noqa: PLC0415
        from kechuang.stages.acceptance.waiting import opinions_waiting  # noqa: PLC0415
        from kechuang.ui import waiting  # noqa: PLC0415

        register(KIND)
        table.register(ACCEPTANCES)
        panel = rooms.Panel("stage_acceptance/panel.html", acceptance_panel)
        rooms.register(rooms.StageRoom("acceptance", Acceptance, ACCEPTANCES, panel, past=True, words=WORDS))
        clockwork.register("acceptances", warn_of_overdue)
        waiting.register("acceptance-opinions", opinions_waiting)
        for message in MESSAGES:
            messages.register(message)
