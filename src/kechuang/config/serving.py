"""Serving the product: a supervised web server, a process that keeps time, the address once the first page stands."""

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from kechuang.config.configuration import HOME_VARIABLE, Configuration, load
from kechuang.config.installing import prepared
from kechuang.config.words import Refused, Words, say

LOOPBACK = "127.0.0.1"
WAIT_SECONDS = 60.0


def port_is_free(address: str, port: int) -> bool:
    """Whether a server can listen there now."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def free_port(preferred: int = 0) -> int:
    """The preferred port of the loopback where one is named and free, else any that is free."""
    if preferred and port_is_free(LOOPBACK, preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def announce(url: str, headers: dict[str, str], greeting: Sequence[str]) -> None:
    """Wait until the first page is served, then say where, and the greeting."""
    life = urllib.request.Request(f"{url}/health/", headers=headers)  # noqa: S310  our own loopback address
    started = time.monotonic()
    while time.monotonic() - started < WAIT_SECONDS:
        try:
            with urllib.request.urlopen(life, timeout=5):  # noqa: S310  our own loopback address
                break
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    else:
        say(
            f"{url} 在 {WAIT_SECONDS:.0f} 秒内没有应答，请看上面的日志", "the server does not answer; see the log above"
        )
        return
    say(f"已启动：{url}", f"serving at {url}  (Ctrl+C 停止 · stops)")
    for line in greeting:
        say(line, "") if not line else print(f"  {line}", flush=True)


def proxied(configuration: Configuration) -> dict[str, str]:
    """The headers with which a request passes for one that came by the configured name."""
    name = configuration.hosts[0].lstrip(".").replace("*", LOOPBACK)
    return {"Host": name} | ({"X-Forwarded-Proto": "https"} if configuration.https else {})


def time_keeper(home: Path, parent: int) -> None:
    """The work of the process that keeps time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with prepared(home):
        from kechuang.config.ticking import keep_time  # noqa: PLC0415  Django is ready only now

        keep_time(parent)


class Time:
    """Keeps time beside the web server, in a process of its own that is begun again should it end."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.stopping = threading.Event()
        self.process = self.begun("fork")
        threading.Thread(target=self.watch, daemon=True).start()

    def begun(self, how: str) -> BaseProcess:
        """The process, started. At first it shares what this one has read; later threads run, and it starts afresh."""
        context: Any = multiprocessing.get_context(how)
        work = (self.home, os.getpid())
        process: BaseProcess = context.Process(target=time_keeper, args=work, name="kechuang-time", daemon=True)
        process.start()
        return process

    def watch(self) -> None:
        """Begin again what ended by itself."""
        while True:
            self.process.join()
            if self.stopping.wait(5):
                return
            print(f"the process that keeps time ended ({self.process.exitcode}); it is begun again", file=sys.stderr)
            self.process = self.begun("spawn")

    def stop(self) -> None:
        """End it."""
        self.stopping.set()
        self.process.terminate()
        self.process.join(10)


def run_server(home: Path, *, port: int | None = None, greeting: Sequence[str] = ()) -> int:
    """Serve the installation of `home` until it is stopped; the exit status.

    Raises Refused where the port is taken.
    """
    from granian.constants import Interfaces  # noqa: PLC0415  part of the web product only
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    configuration = load(home)
    os.environ[HOME_VARIABLE] = str(home)
    chosen = configuration.port if port is None else port
    chosen = chosen or free_port()
    if not port_is_free(configuration.address, chosen):
        raise Refused(
            Words(
                f"{configuration.address}:{chosen} 已被占用。停掉占用它的程序，或在 kechuang.toml 里换一个 port",
                f"{configuration.address}:{chosen} is taken. Stop what uses it, or set another port in kechuang.toml",
            )
        )
    url = f"http://{LOOPBACK if configuration.address in {'0.0.0.0', '::'} else configuration.address}:{chosen}"  # noqa: S104
    # A demonstration's clock stands until somebody moves it.
    keeper = None if configuration.demonstration else Time(home)
    threading.Thread(target=announce, args=(url, proxied(configuration), greeting), daemon=True).start()
    server = Server(
        "kechuang.config.wsgi:application",
        address=configuration.address,
        port=chosen,
        interface=Interfaces.WSGI,
        workers=configuration.web_workers,
        blocking_threads=configuration.web_threads,
        log_access=False,
        log_level=LogLevels.warning,
    )
    try:
        server.serve()
    finally:
        if keeper is not None:
            keeper.stop()
    return 0
