"""What every answer of the house carries, and how long a session lives without activity."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from kechuang.ui.errors import not_by_address

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the style sheet draws its check marks and arrows from data: pictures
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
SEEN_KEY = "seen"
SEEN_EVERY_SECONDS = 60


def content_security_policy(answer: Answer) -> Answer:
    """Send the policy with every page: nothing from elsewhere, nothing inline."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


def words_for_405(answer: Answer) -> Answer:
    """Say what to do where an address that only takes a button's press is opened as a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        bare = isinstance(response, HttpResponseNotAllowed) and not response.content
        if not bare or "text/html" not in request.headers.get("accept", ""):
            return response
        told = not_by_address(request)
        told["Allow"] = response["Allow"]
        return told

    return middleware


def idle_session(answer: Answer) -> Answer:
    """Let a session live on while its person is active; write that down at most once a minute."""

    def middleware(request: HttpRequest) -> HttpResponse:
        minute = int(time.time()) // SEEN_EVERY_SECONDS
        if request.user.is_authenticated and request.session.get(SEEN_KEY) != minute:
            request.session[SEEN_KEY] = minute
        return answer(request)

    return middleware
