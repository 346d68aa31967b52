"""The public site as a Django application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.portal"
    label = "portal"
