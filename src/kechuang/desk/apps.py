"""The desk as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.desk"
    label = "desk"

    def ready(self) -> None:
        """Show what waits at the place for it."""
        from kechuang.desk.waiting import calls_waiting  # noqa: PLC0415  models are ready only now
        from kechuang.ui.panels import Panel, register  # noqa: PLC0415

        register("desk.waiting", Panel("desk/waiting.html", calls_waiting))
