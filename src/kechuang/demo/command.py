"""`kechuang demo`: build the demonstration where it is not built yet, and serve it."""

import argparse
import hashlib
import shutil
import time
from pathlib import Path

from kechuang.config.configuration import FILE_NAME, load
from kechuang.config.installing import prepared, write_home
from kechuang.config.serving import free_port, run_server
from kechuang.config.words import Words, say

STAMP = "built-from"


class Demo:
    """Load the demonstration city, serve it on the loopback and print the address and the cast."""

    help = Words("建立并打开演示城市", "build the demonstration city and serve it")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--home", default=".demo", help="folder of the demonstration (default: .demo)")
        parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: 8000 or any free one)")
        parser.add_argument("--no-serve", action="store_true", help="build it and stop")
        parser.add_argument("--fresh", action="store_true", help="build it anew although it stands")

    def run(self, options: argparse.Namespace) -> int:
        """Do it."""
        home = Path(options.home).resolve()
        wanted = fingerprint()
        stamp = home / STAMP
        if options.fresh or not stamp.exists() or stamp.read_text() != wanted:
            build(home)
            stamp.write_text(wanted)
        say(f"演示城市就绪：{home}", "the demonstration city is ready")
        if options.no_serve:
            return 0
        port = options.port or free_port(8000)
        with prepared(home):
            lines = cast_lines()
        return run_server(home, port=port, greeting=lines)


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

        say("装入演示城市：单位、人员、任职", "loading the city: bodies, people, appointments")
        fill(read_city())
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
