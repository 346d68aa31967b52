"""Answering a download. Who may have the file is asked by the rooms above."""

from typing import Any

from django.core.files.base import File
from django.http import FileResponse

from kechuang.files import blobs
from kechuang.files.models import Attachment

POLICY = "default-src 'none'; sandbox"
"""Whatever a file holds, it runs nothing and reaches nothing."""


def send(attachment: Attachment, *, as_name: str = "") -> FileResponse:
    """The file as a download, under `as_name` (a blind reader's, say) or the name that it came under."""
    return answer(
        blobs.opened(attachment.sha256),
        name=as_name or attachment.name,
        media_type=attachment.sort.media_type,
        size=attachment.size,
    )


def answer(content: "File[Any]", *, name: str, media_type: str, size: int) -> FileResponse:
    """Bytes as a download that no browser interprets and no shared cache keeps."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    response["Content-Length"] = str(size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response
