"""Floor 8 as a Django application: it holds no tables, only words."""

from django.apps import AppConfig


class InstallationConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.config"
    label = "config"
