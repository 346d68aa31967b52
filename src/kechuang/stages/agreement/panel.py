"""What the page of a case shows of its task agreement."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kechuang.stages.agreement.models import Agreement


def agreement_panel(_request: HttpRequest, stay: Agreement) -> Mapping[str, Any]:
    """Milestones and instalments. Two statements."""
    return {"agreement": stay, "milestones": list(stay.milestones.all()), "payments": list(stay.payments.all())}
