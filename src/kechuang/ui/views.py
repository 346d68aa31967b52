"""The few addresses of the shell itself: switching the language, and a sign of life for supervision."""

import logging

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kechuang import __version__
from kechuang.directory.models import Account
from kechuang.ui.errors import bad_request

logger = logging.getLogger(__name__)


def back(request: HttpRequest) -> str:
    """The page the person came from, if it is one of ours; otherwise the front page."""
    address = request.POST.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()) else "/"


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """Remember the language in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return response


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch the language here, and for a person who is signed in everywhere."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return bad_request(request)
    if isinstance(request.user, Account):
        Account.objects.filter(pk=request.user.pk).update(language=language)
    return speak(redirect(back(request)), language)


@never_cache
@require_GET
def health(_request: HttpRequest) -> HttpResponse:
    """Whether the product answers and reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("the database does not answer")
        return JsonResponse({"status": "no database", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__})
