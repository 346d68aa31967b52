"""The stage kind `review` as a Django application."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.review"
    label = "stage_review"

    def ready(self) -> None:
        """Make the kind, its tables and its pages known."""
        from kechuang.stages.review.registering import register_all  # noqa: PLC0415  models are ready only now

        register_all()
