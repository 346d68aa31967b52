"""What a page costs as the house fills: CPU and SQL statements per page at N, 10 N and 100 N people, and memory served.

    .venv/bin/python benchmarks/pages/measure.py [N]

Builds a demonstration in a temporary folder, fills its directory with N, then 10 N, then 100 N more people (each with a
body, an appointment and an account), and asks for every page through Django's own client, in this process, so that the
CPU time is the page's alone. Memory is measured on the product as `kechuang demo` serves it: the proportional share
(PSS) of all its processes after 200 requests. Prints a table in Markdown.
"""

import contextlib
import io
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import date
from pathlib import Path

REQUESTS, ROUNDS = 40, 5
PAGES = ("/", "/desk/sign-in/", "/desk/", "/desk/account/")
LISTS = (
    "/desk/people/",
    "/desk/people/?role=applicant",
    "/desk/people/?role=director",
    "/desk/people/?page=120",
    "/desk/organisations/?kind=enterprise",
    "/desk/experts/",
    "/desk/experts/?field=health",
)
"""As the system administrator sees them."""


def fill(start: int, end: int) -> None:
    """Enter people from `start` to `end` in the directory."""
    from kechuang.clock import SystemClock
    from kechuang.directory.models import Account, Appointment, Expert, Expertise, Organisation, Person

    now = SystemClock().now()
    names = [f"{number:06d}" for number in range(start, end)]
    bodies = Organisation.objects.bulk_create(
        [Organisation(name=f"单位{name}", kind="enterprise") for name in names], batch_size=1000
    )
    people = Person.objects.bulk_create([Person(name=f"人员{name}") for name in names], batch_size=1000)
    Appointment.objects.bulk_create(
        [
            Appointment(person=person, organisation=body, role="applicant", since=date(2020, 1, 1))
            for person, body in zip(people, bodies, strict=True)
        ],
        batch_size=1000,
    )
    Account.objects.bulk_create(
        [Account(person=person, login=f"p{person.pk}", password="!", opened_at=now) for person in people],
        batch_size=1000,
    )
    experts = Expert.objects.bulk_create(
        [
            Expert(
                person=person,
                organisation=body,
                province="某省",
                city="某市",
                kind="technical",
                title="professor",
                capacity=9,
                pool_since=date(2020, 1, 1),
            )
            for person, body in zip(people, bodies, strict=True)
        ],
        batch_size=1000,
    )
    Expertise.objects.bulk_create([Expertise(expert=one, field="health") for one in experts], batch_size=1000)


def measure() -> dict[str, tuple[float, int]]:
    """CPU milliseconds (the median of rounds) and statements of each page, as an officer of the cast."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from kechuang.directory.models import Account

    client = Client(SERVER_NAME="localhost")
    found = {}
    for page in PAGES + LISTS:
        if page == "/desk/":
            client.force_login(Account.objects.get(login="lin-xiaolan"))
        if page == LISTS[0]:
            client.force_login(Account.objects.get(login="tang-keji"))
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        statements = len(asked)  # taken at once: the next request empties the log
        rounds = []
        for _round in range(ROUNDS):
            started = time.process_time()
            for _request in range(REQUESTS):
                client.get(page)
            rounds.append((time.process_time() - started) / REQUESTS * 1000)
        found[page] = (statistics.median(rounds), statements)
    return found


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def memory(home: Path) -> float:
    """MiB of the served product, web processes and supervisor together."""
    command = [sys.executable, "-m", "kechuang", "demo", "--home", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        address = next(found[0] for line in server.stdout or () if (found := re.search(r"http://\S+?:\d+", line)))
        for _request in range(200):
            with urllib.request.urlopen(address) as answer:
                answer.read()
        kibibytes = sum(share_of(pid) for pid in family(server.pid))
        server.terminate()
    return kibibytes / 1024


def share_of(pid: int) -> int:
    """KiB of a process, what it shares with others counted by its share."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def main() -> None:
    """Measure and print."""
    first = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    sizes = [first, 10 * first, 100 * first]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with contextlib.redirect_stdout(io.StringIO()):
            from kechuang.demo.building import stand

            stand(home, fresh=False)
        os.environ["KECHUANG_HOME"] = str(home)
        tables, before = [], 0
        for size in sizes:
            fill(before, size)
            before = size
            tables.append(measure())
        print("| page | " + " | ".join(f"{size:,} people: CPU ms / statements" for size in sizes) + " |")
        print("|---" * (len(sizes) + 1) + "|")
        for page in PAGES + LISTS:
            print(f"| {page} | " + " | ".join(f"{table[page][0]:.1f} / {table[page][1]}" for table in tables) + " |")
        print(f"\nserved, after 200 requests: {memory(home):.0f} MiB")


if __name__ == "__main__":
    main()
