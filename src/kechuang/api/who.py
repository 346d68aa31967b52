"""Who calls: a program with a key, or the browser of somebody who is signed in; and as what."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from kechuang.api.services import account_of
from kechuang.directory.models import Appointment
from kechuang.ui.visit import visit

APPOINTMENT_HEADER = "X-Appointment"


class ByKey(HttpBearer):
    """`Authorization: Bearer kc_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        """The account of the key; the request is then this person's."""
        account = account_of(token)
        if account is not None:
            request.user = account
        return account


BY_SESSION = SessionAuth(csrf=True)


def acting(request: HttpRequest) -> Appointment | None:
    """What the caller acts as: the appointment that the header names, else what the desk would take."""
    wanted = request.headers.get(APPOINTMENT_HEADER)
    if wanted is None:
        return visit(request).appointment
    return next((one for one in visit(request).appointments if one.public_id == wanted), None)
