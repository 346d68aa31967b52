"""How many actions a second the door takes, each in a transaction of its own, on SQLite as it is installed.

    python benchmarks/door/measure.py [ACTIONS]

The peer in the same run is the least that any web product does for one action: lock a row, change it, write a log row.
"""

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src")]


def main() -> None:
    """Measure and print."""
    from kechuang.config.installing import prepared, write_home

    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        write_home(home, {})
        with prepared(home, migrate=True):
            plain, door = measured(actions)
    print(f"plain row and log: {actions / plain:6.0f} a second")
    print(f"the door:          {actions / door:6.0f} a second, {door / plain:.2f} × the time of the plain peer")


def measured(actions: int) -> tuple[float, float]:
    """Seconds for the plain peer and for the door."""
    from django.db import connection, transaction

    from kechuang.directory import services
    from kechuang.directory.models import Organisation
    from kechuang.directory.roles import Role
    from kechuang.door.perform import perform
    from kechuang.door.table import Actor
    from kechuang.schemes.models import Call

    bureau = services.register_organisation(name="局", kind=Organisation.Kind.BUREAU, credit_code=None)
    services.found_installation(bureau=bureau, now=NOW)
    division = services.register_division(organisation=bureau, name="处")
    person = services.register_person(name="甲")
    officer = Actor(
        services.appoint(
            person=person, organisation=bureau, role=Role.DIVISION_OFFICER, since=NOW.date(), division=division
        )
    )
    given = {
        "title": "通知",
        "scheme_code": "iur-cooperation",
        "guide": "指南",
        "opens_at": NOW + timedelta(days=9),
        "closes_at": NOW + timedelta(days=39),
        "budget": 1_000_000,
        "per_organisation": 2,
        "per_person": 1,
        "contact": "甲",
        "telephone": "1",
    }
    call = Call.objects.get(pk=perform(Call(), "draft", officer, given, now=NOW).subject.pk)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE peer (id integer PRIMARY KEY, seq integer, note text)")
        cursor.execute("CREATE TABLE peer_log (id integer PRIMARY KEY, peer integer, at text, note text)")
        cursor.execute("INSERT INTO peer VALUES (1, 0, '')")
    started = time.perf_counter()
    for number in range(actions):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT seq FROM peer WHERE id = 1")
            cursor.execute("UPDATE peer SET seq = %s, note = %s WHERE id = 1", [number, "指南"])
            cursor.execute("INSERT INTO peer_log (peer, at, note) VALUES (1, %s, 'x')", [NOW.isoformat()])
    plain = time.perf_counter() - started
    started = time.perf_counter()
    for number in range(actions):
        perform(call, "revise", officer, given | {"title": f"通知 {number}"}, now=NOW, key=str(number))
    return plain, time.perf_counter() - started


if __name__ == "__main__":
    main()
