"""Building the demonstration's folder, and knowing when it must be built anew."""

import hashlib
import shutil
import time
from datetime import datetime
from pathlib import Path

from kechuang.config.configuration import FILE_NAME, load
from kechuang.config.installing import prepared, write_home
from kechuang.config.words import say

STAMP = "built-from"
QUARTERS = (1, 4, 7, 10)


def stand(home: Path, *, fresh: bool, stage: str = "") -> bool:
    """Build the demonstration in `home` unless it stands there, of just this code and data; whether it was built.

    With a `stage` the year ends where the case that readers follow has come to it.
    """
    wanted = f"{fingerprint()} {stage}".strip()
    stamp = home / STAMP
    if not fresh and stamp.exists() and stamp.read_text() == wanted:
        return False
    build(home, stage=stage)
    stamp.write_text(wanted)
    return True


def fingerprint() -> str:
    """A digest of everything the demonstration is built from: the package's code and data."""
    package = Path(__file__).resolve().parent.parent
    whole = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".toml", ".mo", ".css", ".js"} and "tests" not in path.parts:
            whole.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


def build(home: Path, *, stage: str = "") -> None:
    """Build the demonstration anew. What stood there is removed only if it was one; anything else is refused."""
    start = time.monotonic()
    if (home / FILE_NAME).exists() and load(home).demonstration:
        shutil.rmtree(home)
    write_home(home, {"demonstration": True})
    with prepared(home, migrate=True):
        from kechuang.demo.city import read_city  # noqa: PLC0415  Django is ready only now
        from kechuang.demo.load import fill  # noqa: PLC0415
        from kechuang.demo.population.composing import population  # noqa: PLC0415
        from kechuang.demo.population.loading import populate  # noqa: PLC0415
        from kechuang.demo.year import run_year  # noqa: PLC0415

        say("装入演示城市：单位、人员、专家", "loading the city: bodies, people, experts")
        fill(read_city())
        populate(population(), now=read_city().clock_at)
        say("走过一年：从通知到归档，约一分钟", "running the year, from calls to archive: about a minute")
        run_year(read_city(), stage=stage, month=tell_month)
    say(f"建成（{time.monotonic() - start:.1f} 秒）", "built")


def tell_month(begins: datetime) -> None:
    """Say how far the year has come: once a quarter is enough."""
    if begins.month in QUARTERS:
        say(f"  … {begins:%Y-%m}", f"{begins:%B %Y}")


def cast_lines() -> list[str]:
    """The cast as lines for the terminal."""
    from kechuang.demo.cast import members  # noqa: PLC0415  Django is ready only now
    from kechuang.demo.city import read_city  # noqa: PLC0415

    lines = []
    for label, people in members(read_city()):
        lines.append(f"{label.zh} · {label.en}")
        lines += [
            f"    {one.account.person.name}  {one.first.get_role_display()}  {one.first.organisation.name}"
            for one in people
        ]
    return lines
