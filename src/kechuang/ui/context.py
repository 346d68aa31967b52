"""What every page can use without asking for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kechuang import __version__
from kechuang.ui.visit import visit


def shell(request: HttpRequest) -> dict[str, Any]:
    """The visit, the languages, the version, and whether all this is a demonstration."""
    return {
        "visit": visit(request),
        "languages": settings.LANGUAGES,
        "version": __version__,
        "demonstration": settings.CONFIGURATION.demonstration,
    }
