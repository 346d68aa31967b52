"""Writes what is generated from the transition tables into docs/: diagrams and who may do what.

A page holds a pair of marks; what stands between them is replaced.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- generated from the transition tables: begin -->", "<!-- generated: end -->"
PAGES = ["docs/architecture.md", "docs/permissions.md"]


def content(name: str) -> str:
    """What a page shows of every table."""
    from kechuang.door.diagrams import diagram, matrix  # noqa: PLC0415  Django is ready only now
    from kechuang.door.table import tables  # noqa: PLC0415

    parts = []
    for kind, table in tables().items():
        drawn = matrix(table) if name.endswith("permissions.md") else f"```mermaid\n{diagram(table)}\n```"
        parts.append(f"### `{kind}`\n\n{drawn}\n")
    return "\n".join(parts)


def page(name: str, text: str) -> str:
    """The page's text with what is generated put in anew. Raises ValueError where the marks are missing."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{name} has no marks for what is generated")
    return f"{before}{BEGIN}\n{content(name)}{END}{after}"


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
