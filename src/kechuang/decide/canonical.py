"""Canonical JSON: RFC 8785, restricted to what has exactly one form everywhere: no fractions, no exponents."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly (RFC 8785, 3.2.2.3; RFC 7493, 2.2)."""
SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
FIRST_PRINTABLE = 0x20


def canonical(value: Any) -> bytes:
    """The one form of a value made of mappings, sequences, text, whole numbers, truth values and nothing.

    Raises TypeError for anything else (a float, a key that is no text), ValueError for a number beyond 2**53 - 1 and
    UnicodeEncodeError for half of a surrogate pair.
    """
    return written(value).encode("utf-8")


def digest(value: Any) -> str:
    """SHA-256, in hex, of the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()


def written(value: Any) -> str:
    """The canonical form as text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"{value} is too large for JSON to keep exactly")
        return str(int(value))
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        keys = sorted(value, key=place_of)
        return "{" + ",".join(f"{quoted(key)}:{written(value[key])}" for key in keys) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "[" + ",".join(map(written, value)) + "]"
    raise TypeError(f"{type(value).__name__} has no canonical form")


def place_of(key: Any) -> bytes:
    """What keys are ordered by: their UTF-16 code units (RFC 8785, 3.2.3). Raises TypeError where it is no text."""
    if not isinstance(key, str):
        raise TypeError("a key is text")
    return key.encode("utf-16-be")


def quoted(text: str) -> str:
    """Text between quotation marks, with the few escapes that RFC 8785, 3.2.2.2, allows."""
    parts = [
        SHORT.get(ord(letter)) or (f"\\u{ord(letter):04x}" if ord(letter) < FIRST_PRINTABLE else letter)
        for letter in text
    ]
    return '"' + "".join(parts) + '"'
