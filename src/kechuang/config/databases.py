"""The database setting, as Django takes it."""

from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; PRAGMA temp_store=MEMORY;"
)


def database(text: str, home: Path) -> dict[str, Any]:
    """Django's settings for `sqlite:FILE` (inside `home`) or `postgresql://…`.

    SQLite writes ahead and takes the write lock when a transaction begins: measured, this alone ends
    "database is locked" under many writers.
    """
    if text.startswith("sqlite:"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / text.removeprefix("sqlite:")),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
        }
    parts = dict(conninfo_to_dict(text))
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict[str, Any] = {key: parts.pop(name, "") for name, key in named.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
    } | settings
