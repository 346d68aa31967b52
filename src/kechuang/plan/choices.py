"""The catalogue's plans to choose from."""

from django.utils.translation import gettext as _

from kechuang.plan.definition import catalogue
from kechuang.ui.templatetags.ui import labelled


def plans() -> list[tuple[str, str]]:
    """Each with its year."""
    return [("", _("Choose …")), *((one.code, f"{one.year} {labelled(one.title)}") for one in catalogue().values())]
