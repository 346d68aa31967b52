"""Forms as a Django application."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.forms"
    label = "sheets"  # Django has its own `forms`

    def ready(self) -> None:
        """Have locked sheets held against their seals."""
        from kechuang.door import invariants  # noqa: PLC0415  models are ready only now
        from kechuang.forms.invariants import SEALED  # noqa: PLC0415

        invariants.register("sheets", SEALED)
