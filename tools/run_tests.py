"""Every test: on SQLite with the browser and the programs, then all that touches the database on PostgreSQL.

Where a component is missing the tests that need it are skipped and named at the end; with CI set that is a failure.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
# As many processes as there are cores, at most four; a module's tests stay in one.
SIDE_BY_SIDE = ("--numprocesses", "logical", "--maxprocesses", "4", "--dist", "loadscope")


def pytest(*arguments: str, **environment: str) -> int:
    """Run pytest; its exit status."""
    command = [sys.executable, "-m", "pytest", *SIDE_BY_SIDE, *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode


def main() -> int:
    """Run them all; the worst exit status."""
    started = time.monotonic()
    print("== SQLite, programs, browser", flush=True)
    worst = pytest(*sys.argv[1:])
    folder = postgres.programs()
    if folder is not None:
        print("== PostgreSQL", flush=True)
        with postgres.server(folder) as address:
            worst = max(worst, pytest("-m", "not browser and not system", KECHUANG_TEST_DATABASE=address))
    elif os.environ.get("CI"):
        print("✗ PostgreSQL is missing: apt install postgresql")
        worst = max(worst, 1)
    else:
        print("PostgreSQL is not installed: its tests did not run (apt install postgresql)")
    print(f"{time.monotonic() - started:.0f} s in all")
    return worst


if __name__ == "__main__":
    sys.exit(main())
