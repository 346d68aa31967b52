"""The product's own settings, in an installation made for the tests.

`KECHUANG_TEST_DATABASE` names another database than SQLite; `tools/run_tests.py` sets it for PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from kechuang.config.configuration import HOME_VARIABLE
from kechuang.config.installing import write_home

_home = Path(tempfile.mkdtemp(prefix="kechuang-tests-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
_database = os.environ.get("KECHUANG_TEST_DATABASE")
write_home(_home, {"demonstration": True} | ({"database": _database} if _database else {}))
(_home / "static").mkdir()
os.environ[HOME_VARIABLE] = str(_home)

from kechuang.config.settings import *  # noqa: E402, F403  the settings read the home that was just made

# A file, as in any installation: a database in memory is locked differently.
if not _database:
    DATABASES["default"]["TEST"] = {"NAME": str(_home / "tests.sqlite3")}  # noqa: F405
# A browser that is driven keeps a loop in this process for as long as it lives; tests of the database follow it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# Tests ask for style files by name, not by the digests that gathering them gives.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# Hashing slowly is argon2's purpose; the tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
