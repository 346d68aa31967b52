"""What the page of a case shows of its review: the bureau how many have signed, others that it is read blind."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kechuang.directory.roles import BUREAU_ROLES
from kechuang.stages.review.models import ReviewStay
from kechuang.stages.review.plan import rule_of
from kechuang.stages.review.progress import SEE_ALL, case_rows
from kechuang.ui.visit import visit


def review_panel(request: HttpRequest, stay: ReviewStay) -> Mapping[str, Any]:
    """Counts for the bureau, never a name. Two statements."""
    viewer = visit(request).appointment
    inside = viewer is not None and viewer.role in BUREAU_ROLES
    return {
        "stay": stay,
        "rule": rule_of(stay.round),
        "row": case_rows([stay], rule_of(stay.round))[0] if inside else None,
        "whole": viewer is not None and viewer.role in SEE_ALL,
    }
