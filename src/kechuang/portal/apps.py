"""The public site as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.portal"
    label = "portal"

    def ready(self) -> None:
        """Put the calls first in the navigation of the public site, and the check of papers last."""
        from kechuang.ui import public_nav  # noqa: PLC0415  words are ready only now

        public_nav.register(public_nav.Door(10, _("Calls"), "portal:calls"))
        public_nav.register(public_nav.Door(40, _("Check a paper"), "documents:check"))
