"""Who may read and change the directory at the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kechuang.directory.roles import Role
from kechuang.ui.errors import forbidden
from kechuang.ui.visit import visit

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]

KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR})
"""Who changes the directory."""
POOL_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.REVIEW_SECRETARY})
"""Who keeps what is known of experts."""
POOL_READERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.REVIEW_SECRETARY, Role.SUPERVISOR})
"""Who sees the pool of experts with names and ties."""
INTEGRITY_READERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SUPERVISOR, Role.DIRECTOR})
"""Who sees the decisions on integrity."""


def only(roles: frozenset[Role]) -> Callable[[Page[Rest]], Page[Rest]]:
    """Open a page to those who act in one of the roles; others are told that it is not theirs."""

    def closed(page: Page[Rest]) -> Page[Rest]:
        """The page behind its door."""

        @wraps(page)
        def answer(request: HttpRequest, *args: Rest.args, **options: Rest.kwargs) -> HttpResponseBase:
            """The page, or the refusal."""
            appointment = visit(request).appointment
            if appointment is None or appointment.role not in roles:
                return forbidden(request)
            return page(request, *args, **options)

        return cast("Page[Rest]", login_required(answer))

    return closed
