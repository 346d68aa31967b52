"""The stage kind `acceptance` as a Django application."""

from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.acceptance"
    label = "stage_acceptance"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.acceptance.kind import KIND  # noqa: PLC0415

        register(KIND)
