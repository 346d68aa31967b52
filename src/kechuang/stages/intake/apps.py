"""The stage kind `intake` as a Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.intake"
    label = "stage_intake"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.intake.kind import KIND  # noqa: PLC0415

        register(KIND)
