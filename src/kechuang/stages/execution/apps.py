"""The stage kind `execution` as a Django application."""

from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.execution"
    label = "stage_execution"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.execution.kind import KIND  # noqa: PLC0415

        register(KIND)
