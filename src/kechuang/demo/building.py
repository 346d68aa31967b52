"""Building the demonstration's folder, and knowing when it must be built anew."""

import hashlib
import shutil
import time
from pathlib import Path

from kechuang.config.configuration import FILE_NAME, load
from kechuang.config.installing import prepared, write_home
from kechuang.config.words import say

STAMP = "built-from"


def stand(home: Path, *, fresh: bool) -> None:
    """Build the demonstration in `home` unless it stands there, built from just this code and data."""
    wanted = fingerprint()
    stamp = home / STAMP
    if fresh or not stamp.exists() or stamp.read_text() != wanted:
        build(home)
        stamp.write_text(wanted)


def fingerprint() -> str:
    """A digest of everything the demonstration is built from: the package's code and data."""
    package = Path(__file__).resolve().parent.parent
    whole = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".toml", ".mo", ".css", ".js"} and "tests" not in path.parts:
            whole.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


def build(home: Path) -> None:
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
        say("走过一年：申报通知", "running the year: calls")
        run_year(read_city())
    say(f"建成（{time.monotonic() - start:.1f} 秒）", "built")


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
