"""The stage kind `screening` as a Django application."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.screening"
    label = "stage_screening"

    def ready(self) -> None:
        """Make the kind known to the schemes, its table to the door, its room to the engine, its form to the forms."""
        from kechuang.cases import kinds as rooms  # noqa: PLC0415  models are ready only now
        from kechuang.door import choices, clockwork, table  # noqa: PLC0415
        from kechuang.forms import owners  # noqa: PLC0415
        from kechuang.notify import kinds as notices  # noqa: PLC0415
        from kechuang.schemes.kinds import register  # noqa: PLC0415
        from kechuang.stages.screening import messages, panel, sheets  # noqa: PLC0415
        from kechuang.stages.screening.choices import grounds  # noqa: PLC0415
        from kechuang.stages.screening.clockwork import end_corrections  # noqa: PLC0415
        from kechuang.stages.screening.kind import KIND  # noqa: PLC0415
        from kechuang.stages.screening.models import Screening  # noqa: PLC0415
        from kechuang.stages.screening.table import SCREENINGS  # noqa: PLC0415

        register(KIND)
        table.register(SCREENINGS)
        shown = rooms.Panel("stage_screening/panel.html", panel.screening_panel)
        rooms.register(rooms.StageRoom("screening", Screening, SCREENINGS, shown, past=True, words=panel.WORDS))
        owners.register("screening", sheets.OWNER)
        clockwork.register("corrections", end_corrections)
        choices.register("refusal_grounds", grounds)
        for kind in messages.KINDS:
            notices.register(kind)
