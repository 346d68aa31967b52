"""What every page can use without asking for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kechuang import __version__
from kechuang.ui.visit import visit


def shell(request: HttpRequest) -> dict[str, Any]:
    """The visit, the languages between which one can switch, and the version."""
    return {"visit": visit(request), "languages": settings.LANGUAGES, "version": __version__}
