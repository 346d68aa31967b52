"""What time drives: jobs that `kechuang tick` runs, each of which does nothing the second time."""

from collections.abc import Callable
from datetime import datetime

Job = Callable[[datetime], int]
"""Given the installation's present instant; the number of things that it moved."""

_jobs: dict[str, Job] = {}


def register(name: str, job: Job) -> None:
    """Run `job` at every tick from now on, under this name."""
    _jobs[name] = job


def run(now: datetime) -> dict[str, int]:
    """Run every job, in the order of their names; what each moved."""
    return {name: job(now) for name, job in sorted(_jobs.items())}
