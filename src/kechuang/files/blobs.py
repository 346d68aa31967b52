"""The bytes themselves: kept once per content, under the digest of the content, never under a name that people gave."""

import hashlib
from typing import IO, Protocol, cast

from django.core.files.base import File
from django.core.files.storage import default_storage

CHUNK = 1 << 20


class Content(Protocol):
    """Bytes that can be read from any place: an open file, an upload, bytes in memory."""

    def read(self, size: int = ..., /) -> bytes:
        """So many bytes, or all that are left."""

    def seek(self, offset: int, whence: int = ..., /) -> int:
        """Go to a place; where that is from the beginning."""


def place_of(sha256: str) -> str:
    """Where a content lies in the installation's storage."""
    return f"blobs/{sha256[:2]}/{sha256}"


def digest_of(content: Content) -> str:
    """SHA-256, in hex, of a content, which is left at its beginning."""
    content.seek(0)
    whole = hashlib.sha256()
    while piece := content.read(CHUNK):
        whole.update(piece)
    content.seek(0)
    return whole.hexdigest()


def keep(content: Content) -> str:
    """Keep a content and give its digest; a content that is there already is not written again.

    What is kept stays when the transaction around it is undone: nothing points to it then.
    """
    sha256 = digest_of(content)
    place = place_of(sha256)
    if not default_storage.exists(place):
        written = default_storage.save(place, File(cast("IO[bytes]", content)))
        if written != place:  # another request wrote the same content meanwhile
            default_storage.delete(written)
    return sha256


def opened(sha256: str) -> "File[bytes]":
    """The content with this digest. Raises FileNotFoundError."""
    return default_storage.open(place_of(sha256), "rb")


def whole(sha256: str) -> bool:
    """Whether the content is there and still is what its digest says."""
    try:
        with opened(sha256) as content:
            return digest_of(content) == sha256
    except FileNotFoundError:
        return False
