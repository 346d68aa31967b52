"""Cases as a Django application."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.cases"
    label = "cases"

    def ready(self) -> None:
        """Make the table of cases known, and where a case is read."""
        from kechuang.cases.links import find  # noqa: PLC0415  models are ready only now
        from kechuang.cases.messages import OVERDUE, REMINDER, TURN  # noqa: PLC0415
        from kechuang.cases.reading import CASE_READING  # noqa: PLC0415
        from kechuang.cases.table import CASES  # noqa: PLC0415
        from kechuang.door import reading, table  # noqa: PLC0415
        from kechuang.notify import kinds  # noqa: PLC0415
        from kechuang.ui import links  # noqa: PLC0415

        table.register(CASES)
        for kind in (TURN, REMINDER, OVERDUE):
            kinds.register(kind)
        reading.register(CASE_READING)
        links.register("case", find)
