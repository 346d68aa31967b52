"""Messages as a Django application."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.notify"
    label = "notify"
