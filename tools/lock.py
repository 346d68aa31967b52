"""Resolve the requirements again: `requirements/run.lock` for the product, `dev.lock` for what its tests add.

The resolver lives in an environment of its own, so that nobody who only runs the product installs it.
The files carry a hash for every wheel, markers for every platform, and no index.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOLVER = "uv==0.13.9"


def compiled(requirements: list[str], resolver: Path, constraint: Path | None = None) -> str:
    """The locked text for `requirements`, at the versions of `constraint` where it names them."""
    command = [str(resolver), "pip", "compile", "-", "--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--quiet"]
    if constraint is not None:
        command += ["--constraint", str(constraint)]
    done = subprocess.run(command, input="\n".join(requirements), capture_output=True, text=True, check=True)
    return done.stdout


def blocks(text: str) -> dict[str, str]:
    """Each requirement of a locked text by its name."""
    return {re.split(r"[=\s]", block)[0]: block for block in re.split(r"\n(?=\S)", text.strip())}


def main() -> None:
    """Write both lock files."""
    tools = ROOT / ".tools" / "lock"
    if not (tools / "bin" / "uv").exists():
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        subprocess.run([str(tools / "bin" / "pip"), "install", "--quiet", RESOLVER], check=True)
    uv = tools / "bin" / "uv"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    run = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["city"] + groups["build"]
    folder = ROOT / "requirements"
    (folder / "run.lock").write_text(compiled(run, uv))
    whole = blocks(compiled(run + groups["dev"], uv, folder / "run.lock"))
    known = blocks((folder / "run.lock").read_text())
    (folder / "dev.lock").write_text("\n".join(block for name, block in whole.items() if name not in known) + "\n")
    for name in ("run", "dev"):
        print(f"requirements/{name}.lock: {len(blocks((folder / f'{name}.lock').read_text()))} packages")


if __name__ == "__main__":
    main()
