"""What the page of a call offers to choose from."""

from django.utils.translation import gettext as _

from kechuang.schemes.definition import catalogue
from kechuang.ui.templatetags.ui import labelled


def schemes() -> list[tuple[str, str]]:
    """The catalogue's schemes."""
    return [("", _("Choose …")), *((scheme.code, labelled(scheme.name)) for scheme in catalogue().values())]
