"""Attachments as a Django application."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.files"
    label = "files"
