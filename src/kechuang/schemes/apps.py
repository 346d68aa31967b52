"""Schemes and calls as a Django application."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.schemes"
    label = "schemes"

    def ready(self) -> None:
        """Make the table of calls known, and what time does to them, and where one is read."""
        from kechuang.door import choices, clockwork, reading, table  # noqa: PLC0415  models are ready only now
        from kechuang.schemes.choices import schemes  # noqa: PLC0415
        from kechuang.schemes.clockwork import open_and_close  # noqa: PLC0415
        from kechuang.schemes.links import find  # noqa: PLC0415
        from kechuang.schemes.reading import CALL_READING  # noqa: PLC0415
        from kechuang.schemes.table import CALLS  # noqa: PLC0415
        from kechuang.ui import links  # noqa: PLC0415

        table.register(CALLS)
        reading.register(CALL_READING)
        choices.register("schemes", schemes)
        clockwork.register("calls", open_and_close)
        links.register("call", find)
