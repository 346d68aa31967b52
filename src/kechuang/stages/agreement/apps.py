"""The stage kind `agreement` as a Django application."""

from django.apps import AppConfig


class AgreementConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.agreement"
    label = "stage_agreement"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.agreement.kind import KIND  # noqa: PLC0415

        register(KIND)
