"""People at their browsers in one small city, and what all of them do: enter, act on a case, move the clock on."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserType, Page, Response, expect

from tests.conftest import KECHUANG, PATIENCE, ROOT, Reader, launched, plain_environment, reader_of

OFFICER, DIRECTOR, APPLICANT, UNIT, PARTNER = "林晓岚", "何明远", "沈云飞", "高若琳", "倪啸林"
DISTRICT, SECRETARY, PLANNER, ADMINISTRATOR = "白敬川", "方知衡", "苏婉", "唐可基"
READY: Final = "domcontentloaded"
"""A page is acted on when its own scripts have run; the fonts come when they come."""

FAILED = 500
"""The first status that says the house is at fault."""


def built(home: Path) -> Mapping[str, str]:
    """Build the city, in a process of its own; everybody's account by name."""
    command = [sys.executable, "-m", "tests.walk_home", str(home)]
    told = subprocess.run(command, check=True, env=plain_environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    found: Mapping[str, str] = json.loads(told.stdout.splitlines()[-1])
    return found


def trail_verified(home: Path) -> str:
    """What `kechuang trail verify` says of the city; its status is 0."""
    command = [*KECHUANG, "trail", "verify", "--home", str(home)]
    return subprocess.run(command, check=True, env=plain_environment(), stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of the city, served as anybody serves it."""
    command = [*KECHUANG, "demo", "--home", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=plain_environment()) as server:
        try:
            assert server.stdout is not None
            words = (word for line in server.stdout for word in line.split())
            address = next((word for word in words if word.startswith("http://")), None)
            assert address is not None, "the city did not start"
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def unfonted(browsers: BrowserType) -> Iterator[Browser]:
    """A browser that leaves the house's fonts out: they are two dozen files a page, and other tests look at them."""
    with launched(browsers, "--disable-remote-fonts") as browser:
        yield browser


class People:
    """Whoever takes part, each at a browser of his own that stays signed in."""

    def __init__(self, chromium: Browser, address: str, accounts: Mapping[str, str]) -> None:
        self.chromium, self.address, self.accounts = chromium, address, accounts
        self.seats: dict[str, Reader] = {}
        self.complaints: list[str] = []
        self.case = self.round = ""
        self.experts: list[str] = []

    def stranger(self) -> Reader:
        """Somebody who is not signed in."""
        return self.seat("")

    def seat(self, name: str) -> Reader:
        """A person's browser, opened when it is first needed."""
        if name not in self.seats:
            self.seats[name] = reader_of(self.chromium, self.address, language="zh-CN", width=1440)
            self.seats[name].page.set_default_timeout(PATIENCE)
            self.seats[name].page.on("response", self.heard)
        return self.seats[name]

    def heard(self, response: Response) -> None:
        """Nobody is led to a page that is not there, not his, or broken."""
        if response.status in {403, 404} or response.status >= FAILED:
            self.complaints.append(f"{response.status} {response.url}")

    def leave(self, name: str) -> None:
        """Somebody closes the browser; only the house keeps what was done in it."""
        reader = self.seats.pop(name)
        self.complaints += reader.complaints
        reader.context.close()

    def at(self, name: str) -> Page:
        """A person's page. Whoever comes first enters by his card; who has none comes by the same door, by account."""
        known = name in self.seats
        reader = self.seat(name)
        if not known:
            reader.page.goto(self.address + "/", wait_until=READY)
            card = reader.page.get_by_role("button", name=f"以{name}的身份进入")
            if not card.count():
                card = reader.page.locator("button[name=account]").first
                card.evaluate("(button, account) => { button.value = account; }", self.accounts[name])
            card.click()
            reader.page.wait_for_url("**/desk/", wait_until=READY)
        return reader.page

    def open(self, name: str, path: str) -> Page:
        """A person's page at an address of the house."""
        page = self.at(name)
        page.goto(self.address + path, wait_until=READY)
        return page

    def act(
        self, name: str, action: str, answers: dict[str, str] | None = None, *, ticks: tuple[str, ...] = ()
    ) -> Page:
        """Go to the case, choose an action by its link, answer what it asks, do it."""
        page = self.open(name, f"/desk/cases/{self.case}/")
        page.locator(f"main a.btn[href$='/do/{action}/']").first.click()
        return self.answer(page, answers or {}, ticks=ticks)

    def sign(self, page: Page, answers: dict[str, str], *, ticks: tuple[str, ...] = ()) -> Page:
        """Fill a form in and sign on a page that stays where it is."""
        for field, words in answers.items():
            box = page.locator(f"main form [name={field}]")
            if box.evaluate("(box) => box.tagName") == "SELECT":
                box.select_option(words)
            else:
                box.fill(words)
        for field in ticks:
            page.locator(f"main form [name={field}]").check()
        with page.expect_navigation():
            page.locator("main form button.btn-primary[type=submit]").first.click()
        expect(page.locator(".alert-danger, .invalid-feedback:visible")).to_have_count(0)
        return page

    def answer(self, page: Page, answers: dict[str, str], *, ticks: tuple[str, ...] = ()) -> Page:
        """Fill a deed's form in and send it; the deed is done."""
        for field, words in answers.items():
            box = page.locator(f"main form [name={field}]")
            if box.evaluate("(box) => box.tagName") == "SELECT":
                box.select_option(words)
            else:
                box.fill(words)
        for field in ticks:
            page.locator(f"main form [name={field}]").check()
        before = page.url
        page.locator("main form button.btn-primary[type=submit]").first.click()
        page.wait_for_url(lambda url: url != before, wait_until=READY)
        expect(page.locator("#form-errors, .invalid-feedback:visible")).to_have_count(0)
        return page

    def clock(self, minute: str) -> Page:
        """The administrator moves the clock on."""
        page = self.open(ADMINISTRATOR, "/desk/clock/")
        page.locator("[name=at]").fill(minute)
        page.get_by_role("button", name="拨到这一时刻").click()
        expect(page.locator(".kc-clock time")).to_have_attribute("datetime", f"{minute}:00+08:00")
        return page

    def newest_case(self, name: str) -> str:
        """The public id of the case that stands first in a person's list."""
        page = self.open(name, "/desk/cases/")
        found = page.locator(".kc-list a[href*='/desk/cases/']").first.get_attribute("href") or ""
        return found.rstrip("/").rsplit("/", 1)[1]

    def go_home(self) -> None:
        """Everybody closes the browser."""
        for name in list(self.seats):
            self.leave(name)
