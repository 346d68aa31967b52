"""Take the README's pictures from the running product: `make shots`.

The demonstration is built in a temporary folder and served as anybody serves it; the pictures go to docs/pictures.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
WIDE, PHONE, PROJECTOR = (1280, 800), (390, 844), (1280, 720)


@contextmanager
def served() -> Iterator[str]:
    """The address of a fresh demonstration."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kechuang", "demo", "--home", f"{folder}/home"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            lines = server.stdout or ()
            yield next(word for line in lines for word in line.split() if word.startswith("http://"))
            server.terminate()


def page(browser: Browser, address: str, language: str, size: tuple[int, int]) -> Page:
    """A reader's page in a language and of a size."""
    context = browser.new_context(
        base_url=address, locale=language, viewport={"width": size[0], "height": size[1]}, device_scale_factor=1
    )
    return context.new_page()


def enter(reader: Page, name: str) -> None:
    """One click on the front page."""
    reader.goto("/")
    reader.get_by_role("button", name=name).click()
    reader.wait_for_url("**/desk/")


def take(reader: Page, name: str) -> None:
    """Keep what the reader sees, once the fonts are drawn."""
    reader.evaluate("() => document.fonts.ready")
    reader.screenshot(path=TARGET / f"{name}.png")
    print(f"docs/pictures/{name}.png {(TARGET / f'{name}.png').stat().st_size // 1024} kB")


def main() -> None:
    """Take every picture."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    TARGET.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for language, code, officer in (("zh-CN", "zh", "林晓岚"), ("en-US", "en", "Lin Xiaolan")):
            reader = page(browser, address, language, WIDE)
            enter(reader, officer)
            reader.goto("/desk/cases/?stage=screening")
            take(reader, f"ledger-{code}")
        reader = page(browser, address, "zh-CN", WIDE)
        enter(reader, "林晓岚")
        reader.goto("/desk/cases/?q=CXY2026-0007")
        reader.locator("main table tbody a").first.click()
        reader.wait_for_load_state()
        take(reader, "case-zh")
        director = page(browser, address, "zh-CN", PROJECTOR)
        enter(director, "何明远")
        director.goto("/desk/decisions/?state=prepared")
        director.locator("main table a").first.click()
        director.wait_for_load_state()
        take(director, "decision-zh")
        planner = page(browser, address, "en-US", WIDE)
        planner.goto("/plan/")
        take(planner, "plan-en")
        phone = page(browser, address, "zh-CN", PHONE)
        enter(phone, "沈云飞")
        take(phone, "applicant-phone")
        browser.close()


if __name__ == "__main__":
    main()
