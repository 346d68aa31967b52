"""The pages for what goes wrong: each says what happened and what to do next, in the reader's language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

TOO_LARGE = 413


def page(request: HttpRequest, status: int, title: str, remedy: str) -> HttpResponse:
    """An error page. It asks nothing of the database, so that it also stands when that is gone."""
    context = {"status": status, "title": title, "remedy": remedy, "came_from": came_from(request)}
    return render(request, "ui/error.html", context, status=status)


def came_from(request: HttpRequest) -> str:
    """The page of this house that led here, to go back to; empty where there is none."""
    told = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(told, {request.headers.get("host", "")}):
        return ""
    parts = urlsplit(told)
    back = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "" if request.method in {"GET", "HEAD"} and back == request.get_full_path() else back


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where more was sent than is taken in."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return page(
            request,
            TOO_LARGE,
            _("More was sent than is taken in at once"),
            _("Nothing of it was stored. Go back, shorten the text or send fewer files, each of at most %(most)s MiB.")
            % {"most": settings.CONFIGURATION.largest_file_mib},
        )
    return page(request, 400, _("The request could not be read"), _("Go back, check what was entered and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """403."""
    return page(
        request,
        403,
        _("This page is not open to your role"),
        _("On your desk, switch to another of your appointments at the top, or ask your system administrator."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """404."""
    return page(
        request,
        404,
        _("There is no page at this address"),
        _("The address may be mistyped, the page may have moved, or it is not open to you."),
    )


def not_by_address(request: HttpRequest) -> HttpResponse:
    """405: a button's address was opened as a page, as happens after one signed in again."""
    return page(
        request,
        405,
        _("This step was not done"),
        _("Its address is a button's, not a page's; you may have been signed out meanwhile. Press the button again."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return page(
        request,
        500,
        _("Something went wrong on our side"),
        _("Nothing you had saved is lost. Try again in a few minutes; if it stays, call your system administrator."),
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """The page stood open so long, or cookies are off, that its form is no longer accepted."""
    return page(
        request,
        403,
        _("This page stood open too long"),
        _("Go back, reload the page and send it again. If this happens every time, allow cookies for this site."),
    )
