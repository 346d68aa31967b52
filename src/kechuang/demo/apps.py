"""The demonstration as a Django application; installed only where the configuration says demonstration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the room, and the cast on the front page."""

    name = "kechuang.demo"
    label = "demo"

    def ready(self) -> None:
        """Show the cast on the front page."""
        from kechuang.demo.cast import cast_of_page  # noqa: PLC0415  models are loaded by now
        from kechuang.ui.panels import Panel, register  # noqa: PLC0415

        register("portal.home", Panel("demo/cast.html", cast_of_page))
