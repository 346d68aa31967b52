"""Lint, format, types, import contracts and the quick tests, each as its own tool says it."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tools.run_tests import SIDE_BY_SIDE

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = {
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "import contracts": ["lint-imports"],
    "types": ["mypy"],
    "quick tests": ["pytest", "-q", *SIDE_BY_SIDE, "-m", "not browser and not system"],
}


def main() -> int:
    """Run each; 1 where any found something."""
    bad = []
    for name, command in CHECKS.items():
        started = time.monotonic()
        program = [str(BIN / command[0]), *command[1:]]
        done = subprocess.run(
            program, cwd=ROOT, check=False, capture_output=True, text=True, env=os.environ | {"NO_COLOR": "1"}
        )
        good = done.returncode == 0
        print(f"{'✓' if good else '✗'} {name} ({time.monotonic() - started:.0f} s)", flush=True)
        if not good:
            print(done.stdout + done.stderr)
            bad.append(name)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
