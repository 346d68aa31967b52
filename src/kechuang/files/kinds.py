"""The kinds of file that are taken, and what betrays a file that is not what its name says."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its extension, what people call it, how it is sent, and how its bytes begin."""

    code: str
    label: str | Promise
    media_type: str
    begins: tuple[bytes, ...]
    main_part: str = ""
    """What the table of contents of an Office file says of its main part."""


ZIP_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("pdf", "PDF", "application/pdf", (b"%PDF-",)),
        Kind(
            "docx",
            _("Word document"),
            OFFICE + "wordprocessingml.document",
            ZIP_BEGINS,
            "wordprocessingml.document.main+xml",
        ),
        Kind("xlsx", _("Excel workbook"), OFFICE + "spreadsheetml.sheet", ZIP_BEGINS, "spreadsheetml.sheet.main+xml"),
        Kind(
            "pptx",
            _("PowerPoint presentation"),
            OFFICE + "presentationml.presentation",
            ZIP_BEGINS,
            "presentationml.presentation.main+xml",
        ),
        Kind("jpg", _("JPEG picture"), "image/jpeg", (b"\xff\xd8\xff",)),
        Kind("png", _("PNG picture"), "image/png", (b"\x89PNG\r\n\x1a\n",)),
        Kind("zip", _("ZIP archive"), "application/zip", ZIP_BEGINS),
    )
}
SAME = {"jpeg": "jpg"}
"""Other spellings of an extension."""
OFFICE_KINDS = frozenset({"docx", "xlsx", "pptx"})
OLDER = {"doc": "docx", "dot": "docx", "wps": "docx", "xls": "xlsx", "et": "xlsx", "ppt": "pptx", "dps": "pptx"}
"""Formats of before 2007 and the one that the same program saves today."""
WITH_MACROS = {
    "docm": "docx", "dotm": "docx", "xlsm": "xlsx", "xltm": "xlsx", "xlsb": "xlsx", "xlam": "xlsx", "pptm": "pptx",
    "ppsm": "pptx", "potm": "pptx", "ppam": "pptx",
}  # fmt: skip
PROGRAMS = frozenset(
    [
        *(
            "apk",
            "app",
            "bat",
            "bin",
            "chm",
            "cmd",
            "com",
            "cpl",
            "dll",
            "dmg",
            "exe",
            "hta",
            "htm",
            "html",
            "inf",
            "iso",
        ),
        *(
            "jar",
            "js",
            "jse",
            "lnk",
            "mjs",
            "msi",
            "msix",
            "msp",
            "php",
            "pif",
            "ps1",
            "py",
            "reg",
            "rpm",
            "scf",
            "scr",
        ),
        *("sh", "svg", "swf", "sys", "url", "vb", "vbe", "vbs", "vhd", "war", "wsf", "xhtml", "xll"),
    ]
)
"""Extensions of what a computer would run, alone or in a browser."""
ARCHIVES = frozenset(["7z", "ace", "arj", "bz2", "cab", "gz", "lz", "lzh", "rar", "tar", "tgz", "xz", "zip", "zst"])
PROGRAM_BEGINS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xcf\xfa\xed\xfe",
)
ARCHIVE_BEGINS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
OLE_BEGINS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the older Office begin; newer ones begin so when they are protected by a password."""


def extension_of(name: str) -> str:
    """The extension of a name, in lower case and in its usual spelling; empty where it has none."""
    _stem, dot, end = name.rpartition(".")
    end = end.strip().casefold() if dot else ""
    return SAME.get(end, end)
