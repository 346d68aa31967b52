"""Writing a BagIt package (RFC 8493) as a ZIP archive: the same files give the same bytes."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The one time stamp of every member: when a file came about is said in the contents list."""
MODE = 0o100644 << 16
CHUNK = 1 << 20
ESCAPES = {"%": "%25", "\n": "%0A", "\r": "%0D"}
"""RFC 8493, 2.1.3: the characters that a path in a manifest must not hold as they are."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A file of the package: its path under `data/`, its size and digest, and how to open it."""

    path: str
    size: int
    sha256: str
    opened: Callable[[], IO[bytes]]


class TornError(ValueError):
    """A file is not what its digest says; the package is not written."""


def write(into: IO[bytes], root: str, payload: Sequence[Payload], info: Iterable[tuple[str, str]]) -> None:
    """Write the package, its files in the order of their paths, in one folder `root`. Raises TornError."""
    ordered = sorted(payload, key=lambda one: one.path)
    paths = [one.path for one in ordered]
    if len(set(paths)) != len(paths):
        raise ValueError("a path stands twice")
    manifest = "".join(f"{one.sha256}  data/{escaped(one.path)}\n" for one in ordered)
    oxum = f"{sum(one.size for one in ordered)}.{len(ordered)}"
    lines = [*info, ("Payload-Oxum", oxum)]
    tags = {
        "bag-info.txt": "".join(f"{name}: {one_line(value)}\n" for name, value in lines).encode(),
        "bagit.txt": DECLARATION,
        "manifest-sha256.txt": manifest.encode(),
    }
    sealed = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(tags.items()))
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted((tags | {"tagmanifest-sha256.txt": sealed.encode()}).items()):
            archive.writestr(member(f"{root}/{name}", len(content)), content)
        for one in ordered:
            put(archive, member(f"{root}/data/{one.path}", one.size), one)


def put(archive: zipfile.ZipFile, at: zipfile.ZipInfo, one: Payload) -> None:
    """Copy one file into the archive, its digest computed on the way."""
    whole = hashlib.sha256()
    with one.opened() as source, archive.open(at, "w") as target:
        while piece := source.read(CHUNK):
            whole.update(piece)
            target.write(piece)
    if whole.hexdigest() != one.sha256:
        raise TornError(one.path)


def member(name: str, size: int) -> zipfile.ZipInfo:
    """A member of the archive that holds nothing of the machine it was written on."""
    made = zipfile.ZipInfo(name, EPOCH)
    made.external_attr, made.create_system, made.file_size = MODE, 3, size
    return made


def escaped(path: str) -> str:
    """A path as a manifest holds it."""
    return "".join(ESCAPES.get(letter, letter) for letter in path)


def one_line(value: str) -> str:
    """A value of bag-info on one line."""
    return " ".join(value.split())
