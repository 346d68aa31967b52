"""The stage kind `approval` as a Django application."""

from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.approval"
    label = "stage_approval"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.approval.kind import KIND  # noqa: PLC0415

        register(KIND)
