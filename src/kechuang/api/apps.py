"""The API as a Django application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.api"
    label = "api"

    def ready(self) -> None:
        """Show a person's keys on his account page."""
        from kechuang.api.pages import keys_of_page  # noqa: PLC0415  models are ready only now
        from kechuang.ui.panels import Panel, register  # noqa: PLC0415

        register("desk.account", Panel("api/keys.html", keys_of_page))
