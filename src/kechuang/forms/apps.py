"""Forms as a Django application."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.forms"
    label = "sheets"  # Django has its own `forms`
