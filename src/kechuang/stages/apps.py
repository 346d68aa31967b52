"""The stage kinds as a Django application."""

from importlib import import_module

from django.apps import AppConfig

ROOMS = (
    "intake",
    "screening",
    "review",
    "decision",
    "notice",
    "approval",
    "agreement",
    "execution",
    "acceptance",
    "archive",
)
"""One room each, in the order of the main path."""


class StagesConfig(AppConfig):
    """Registers the kinds."""

    name = "kechuang.stages"
    label = "stages"

    def ready(self) -> None:
        """Make each kind known to the schemes."""
        from kechuang.schemes.kinds import register  # noqa: PLC0415  models are ready only now

        for room in ROOMS:
            register(import_module(f"kechuang.stages.{room}.kind").KIND)
