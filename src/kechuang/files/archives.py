"""What is looked at inside a ZIP archive, which Office documents are too, before anybody opens it."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

from kechuang.files.blobs import Content
from kechuang.files.faults import fault
from kechuang.files.kinds import (
    ARCHIVE_BEGINS,
    ARCHIVES,
    KINDS,
    OFFICE_KINDS,
    PROGRAM_BEGINS,
    PROGRAMS,
    WITH_MACROS,
    ZIP_BEGINS,
    extension_of,
)

CONTENTS = "[Content_Types].xml"
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
CHUNK = 1 << 16
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold: members, bytes when unpacked, and how many times its own size that may be."""

    members: int = 2000
    unpacked: int = 500 * MIB
    ratio: int = 100
    small: int = MIB
    """Below this many bytes a high ratio harms nobody: an empty spreadsheet packs to almost nothing."""


LIMITS = Limits()


def look_into(name: str, content: Content, limits: Limits = LIMITS) -> zipfile.ZipFile:
    """The archive, found harmless. Raises ValidationError: names and sizes first, then every byte within the limits."""
    try:
        archive = zipfile.ZipFile(cast("IO[bytes]", content))
    except (zipfile.BadZipFile, ValueError, OSError) as bad:
        raise fault("damaged", name=name) from bad
    members = archive.infolist()
    if len(members) > limits.members:
        raise fault("too_many", name=name, limit=limits.members)
    for member in members:
        if member.flag_bits & 0x1:
            raise fault("protected", name=name)
        stays_inside(name, member)
    packed, unpacked = sum(one.compress_size for one in members), sum(one.file_size for one in members)
    if unpacked > limits.unpacked:
        raise fault("expands", name=name, limit=limits.unpacked // MIB)
    if unpacked > limits.small and unpacked > limits.ratio * max(packed, 1):
        raise fault("ratio", name=name)
    read_through(name, archive)
    return archive


def stays_inside(name: str, member: zipfile.ZipInfo) -> None:
    """Refuse a member whose path leaves the folder it is unpacked into, or that is a link to elsewhere."""
    path = member.filename.replace("\\", "/")
    if path.startswith("/") or ":" in path.split("/")[0] or ".." in path.split("/") or "\0" in path:
        raise fault("escapes", name=name, member=member.filename[:60])
    if stat.S_ISLNK(member.external_attr >> 16):
        raise fault("escapes", name=name, member=member.filename[:60])


def read_through(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse an archive whose members do not unpack to the sizes and checks that it states, or that are programs."""
    for member in archive.infolist():
        if member.is_dir():
            continue
        try:
            with archive.open(member) as opened:
                begin = opened.read(CHUNK)
                while opened.read(CHUNK):
                    pass
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as bad:
            raise fault("damaged", name=name) from bad
        if begin.startswith(PROGRAM_BEGINS):
            raise fault("program", name=name)


def look_at_members(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse in a ZIP archive what would be refused alone: programs, macros, and archives in archives."""
    for member in documents(archive):
        extension, shown = extension_of(member.filename), member.filename[:60]
        if extension in PROGRAMS:
            raise fault("program", name=name)
        if extension in WITH_MACROS:
            raise fault("macros", name=shown, better=WITH_MACROS[extension])
        with archive.open(member) as opened:
            if extension in OFFICE_KINDS:
                look_at_office(shown, look_into(shown, opened), extension)
                continue
            begin = opened.read(8)
        if extension in ARCHIVES or begin.startswith(ARCHIVE_BEGINS + ZIP_BEGINS):
            raise fault("nested", name=name, member=shown)


def documents(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The members that are files."""
    return (one for one in archive.infolist() if not one.is_dir())


def office_kind(archive: zipfile.ZipFile) -> str:
    """Which Office document an archive is by its own table of contents; `zip` where it is none."""
    if CONTENTS not in archive.namelist():
        return "zip"
    with archive.open(CONTENTS) as opened:
        table = opened.read(MIB).decode("utf-8", "replace")
    found = [kind.code for kind in KINDS.values() if kind.main_part and kind.main_part in table]
    return found[0] if len(found) == 1 else "zip"


def look_at_office(name: str, archive: zipfile.ZipFile, wanted: str) -> None:
    """Refuse an Office document that is another than its name says, or that holds macros."""
    parts = [one.filename.casefold().rsplit("/", 1)[-1] for one in documents(archive)]
    table = b""
    if CONTENTS in archive.namelist():
        with archive.open(CONTENTS) as opened:
            table = opened.read(MIB)
    if any(part in MACRO_PARTS for part in parts) or b"macroEnabled" in table:
        raise fault("macros", name=name, better=wanted)
    found = office_kind(archive)
    if found != wanted:
        raise fault("other_content", name=name, found=KINDS[found].label, wanted=wanted)
