"""The stage kind `archive` as a Django application."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.archive"
    label = "stage_archive"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.archive.kind import KIND  # noqa: PLC0415

        register(KIND)
