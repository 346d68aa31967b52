"""The name that a file came under: kept for people to read, never used as a path."""

import unicodedata
from pathlib import PurePosixPath

from kechuang.files.faults import fault
from kechuang.files.kinds import PROGRAMS, WITH_MACROS

LONGEST = 150
HIDING = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Categories of characters that are not seen: controls, marks of direction, private and broken ones."""


def clean(name: str) -> str:
    """The last part of a name in its composed form. Raises ValidationError where it misleads or is too long."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = unicodedata.normalize("NFC", last).strip().rstrip(". ")
    if any(unicodedata.category(letter) in HIDING for letter in kept):
        raise fault("bad_name")
    if not kept.strip("."):
        raise fault("no_name")
    if len(kept) > LONGEST:
        raise fault("long_name", limit=LONGEST)
    hidden = {part.strip().casefold() for part in kept.split(".")[1:-1]}
    if hidden & (PROGRAMS | set(WITH_MACROS)):
        raise fault("double_extension", name=kept)
    return kept
