"""Whether a file is taken: its name, its size, and whether its content is what its name says."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings

from kechuang.files import names
from kechuang.files.archives import MIB, look_at_members, look_at_office, look_into, office_kind
from kechuang.files.blobs import Content
from kechuang.files.faults import UNKNOWN, fault
from kechuang.files.kinds import (
    ARCHIVE_BEGINS,
    KINDS,
    OFFICE_KINDS,
    OLDER,
    OLE_BEGINS,
    PROGRAM_BEGINS,
    PROGRAMS,
    WITH_MACROS,
    Kind,
    extension_of,
)

TAIL = 2048
ENDS = {"pdf": b"%%EOF", "png": b"IEND"}
ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<")


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was found good."""

    name: str
    kind: Kind
    size: int


def check(name: str, content: Content, *, accept: Collection[str] = tuple(KINDS)) -> Looked:
    """Look at a file; where it will do, what it is. Raises ValidationError with a code of `faults.FAULTS`.

    `accept` names the kinds taken at this place; the content is left at its beginning.
    """
    kept = names.clean(name)
    kind = kind_of(kept, accept)
    size = content.seek(0, 2)
    limit = settings.CONFIGURATION.largest_file_mib
    if size == 0:
        raise fault("empty", name=kept)
    if size > limit * MIB:
        raise fault("too_large", name=kept, size=-(-size // MIB), limit=limit)
    content.seek(0)
    begin = content.read(16)
    if begin.startswith(PROGRAM_BEGINS):
        raise fault("program", name=kept)
    if not begin.startswith(kind.begins):
        raise unlike(kept, kind, begin)
    if kind.code in OFFICE_KINDS:
        look_at_office(kept, look_into(kept, content), kind.code)
    elif kind.code == "zip":
        look_at_zip(kept, content)
    else:
        look_at_end(kept, kind, content, size)
    content.seek(0)
    return Looked(kept, kind, size)


def kind_of(name: str, accept: Collection[str]) -> Kind:
    """The kind that a name claims. Raises ValidationError where it is not taken."""
    extension = extension_of(name)
    taken = ", ".join(f".{code}" for code in KINDS if code in accept)
    if not extension:
        raise fault("no_extension", name=name, taken=taken)
    if extension in PROGRAMS:
        raise fault("program", name=name)
    if extension in WITH_MACROS:
        raise fault("macros", name=name, better=WITH_MACROS[extension])
    if extension in OLDER and OLDER[extension] in accept:
        raise fault("older_format", extension=extension, better=OLDER[extension])
    if extension not in KINDS or extension not in accept:
        raise fault("extension", extension=extension, taken=taken)
    return KINDS[extension]


def unlike(name: str, kind: Kind, begin: bytes) -> Exception:
    """The refusal of a file that does not begin as its kind does."""
    if begin.startswith(OLE_BEGINS) and kind.code in OFFICE_KINDS:
        return fault("protected", name=name)
    found = next((one.label for one in KINDS.values() if begin.startswith(one.begins)), UNKNOWN)
    if begin.startswith(ARCHIVE_BEGINS):
        found = KINDS["zip"].label
    return fault("other_content", name=name, found=found, wanted=kind.code)


def look_at_zip(name: str, content: Content) -> None:
    """Refuse an archive that is an Office document under another name, or whose members would be refused."""
    archive = look_into(name, content)
    found = office_kind(archive)
    if found != "zip":
        raise fault("other_content", name=name, found=KINDS[found].label, wanted=found)
    look_at_members(name, archive)


def look_at_end(name: str, kind: Kind, content: Content, size: int) -> None:
    """Refuse a PDF or PNG that was cut short, and a PDF that is locked. A JPEG may go on after its end."""
    content.seek(max(0, size - TAIL))
    end = content.read()
    if ENDS.get(kind.code, b"") not in end:
        raise fault("damaged", name=name)
    if kind.code == "pdf":
        content.seek(0)
        if ENCRYPTED.search(content.read()):
            raise fault("protected", name=name)
