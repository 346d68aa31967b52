"""The stage kind `review` as a Django application."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.review"
    label = "stage_review"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.review.kind import KIND  # noqa: PLC0415

        register(KIND)
