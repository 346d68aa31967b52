"""The stage kind `decision` as a Django application."""

from django.apps import AppConfig


class DecisionConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.decision"
    label = "stage_decision"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.decision.kind import KIND  # noqa: PLC0415

        register(KIND)
