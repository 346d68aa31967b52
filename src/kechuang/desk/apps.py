"""The desk as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.desk"
    label = "desk"

    def ready(self) -> None:
        """Offer the desk's own pages on the rail, and say what waits."""
        from kechuang.desk.directory.checks import register_all  # noqa: PLC0415
        from kechuang.desk.directory.readers import (  # noqa: PLC0415
            INTEGRITY_READERS,
            KEEPERS,
            POOL_READERS,
        )
        from kechuang.desk.messages import bell  # noqa: PLC0415  models are ready only now
        from kechuang.desk.waiting import calls_waiting, cases_waiting  # noqa: PLC0415
        from kechuang.directory.roles import Role  # noqa: PLC0415
        from kechuang.ui import panels, rail, waiting  # noqa: PLC0415

        rail.register(rail.Entry(0, _("Desk"), "layout-dashboard", "desk:home"))
        rail.register(rail.Entry(20, _("Calls"), "speakerphone", "desk:calls"))
        rail.register(
            rail.Entry(
                10, _("Cases"), "briefcase", "desk:cases", frozenset(Role) - {Role.EXPERT, Role.SYSTEM_ADMINISTRATOR}
            )
        )
        register_all()
        rail.register(rail.Entry(60, _("Organisations"), "building", "desk:organisations", KEEPERS))
        rail.register(rail.Entry(61, _("People"), "users", "desk:people", KEEPERS))
        rail.register(rail.Entry(62, _("Expert pool"), "school", "desk:experts", POOL_READERS))
        rail.register(rail.Entry(63, _("Integrity records"), "shield-check", "desk:integrity", INTEGRITY_READERS))
        rail.register(rail.Entry(80, _("Messages"), "bell", "desk:messages"))
        rail.register(rail.Entry(90, _("My account"), "user-circle", "desk:account"))
        panels.register("shell.bar", panels.Panel("desk/bell.html", bell))
        waiting.register("calls", calls_waiting)
        waiting.register("cases", cases_waiting)
