"""The demonstration as a Django application; installed only where the configuration says demonstration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Registers the room, the cast on the front page, and the clock that an administrator moves."""

    name = "kechuang.demo"
    label = "demo"

    def ready(self) -> None:
        """Show the cast on the front page, and the clock's page on the rail."""
        from kechuang.demo.cast import cast_of_page  # noqa: PLC0415  models are loaded by now
        from kechuang.directory.roles import Role  # noqa: PLC0415
        from kechuang.ui import rail  # noqa: PLC0415
        from kechuang.ui.panels import Panel, register  # noqa: PLC0415

        register("portal.home", Panel("demo/cast.html", cast_of_page))
        keeps = frozenset({Role.SYSTEM_ADMINISTRATOR})
        rail.register(rail.Entry(70, _("The demonstration's clock"), "clock", "demo:clock", keeps))
