"""Fixtures for the tests of the whole: the product served from an empty folder, and a browser that reports all."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Error, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
KECHUANG = [sys.executable, "-m", "kechuang"]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 45_000
"""Milliseconds for which a browser waits for what must come: a loaded machine is slow, and that is no defect."""
STRICT = bool(os.environ.get("CI"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On another database than SQLite, run what touches the database: the rest was run already."""
    if not os.environ.get("KECHUANG_TEST_DATABASE"):
        return
    asks = {"db", "transactional_db"}
    touching = [one for one in items if one.get_closest_marker("django_db") or asks & set(one.fixturenames)]  # type: ignore[attr-defined]
    config.hook.pytest_deselected(items=[one for one in items if one not in touching])
    items[:] = touching


def missing(what: str) -> NoReturn:
    """Skip for want of a component; where everything must be there, fail instead."""
    if STRICT:
        pytest.fail(what)
    pytest.skip(what)


def plain_environment() -> dict[str, str]:
    """The environment without what belongs to these tests."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("KECHUANG", "DJANGO"))}


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, its year run: built once for all processes that test, a copy for each."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    built = shared / "built-city"
    with (shared / "built-city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            command = [*KECHUANG, "demo", "--home", str(shared / "city"), "--no-serve"]
            subprocess.run(command, check=True, env=plain_environment(), stdout=subprocess.DEVNULL)
            (shared / "city").rename(built)
    return Path(shutil.copytree(built, tmp_path_factory.mktemp("city") / "home"))


@pytest.fixture(scope="session")
def city(demo_home: Path) -> Iterator[str]:
    """The address of the demonstration, served as anybody serves it."""
    command = [*KECHUANG, "demo", "--home", str(demo_home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=plain_environment()) as server:
        assert server.stdout is not None
        address = next((word for line in server.stdout for word in line.split() if word.startswith("http://")), None)
        assert address is not None, "the demonstration did not start"
        yield address
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browsers() -> Iterator[BrowserType]:
    """What starts a browser; a session has one of it."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright.chromium


def launched(browsers: BrowserType, *flags: str) -> Browser:
    """Debian's Chromium; nothing is downloaded."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        missing("no Chromium here: apt install chromium")
    return browsers.launch(executable_path=program, args=[*CHROMIUM_FLAGS, *flags])


@pytest.fixture(scope="session")
def chromium(browsers: BrowserType) -> Iterator[Browser]:
    """The browser of the tests that look at pages."""
    browser = launched(browsers)
    yield browser
    browser.close()


@dataclass
class Reader:
    """A person at a browser: a page, and everything the page complained of."""

    page: Page
    context: BrowserContext
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the house, its fonts drawn."""
        try:
            self.page.goto(self.address + path)
        except Error as error:
            # What the page before was still fetching may stop a journey, once.
            if "ERR_ABORTED" not in error.message:
                raise
            self.page.goto(self.address + path)
        self.page.evaluate("() => document.fonts.ready")


REPORT_VIOLATIONS = """
window.addEventListener("securitypolicyviolation",
  (event) => console.error("CSP " + event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile));
"""


def reader_of(chromium: Browser, address: str, *, language: str, width: int) -> Reader:
    """A browser of its own for one person. Violations of the page policy and script errors are complaints."""
    context = chromium.new_context(locale=language, viewport={"width": width, "height": 900})
    context.add_init_script(REPORT_VIOLATIONS)
    reader = Reader(context.new_page(), context, address)
    reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
    reader.page.on(
        "console",
        lambda message: (
            reader.complaints.append(message.text)
            if message.type in {"error", "warning"} and "server responded with a status" not in message.text
            else None
        ),
    )
    return reader


@pytest.fixture(scope="session")
def readers() -> dict[tuple[str, int], Reader]:
    """The browsers by language and width; they stay open, since opening one costs more than most tests."""
    return {}


@pytest.fixture(params=["zh-CN", "en-US"])
def language(request: pytest.FixtureRequest) -> str:
    """The reader's language."""
    return str(request.param)


@pytest.fixture(params=[1440, 390])
def width(request: pytest.FixtureRequest) -> int:
    """The width of the screen."""
    return int(request.param)


@pytest.fixture
def reader(
    chromium: Browser, readers: dict[tuple[str, int], Reader], city: str, language: str, width: int
) -> Iterator[Reader]:
    """A person at the demonstration, not signed in; at the end nothing was complained of."""
    if (language, width) not in readers:
        readers[language, width] = reader_of(chromium, city, language=language, width=width)
    person = readers[language, width]
    person.context.clear_cookies()
    person.page.emulate_media(media="screen")
    person.complaints.clear()
    yield person
    assert person.complaints == []
