"""The stage kind `decision` as a Django application."""

from django.apps import AppConfig


class DecisionConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.decision"
    label = "stage_decision"

    def ready(self) -> None:
        """Make the kind, its tables and its pages known."""
        from kechuang.stages.decision.registering import register_all  # noqa: PLC0415  models are ready only now

        register_all()
