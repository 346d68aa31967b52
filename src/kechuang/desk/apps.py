"""The desk as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.desk"
    label = "desk"
