"""A PostgreSQL server of one's own for as long as the tests run: in a temporary folder, on a free loopback port."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest version; None where PostgreSQL is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


def quietly(command: list[str]) -> None:
    """Run a program of PostgreSQL's; raises CalledProcessError where it fails."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def folder_for(owner: str | None) -> Path:
    """A new folder with a secret in it, both belonging to `owner` where one is named."""
    data = Path(tempfile.mkdtemp(prefix="kechuang-pg-"))
    (data / "password").write_text(secrets.token_hex(16))
    if owner is not None:
        user = pwd.getpwnam(owner)
        for path in (data, data / "password"):
            os.chown(path, user.pw_uid, user.pw_gid)
    return data


def free_port() -> int:
    """A loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Start a server from the programs in `folder`; its address as postgresql://…

    PostgreSQL refuses to run as root; root hands it to the user `postgres`.
    """
    owner = "postgres" if os.geteuid() == 0 else None
    prefix = ["runuser", "-u", owner, "--"] if owner else []
    data, port = folder_for(owner), free_port()
    password = (data / "password").read_text()
    options = ["--username=kechuang", f"--pwfile={data}/password", "--auth=scram-sha-256"]
    options += ["--encoding=UTF8", "--no-locale", "--no-sync"]
    quietly([*prefix, str(folder / "initdb"), f"--pgdata={data}/cluster", *options])
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync=off"
    control = [*prefix, str(folder / "pg_ctl"), f"--pgdata={data}/cluster", "--wait"]
    quietly([*control, f"--log={data}/log", f"--options={settings}", "start"])
    try:
        yield f"postgresql://kechuang:{password}@127.0.0.1:{port}/postgres"
    finally:
        quietly([*control, "--mode=immediate", "stop"])
        shutil.rmtree(data, ignore_errors=True)
