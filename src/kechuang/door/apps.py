"""The door as a Django application."""

from django.apps import AppConfig


class DoorConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.door"
    label = "door"
