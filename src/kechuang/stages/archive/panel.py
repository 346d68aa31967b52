"""What the page of a case shows of its archive."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import pgettext

from kechuang.cases.shown import shown
from kechuang.directory.models import Appointment
from kechuang.directory.roles import BUREAU_ROLES
from kechuang.stages.archive.models import Archive
from kechuang.stages.archive.services import rule_of
from kechuang.ui.visit import visit


def retention_label(code: str) -> str:
    """How long, in words."""
    return {
        "permanent": pgettext("retention", "permanently"),
        "30 years": pgettext("retention", "30 years"),
        "10 years": pgettext("retention", "10 years"),
    }[code]


def archive_panel(_request: HttpRequest, stay: Archive) -> Mapping[str, Any]:
    """That the case is to be filed, and for how long it will be kept."""
    return {"archive": stay, "retention": retention_label(rule_of(stay).retention)}


def reads_packages(viewer: Appointment | None) -> bool:
    """Whether somebody may read packages at all: they hold what the bureau knows, so the bureau alone."""
    return viewer is not None and viewer.role in BUREAU_ROLES


def filed_panel(request: HttpRequest) -> Mapping[str, Any]:
    """The package of a case that is filed, for the bureau. One statement once it is."""
    case = shown(request)
    if case is None or not reads_packages(visit(request).appointment):
        return {"archive": None}
    if all(one.kind != "archive" for one in case.outcomes.all()):
        return {"archive": None}
    archive = Archive.objects.filter(case=case, state="filed").select_related("package").first()
    return {"archive": archive, "retention": retention_label(archive.retention) if archive else ""}
