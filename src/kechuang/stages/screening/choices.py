"""What an officer chooses from."""

from django.utils.translation import gettext as _

from kechuang.stages.screening.models import Ground


def grounds() -> list[tuple[str, str]]:
    """The grounds on which an officer refuses; the fifth is time's."""
    return [("", _("Choose …")), *((one.value, str(one.label)) for one in Ground if one != Ground.NOT_CORRECTED)]
