"""The looks as a Django application."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.ui"
    label = "ui"
