"""`kechuang scheme check|list|show|diff`."""

import argparse
import difflib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kechuang.config.commands import HOME_HELP
from kechuang.config.words import Refused, Words, say

if TYPE_CHECKING:
    from kechuang.schemes.definition import Scheme


class SchemeCommand:
    """Check a scheme's file, list the catalogue, show one scheme as it would be frozen, compare two."""

    help = Words("检查、列出、查看、比较计划类别", "check a scheme's file, list the catalogue, show or compare schemes")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("what", choices=["check", "list", "show", "diff"], help="检查 · 列出 · 查看 · 比较")
        parser.add_argument("which", nargs="?", help="check: 文件 a file; show, diff: 代码或文件 a code or a file")
        parser.add_argument("--home", help=HOME_HELP)
        parser.add_argument("other", nargs="?", help="diff: 另一个代码或文件 another code or file")

    def run(self, options: argparse.Namespace) -> int:
        """Do it; status 1 where a file is not sound. No installation is needed."""
        if options.what != "list" and not options.which:
            raise Refused(Words("缺少文件或代码（kechuang scheme --help）", "name a file or a code: scheme --help"))
        if options.what == "diff" and not options.other:
            raise Refused(Words("缺少第二个文件或代码", "name a second file or code to compare with"))
        with rooms_ready(options.home):
            if options.what == "list":
                return listed()
            if options.what == "check":
                return checked(Path(options.which))
            if options.what == "diff":
                return compared(options.which, options.other)
            return shown(options.which)


@contextmanager
def rooms_ready(home: str | None) -> Iterator[None]:
    """Every room with its stage kinds: in the installation of `home`, else in a folder of the moment."""
    from kechuang.config.configuration import HOME_VARIABLE, home_folder  # noqa: PLC0415  the base package is small
    from kechuang.config.installing import prepared, write_home  # noqa: PLC0415

    if home is not None:
        with prepared(home_folder(home)):
            yield
        return
    before = os.environ.get(HOME_VARIABLE)
    with tempfile.TemporaryDirectory(prefix="kechuang-") as folder:
        passing = Path(folder) / "home"
        write_home(passing, {})
        try:
            with prepared(passing):
                yield
        finally:
            if before is not None:
                os.environ[HOME_VARIABLE] = before


def checked(path: Path) -> int:
    """Say what is wrong with a file, every fault with its place."""
    from kechuang.schemes.definition import BadSchemeError, read  # noqa: PLC0415  Django is ready only now

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Refused(Words(f"无法读取 {path}：{fault}", f"cannot read {path}: {fault}")) from fault
    try:
        scheme = read(text)
    except BadSchemeError as bad:
        for fault_of_file in bad.faults:
            say(f"✗ {fault_of_file.place}：{fault_of_file.code}", fault_of_file.matter)
        return 1
    say(f"✓ {scheme.name.zh}：{len(scheme.stage)} 个环节", f"{scheme.name.en}: {len(scheme.stage)} stages")
    return 0


def listed() -> int:
    """One line for each scheme of the catalogue."""
    from kechuang.schemes.definition import catalogue  # noqa: PLC0415  Django is ready only now

    for scheme in catalogue().values():
        say(f"{scheme.code}  {scheme.name.zh}", f"{scheme.name.en}  {scheme.digest[:12]}")
    return 0


def named(which: str) -> "Scheme":
    """The scheme of a code of the catalogue, or of a file. Raises Refused."""
    from kechuang.schemes.definition import BadSchemeError, catalogue, read  # noqa: PLC0415  Django is ready only now

    if which in catalogue():
        return catalogue()[which]
    path = Path(which)
    if not path.is_file():
        raise Refused(
            Words(f"目录中没有 {which}，也没有这个文件（kechuang scheme list）", f"no scheme and no file {which}")
        )
    try:
        return read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, BadSchemeError) as fault:
        raise Refused(Words(f"{which} 不可用：{fault}", f"{which} is not sound: {fault}")) from fault


def written_out(scheme: "Scheme") -> list[str]:
    """A scheme as it would be frozen, a fact a line."""
    return json.dumps(json.loads(scheme.canonical()), ensure_ascii=False, indent=2).splitlines()


def shown(which: str) -> int:
    """A scheme as it would be frozen: its stages and its canonical form."""
    scheme = named(which)
    say(f"{scheme.name.zh}  {scheme.digest}", scheme.name.en)
    print("\n".join(written_out(scheme)))
    return 0


def compared(which: str, other: str) -> int:
    """What differs between two schemes as they would be frozen; status 1 where something does."""
    first, second = named(which), named(other)
    lines = list(difflib.unified_diff(written_out(first), written_out(second), which, other, lineterm="", n=2))
    if not lines:
        say("两者相同", "they are the same")
        return 0
    print("\n".join(lines))
    return 1
