"""Writes what is generated into docs/: diagrams, who may do what, and what a scheme may set.

A page holds a pair of marks; what stands between them is replaced.
"""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- generated from the code: begin -->", "<!-- generated: end -->"


def diagrams() -> str:
    """Every transition table as a diagram."""
    from kechuang.door.diagrams import diagram  # noqa: PLC0415  Django is ready only now
    from kechuang.door.table import tables  # noqa: PLC0415

    return "\n".join(f"### `{kind}`\n\n```mermaid\n{diagram(table)}\n```\n" for kind, table in tables().items())


def permissions() -> str:
    """Every transition table as a list of who may do what."""
    from kechuang.door.diagrams import matrix  # noqa: PLC0415  Django is ready only now
    from kechuang.door.table import tables  # noqa: PLC0415

    return "\n".join(f"### `{kind}`\n\n{matrix(table)}\n" for kind, table in tables().items())


def parameters(*, chinese: bool = False) -> str:
    """Every kind of stage with what a scheme may set of it."""
    from tools.parameters import written  # noqa: PLC0415  Django is ready only now

    return written(chinese=chinese)


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/architecture.md": diagrams,
    "docs/permissions.md": permissions,
    "docs/first-scheme.md": parameters,
    "docs/first-scheme.zh-CN.md": lambda: parameters(chinese=True),
}


def page(name: str, text: str) -> str:
    """The page's text with what is generated put in anew. Raises ValueError where the marks are missing."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{name} has no marks for what is generated")
    return f"{before}{BEGIN}\n{PAGES[name]()}{END}{after}"


def main() -> int:
    """Write every page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    import django  # noqa: PLC0415  the settings are known only now

    django.setup()
    for name in PAGES:
        path = ROOT / name
        path.write_text(page(name, path.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
