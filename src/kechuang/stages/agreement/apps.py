"""The stage kind `agreement` as a Django application."""

from django.apps import AppConfig


class AgreementConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.agreement"
    label = "stage_agreement"

    def ready(self) -> None:
        """Make the kind known to the schemes, its table to the door and its room to the engine."""
        from kechuang.cases import kinds as rooms  # noqa: PLC0415  models are ready only now
        from kechuang.door import table  # noqa: PLC0415
        from kechuang.schemes.kinds import register  # noqa: PLC0415
        from kechuang.stages.agreement.kind import KIND  # noqa: PLC0415
        from kechuang.stages.agreement.models import Agreement  # noqa: PLC0415
        from kechuang.stages.agreement.panel import agreement_panel  # noqa: PLC0415
        from kechuang.stages.agreement.table import AGREEMENTS  # noqa: PLC0415

        register(KIND)
        table.register(AGREEMENTS)
        panel = rooms.Panel("stage_agreement/panel.html", agreement_panel)
        rooms.register(rooms.StageRoom("agreement", Agreement, AGREEMENTS, panel, past=True))
