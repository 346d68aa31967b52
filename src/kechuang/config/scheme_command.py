"""`kechuang scheme check|list|show`."""

import argparse
import json
import os
from pathlib import Path

from kechuang.config.words import Refused, Words, say


class SchemeCommand:
    """Check a scheme's file, list the catalogue, show one scheme as it would be frozen."""

    help = Words("检查、列出、查看计划类别", "check a scheme's file, list the catalogue, show one of its schemes")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("what", choices=["check", "list", "show"], help="检查 · 列出 · 查看")
        parser.add_argument("which", nargs="?", help="check: 文件 a file; show: 代码 a code")

    def run(self, options: argparse.Namespace) -> int:
        """Do it; status 1 where a file is not sound. No installation is needed."""
        ready()
        if options.what == "list":
            return listed()
        if not options.which:
            raise Refused(Words("缺少文件或代码（kechuang scheme --help）", "name a file or a code: scheme --help"))
        return checked(Path(options.which)) if options.what == "check" else shown(options.which)


def ready() -> None:
    """Make the stage kinds known, with Django as small as it can be: no database, no folder."""
    import django  # noqa: PLC0415  the base package has no Django
    from django.conf import settings  # noqa: PLC0415

    if "DJANGO_SETTINGS_MODULE" not in os.environ and not settings.configured:
        rooms = ["contenttypes", "auth"]
        settings.configure(
            INSTALLED_APPS=[
                *(f"django.contrib.{room}" for room in rooms),
                *(f"kechuang.{room}" for room in ("directory", "trail", "door", "schemes", "stages")),
            ],
            AUTH_USER_MODEL="directory.Account",
            USE_TZ=True,
        )
    django.setup()


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


def shown(code: str) -> int:
    """A scheme as it would be frozen: its stages and its canonical form."""
    from kechuang.schemes.definition import catalogue  # noqa: PLC0415  Django is ready only now

    scheme = catalogue().get(code)
    if scheme is None:
        raise Refused(Words(f"目录中没有 {code}（kechuang scheme list）", f"the catalogue has no {code}: scheme list"))
    say(f"{scheme.name.zh}  {scheme.digest}", scheme.name.en)
    print(json.dumps(json.loads(scheme.canonical()), ensure_ascii=False, indent=2))
    return 0
