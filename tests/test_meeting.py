"""The meeting's screen in a real browser: chosen, opened and changed by keys, and every open screen follows."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import reader_of

pytestmark = pytest.mark.browser


def seated(chromium: Browser, city: str, name: str) -> tuple[Page, list[str]]:
    """Somebody of the cast before the list that waits for the meeting, on the projector's size."""
    reader = reader_of(chromium, city, language="zh-CN", width=1280)
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    reader.go("/")
    reader.page.locator(f"button[name=account]:has-text('{name}')").first.click()
    reader.go("/desk/decisions/?state=prepared")
    reader.page.locator(".kc-list a[href^='/desk/decisions/']").first.click()
    reader.page.wait_for_selector("tr[data-stay]")
    return reader.page, reader.complaints


def test_a_meeting_works_by_keys_and_the_supervisor_sees_it(chromium: Browser, city: str) -> None:
    page, complaints = seated(chromium, city, "何明远")
    seat, seat_complaints = seated(chromium, city, "邱正一")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    total = page.locator(".db-figure strong").first.inner_text()
    for _time in range(2):
        page.keyboard.press("ArrowDown")
    chosen = page.locator("tr[aria-selected='true']")
    expect(chosen).to_have_count(1)
    page.keyboard.press("Enter")
    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card.locator("h2")).to_have_text(chosen.get_attribute("data-title") or "")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.keyboard.press("f")
    page.locator("#change button[type=submit]").click()
    expect(page.locator("[data-error=ground]")).not_to_be_empty()
    page.locator("#c-ground").select_option("not_eligible")
    page.locator("#change button[type=submit]").click()
    expect(page.locator("#change")).to_be_hidden()
    expect(page.locator("tr.db-departs")).to_have_count(1)
    expect(page.locator(".db-figure strong").first).not_to_have_text(total)
    expect(seat.locator("tr.db-departs")).to_have_count(1, timeout=15_000)
    assert seat.locator("#change").count() == 0
    page.keyboard.press("f")  # back to what the rank says: no ground is asked
    expect(page.locator("tr.db-departs")).to_have_count(0)
    expect(page.locator(".db-figure strong").first).to_have_text(total)
    assert (complaints, [one for one in seat_complaints if "422" not in one]) == ([], [])
    page.context.close()
    seat.context.close()
