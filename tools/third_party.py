"""Write THIRD_PARTY.md: what the product uses and carries of others' work, with versions and licences."""

import re
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# What Kechuang uses of others' work

Written by `make third-party` from the lock file of the product and the list of vendored files; a test compares them.
What only developers install (`requirements/dev.lock`) is not part of the product and not listed.

## Python packages, installed from `requirements/run.lock`

| package | version | licence |
|---|---|---|
"""
CARRIED = """
## Carried in this repository, in `src/kechuang/ui/static/vendor/`

The licence texts stand in `licences/` there.

| package | version | licence | copyright | what for |
|---|---|---|---|---|
"""

FONTS = """
## Carried in this repository, in `src/kechuang/documents/fonts/`

Cut by `python tools/paper_fonts.py`; the licence texts stand beside them.

| package | version | licence | copyright | what for |
|---|---|---|---|---|
"""


def licence(package: Distribution) -> str:
    """The licence as the package states it: its expression, else its classifier, else its words."""
    stated = package.metadata
    if "License-Expression" in stated:
        return str(stated["License-Expression"])
    classifiers = [line for line in stated.get_all("Classifier") or [] if line.startswith("License ::")]
    names = [re.sub(r".*:: ", "", line) for line in classifiers if line != "License :: OSI Approved"]
    return " / ".join(names) or str(stated["License"]).splitlines()[0]


def locked() -> list[tuple[str, str]]:
    """Every package of the product with its version."""
    text = (ROOT / "requirements" / "run.lock").read_text()
    return re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)


def written() -> str:
    """The whole file."""
    rows = [f"| {name} | {version} | {licence(distribution(name))} |" for name, version in locked()]
    return HEAD + "\n".join(rows) + "\n" + CARRIED + carried("vendor") + FONTS + carried("paper_fonts")


def carried(listed: str) -> str:
    """The rows of what a list of `tools/` says is carried."""
    packages = tomllib.loads((ROOT / "tools" / f"{listed}.toml").read_text())["package"]
    order = ("name", "version", "licence", "copyright", "purpose")
    return "".join("| " + " | ".join(one[key] for key in order) + " |\n" for one in packages)


if __name__ == "__main__":
    (ROOT / "THIRD_PARTY.md").write_text(written())
