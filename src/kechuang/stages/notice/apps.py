"""The stage kind `notice` as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticeConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.notice"
    label = "stage_notice"

    def ready(self) -> None:
        """Make kind, tables, room, clock job, rail entry, front page and what waits known."""
        from kechuang.cases import kinds as rooms  # noqa: PLC0415  models are ready only now
        from kechuang.directory.roles import Role  # noqa: PLC0415
        from kechuang.door import clockwork, table  # noqa: PLC0415
        from kechuang.schemes.kinds import register  # noqa: PLC0415
        from kechuang.stages.notice.clockwork import end_notices  # noqa: PLC0415
        from kechuang.stages.notice.kind import KIND  # noqa: PLC0415
        from kechuang.stages.notice.models import NoticeStay  # noqa: PLC0415
        from kechuang.stages.notice.pages import on_front_page  # noqa: PLC0415
        from kechuang.stages.notice.table import NOTICES, OBJECTIONS, STAYS  # noqa: PLC0415
        from kechuang.stages.notice.waiting import notices_waiting  # noqa: PLC0415
        from kechuang.ui import panels, public_nav, rail, waiting  # noqa: PLC0415

        register(KIND)
        for one in (NOTICES, STAYS, OBJECTIONS):
            table.register(one)
        rooms.register(rooms.StageRoom("notice", NoticeStay, STAYS))
        clockwork.register("notices", end_notices)
        roles = frozenset({Role.DIVISION_OFFICER, Role.DIRECTOR, Role.SUPERVISOR})
        rail.register(rail.Entry(50, _("Public notices"), "eye-check", "stage_notice:rounds", roles))
        public_nav.register(public_nav.Door(20, _("Public notices"), "stage_notice:index"))
        panels.register("portal.home", panels.Panel("stage_notice/front.html", on_front_page))
        waiting.register("notices", notices_waiting)
