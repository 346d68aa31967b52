"""The plan as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.plan"
    label = "plan"

    def ready(self) -> None:
        """Make the table of plans known, the page on the rail, and what waits for the director."""
        from kechuang.directory.roles import BUREAU_ROLES  # noqa: PLC0415  models are ready only now
        from kechuang.door import choices, table  # noqa: PLC0415
        from kechuang.plan.choices import plans  # noqa: PLC0415
        from kechuang.plan.front import front  # noqa: PLC0415
        from kechuang.plan.table import PLANS  # noqa: PLC0415
        from kechuang.plan.waiting import plans_waiting  # noqa: PLC0415
        from kechuang.ui import panels, public_nav, rail, waiting  # noqa: PLC0415

        table.register(PLANS)
        choices.register("plans", plans)
        rail.register(rail.Entry(5, _("The year's plan"), "target-arrow", "plan:desk", BUREAU_ROLES))
        public_nav.register(public_nav.Door(30, _("The year's plan"), "plan:public"))
        panels.register("portal.home", panels.Panel("plan/front.html", front))
        waiting.register("plan", plans_waiting)
