"""The stage kind `archive` as a Django application."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.archive"
    label = "stage_archive"

    def ready(self) -> None:
        """Make the kind known to the schemes, its table to the door and its room to the engine."""
        from kechuang.cases import kinds as rooms  # noqa: PLC0415  models are ready only now
        from kechuang.door import table  # noqa: PLC0415
        from kechuang.schemes.kinds import register  # noqa: PLC0415
        from kechuang.stages.archive.kind import KIND  # noqa: PLC0415
        from kechuang.stages.archive.models import Archive  # noqa: PLC0415
        from kechuang.stages.archive.panel import archive_panel, filed_panel  # noqa: PLC0415
        from kechuang.stages.archive.table import ARCHIVES  # noqa: PLC0415
        from kechuang.ui import panels  # noqa: PLC0415

        register(KIND)
        table.register(ARCHIVES)
        panel = rooms.Panel("stage_archive/panel.html", archive_panel)
        rooms.register(rooms.StageRoom("archive", Archive, ARCHIVES, panel))
        panels.register("desk.case.side", panels.Panel("stage_archive/filed.html", filed_panel))
