"""What a page costs as the house fills: CPU and SQL statements per page at N, 10 N and 100 N cases, and memory served.

    .venv/bin/python -m benchmarks.pages.measure [N] [--sizes 3] [--home HOME] [--only WORDS]

Builds a demonstration in a temporary folder (or takes the one that stands in HOME, which it leaves alone), copies it
until it has N, then 10 N, then 100 N cases (`growing.py`), and asks for every page of `addresses.py` through Django's
own client, in this process, so that the CPU time is the page's alone: the median of several rounds. What exceeds its
budget is marked with `!`.
Memory is the proportional share (PSS) of all processes of the product, served in the largest house, after 300 requests
of its director, and the most that a tick of the clock takes beside them. Prints tables in Markdown.
"""

import argparse
import contextlib
import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.pages.addresses import Page

REQUESTS, ROUNDS, SERVED = 6, 5, 300
PATIENCE = 0.3
"""CPU seconds of a round: what is slow is asked for less often."""
FOUND = 200
LONGEST_TICK = 60
"""Seconds; copies of the demonstration are thousands of deadlines late at once, which no house is."""
LOOP = 200_000
loops: list[float] = []
"""CPU milliseconds of a plain loop, taken beside every page: on a busy machine they are longer."""


def ask(page: "Page") -> tuple[float, int]:
    """CPU milliseconds of a page (the median of rounds) and its statements."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    if page.account is not None:
        client.force_login(page.account)
    slow = 0.0
    for _time in range(2):
        started = time.process_time()
        answer = client.get(page.address)
        slow = time.process_time() - started
        if answer.status_code != FOUND:
            raise ValueError(f"{page.name}: {page.address} answers {answer.status_code}")
    requests = max(1, min(REQUESTS, int(PATIENCE / slow)))
    with CaptureQueriesContext(connection) as asked:
        client.get(page.address)
    statements = len(asked)  # taken at once: the next request empties the log
    rounds = []
    for _round in range(ROUNDS):
        started = time.process_time()
        for _request in range(requests):
            client.get(page.address)
        rounds.append((time.process_time() - started) / requests * 1000)
        loops.append(loop())
    return statistics.median(rounds), statements


def loop() -> float:
    """CPU milliseconds of a plain loop."""
    started = time.process_time()
    total = 0
    for number in range(LOOP):
        total += number
    return (time.process_time() - started) * 1000


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def memory(home: Path) -> float:
    """MiB of the served product, web processes and supervisor together."""
    from benchmarks.pages.addresses import account_of
    from django.test import Client
    from django.urls import reverse

    from kechuang.directory.roles import Role

    client = Client(SERVER_NAME="localhost")
    client.force_login(account_of(Role.DIRECTOR))
    cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    pages = [reverse(name) for name in ("desk:home", "desk:cases", "plan:desk", "desk:calls", "portal:home")]
    command = [sys.executable, "-m", "kechuang", "demo", "--home", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        address = next(found[0] for line in server.stdout or () if (found := re.search(r"http://\S+?:\d+", line)))
        for number in range(SERVED):
            request = urllib.request.Request(address + pages[number % len(pages)], headers={"Cookie": cookie})
            with urllib.request.urlopen(request) as answer:
                answer.read()
        kibibytes = sum(share_of(pid) for pid in family(server.pid))
        server.terminate()
    return kibibytes / 1024


def ticking(home: Path) -> tuple[float, bool]:
    """MiB at most of a tick of the clock, and whether it ended within its time."""
    most, started = 0, time.monotonic()
    command = [sys.executable, "-m", "kechuang", "tick", "--home", str(home)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as clock:
        while clock.poll() is None and time.monotonic() - started < LONGEST_TICK:
            status = Path(f"/proc/{clock.pid}/status").read_text()
            found = re.search(r"VmHWM:\s+(\d+)", status)
            most = max(most, int(found[1])) if found else most
            time.sleep(0.05)
        ended = clock.poll() is not None
        clock.terminate()
    return most / 1024, ended


def share_of(pid: int) -> int:
    """KiB of a process, what it shares with others counted by its share."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def shown(page: "Page", figures: tuple[float, int] | None) -> str:
    """The figures of a page with a mark where they exceed the budget."""
    if figures is None:
        return "–"
    milliseconds, statements = figures
    late = " !" if milliseconds > page.kind.milliseconds else ""
    many = " !" if page.kind.statements is not None and statements > page.kind.statements else ""
    return f"{milliseconds:.1f}{late} / {statements}{many}"


def report(tables: Mapping[int, Mapping["Page", tuple[float, int]]]) -> None:
    """Print the table: a page is the same in two houses if its name is."""
    sizes = list(tables)
    print("| page | budget | " + " | ".join(f"{size:,} cases" for size in sizes) + " |")
    print("|---" * (len(sizes) + 2) + "|")
    found = {size: {page.name: figures for page, figures in table.items()} for size, table in tables.items()}
    for page in {page.name: page for table in tables.values() for page in table}.values():
        kind = page.kind
        budget = f"{kind.milliseconds:.0f}" + (f" / {kind.statements}" if kind.statements else "")
        row = " | ".join(shown(page, found[size].get(page.name)) for size in sizes)
        print(f"| {page.name} | {budget} | {row} |")


def ready(home: Path, standing: Path | None) -> None:
    """Build the demonstration in a folder, or copy one that stands and bring its tables up to date."""
    from kechuang.demo import building

    if standing is None:
        building.stand(home, fresh=False)
        os.environ["KECHUANG_HOME"] = str(home)
        return
    from kechuang.config.installing import prepared

    shutil.copytree(standing, home)
    (home / building.STAMP).write_text(building.fingerprint())
    with prepared(home, migrate=True):
        pass


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("cases", type=int, nargs="?", default=1000)
    arguments.add_argument("--sizes", type=int, default=3, help="how many sizes, each ten times the one before")
    arguments.add_argument("--home", type=Path, help="a demonstration that stands; it is copied, not changed")
    arguments.add_argument("--only", default="", help="only pages whose name matches this expression")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with contextlib.redirect_stdout(io.StringIO()):
            ready(home, asked.home)
        from benchmarks.pages.growing import Grower

        grower = Grower(home / "kechuang.sqlite3")
        tables: dict[int, dict[Page, tuple[float, int]]] = {}
        try:
            for place in range(asked.sizes):
                started = time.monotonic()
                size = grower.grow(asked.cases * 10**place)
                print(f"{size:,} cases after {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
                from benchmarks.pages.addresses import pages

                wanted = [page for page in pages() if re.search(asked.only, page.name)]
                tables[size] = {page: ask(page) for page in wanted}
        finally:
            report(tables)
            if loops:
                busy = statistics.median(loops) / min(loops)
                print(f"\na plain loop took {min(loops):.1f} ms at best, {busy:.2f} times that in the median")
        if not asked.only:
            print(f"\nserved, after {SERVED} requests: {memory(home):.0f} MiB")
            most, ended = ticking(home)
            print(f"a tick: {most:.0f} MiB at most" + ("" if ended else f", stopped after {LONGEST_TICK} s"))


if __name__ == "__main__":
    main()
