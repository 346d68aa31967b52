"""The stage kind `notice` as a Django application."""

from django.apps import AppConfig


class NoticeConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.notice"
    label = "stage_notice"

    def ready(self) -> None:
        """Make the kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now
        from kechuang.stages.notice.kind import KIND  # noqa: PLC0415

        register(KIND)
