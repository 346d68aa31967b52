"""Making an installation's folder, and getting Django ready in it."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kechuang.config.configuration import FILE_NAME, HOME_VARIABLE, SECRET_NAME, load, secret_of
from kechuang.config.example import rendered
from kechuang.config.words import Refused, Words, say

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def write_home(home: Path, chosen: dict[str, Any]) -> None:
    """Make the folder with its configuration and a secret of its own, readable by its owner only.

    Raises Refused where the folder holds anything already or cannot be written.
    """
    try:
        if home.exists() and (not home.is_dir() or any(home.iterdir())):
            raise Refused(
                Words(
                    f"{home} 不是空文件夹，不会覆盖其中的内容。换一个：--home 其他文件夹",
                    f"{home} is not an empty folder, and what it holds is left alone. Choose another: --home OTHER",
                )
            )
        home.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        home.chmod(PRIVATE_FOLDER)
        private(home / FILE_NAME, rendered(chosen))
        private(home / SECRET_NAME, secrets.token_urlsafe(64) + "\n")
    except OSError as fault:
        raise Refused(
            Words(
                f"无法写入 {home}：{fault}。请检查权限和磁盘空间",
                f"cannot write {home}: {fault}. Check permission and space",
            )
        ) from fault


def private(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w", encoding="utf-8") as file:
        file.write(text)


@contextmanager
def prepared(home: Path, *, migrate: bool = False) -> Iterator[None]:
    """Django, ready in the installation of `home`; with `migrate` its tables and style files are brought up to date.

    A process prepares one home only.
    """
    load(home)
    secret_of(home)
    os.environ[HOME_VARIABLE] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kechuang.config.settings")
    import django  # noqa: PLC0415  the settings are known only now

    django.setup()
    if migrate:
        bring_up_to_date()
    yield


def bring_up_to_date() -> None:
    """Migrate the database and gather the style files of this version."""
    from django.core.management import call_command  # noqa: PLC0415  Django is ready only now
    from django.db import OperationalError, connections  # noqa: PLC0415

    say("准备数据库", "preparing the database")
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as fault:
        raise Refused(
            Words(
                f"数据库连不上或打不开：{str(fault).strip()}。请检查 kechuang.toml 的 database 和数据库服务",
                f"the database does not answer: {str(fault).strip()}. Check `database` in kechuang.toml and the server",
            )
        ) from fault
    say("准备样式与字体", "preparing styles and fonts")
    call_command("collectstatic", verbosity=0, interactive=False)
    # Processes that begin from this one open connections of their own.
    connections.close_all()
