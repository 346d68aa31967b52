"""The trail as a Django application."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.trail"
    label = "trail"
