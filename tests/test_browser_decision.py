"""The screen of the meeting in a real browser: keys, the change with its figures ahead, every seat alike."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Reader
from tests.test_browser import OVERFLOW, enter_as, looks_right

pytestmark = pytest.mark.browser
LISTED = "tr[data-stay]"


@pytest.fixture
def meeting(reader: Reader, language: str) -> Page:
    """The director before the list that stands before the meeting."""
    enter_as(reader, "何明远" if language == "zh-CN" else "He Mingyuan")
    reader.go("/desk/decisions/?state=prepared")
    address = reader.page.locator("tbody a[href*='/desk/decisions/']").first.get_attribute("href")
    assert address is not None
    reader.go(address)
    return reader.page


def figures(page: Page) -> str:
    """The money on the list, as the screen says it."""
    return page.locator(".db-figure strong").first.inner_text()


def test_the_screen_looks_right(reader: Reader, meeting: Page, width: int) -> None:
    looks_right(reader)
    assert meeting.locator(".db-end").count() == 1
    meeting.locator(f"{LISTED} .db-open").first.click()
    expect(meeting.locator("#card article")).to_be_visible()
    looks_right(reader)
    meeting.keyboard.press("Escape")
    expect(meeting.locator("#card")).not_to_be_visible()
    if width > 1000:
        meeting.set_viewport_size({"width": 1280, "height": 720})
        meeting.keyboard.press("p")
        expect(meeting.locator(".db-bar")).not_to_be_visible()
        looks_right(reader)
        last = meeting.locator(".db-end").bounding_box()
        assert last is not None
        assert last["y"] + last["height"] <= 720, "the line where the money ends is on the first screen"
        meeting.keyboard.press("p")
        expect(meeting.locator(".db-bar")).to_be_visible()
        meeting.set_viewport_size({"width": width, "height": 900})


def test_a_change_shows_its_figures_ahead_and_is_taken_back(
    reader: Reader, meeting: Page, language: str, width: int
) -> None:
    before, departures = figures(meeting), meeting.locator(".db-small strong").first
    assert departures.inner_text() == "0"
    first = meeting.locator(LISTED).first
    if width > 1000:
        meeting.keyboard.press("Home")
        meeting.keyboard.press("f")
    else:
        first.locator(".db-edit").click()
        meeting.locator("input[name=funded]").uncheck()
    dialog = meeting.locator("#change")
    expect(dialog).to_be_visible()
    looks_right(reader)
    ahead = dialog.locator("[data-after-money]").inner_text()
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator("[data-error=ground]")).to_be_visible()
    dialog.locator("select").select_option("integrity")
    dialog.locator("button[type=submit]").click()
    expect(dialog).not_to_be_visible()
    expect(departures).to_have_text("1")
    assert figures(meeting) != before
    assert figures(meeting) in ahead
    assert first.locator(".db-mark").inner_text() == ("调出：" if language == "zh-CN" else "passed over:")
    assert meeting.evaluate(OVERFLOW) == 0
    first.click(position={"x": 5, "y": 5})
    meeting.keyboard.press("f")
    expect(departures).to_have_text("0")
    assert figures(meeting) == before


def test_the_supervisor_sees_the_same_and_changes_nothing(reader: Reader, language: str) -> None:
    enter_as(reader, "邱正一" if language == "zh-CN" else "Qiu Zhengyi")
    reader.go("/desk/decisions/?state=prepared")
    reader.page.locator("tbody a[href*='/desk/decisions/']").first.click()
    reader.page.wait_for_url("**/desk/decisions/*/")
    looks_right(reader)
    assert reader.page.locator(".db-edit, #change, .db-head .btn").count() == 0
    assert reader.page.locator(LISTED).count() == 17
