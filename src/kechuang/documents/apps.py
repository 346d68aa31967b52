"""Papers as a Django application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.documents"
    label = "documents"
