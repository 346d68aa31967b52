"""What the page of a case shows of its formality check."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kechuang.directory.roles import BUREAU_ROLES
from kechuang.documents.models import Paper
from kechuang.stages.screening.effects import rules
from kechuang.stages.screening.kind import Item
from kechuang.stages.screening.models import Screening
from kechuang.stages.screening.sentences import told
from kechuang.ui.visit import visit


def checklist(screening: Screening) -> list[tuple[Item, dict[str, Any] | None]]:
    """The items with the officer's answers; none where one is not answered yet."""
    return [(item, screening.marks.get(item.code)) for item in rules(screening).checklist]


def screening_panel(request: HttpRequest, stay: Screening) -> Mapping[str, Any]:
    """To the bureau what was found; to the applicant what is to be corrected."""
    viewer = visit(request).appointment
    inside = viewer is not None and viewer.role in BUREAU_ROLES
    findings = list(stay.findings.filter(run=stay.run)) if inside else []
    return {
        "screening": stay,
        "inside": inside,
        "findings": told(findings),
        "checklist": checklist(stay) if inside else [],
    }


def letters_of(screening: Screening) -> list[Paper]:
    """The letters of this check. One statement."""
    return list(Paper.objects.filter(subject=screening.case.chain, kind__in=("correction", "refusal")).order_by("-id"))
