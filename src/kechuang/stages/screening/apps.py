"""The stage kind `screening` as a Django application."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.screening"
    label = "stage_screening"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.screening.kind import KIND  # noqa: PLC0415

        register(KIND)
