"""The pages for what goes wrong: each says what happened and what to do next, in the reader's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def page(request: HttpRequest, status: int, title: str, remedy: str) -> HttpResponse:
    """An error page. It asks nothing of the database, so that it also stands when that is gone."""
    return render(request, "ui/error.html", {"status": status, "title": title, "remedy": remedy}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """400."""
    return page(request, 400, _("The request could not be read"), _("Go back, check what was entered and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """403."""
    return page(
        request,
        403,
        _("This page is not open to your role"),
        _("Switch to another of your appointments at the top of the page, or ask your system administrator."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """404."""
    return page(
        request, 404, _("There is no page at this address"), _("The address may be mistyped, or the page has moved.")
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
