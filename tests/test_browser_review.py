"""The scoring screen in a real browser: keys, marks, two windows, a lost line, a closed window."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kechuang.conftest import call, director, house, lin, officer  # noqa: F401  fixtures
from kechuang.stages.review.models import Batch, ReviewRound
from kechuang.stages.review.tests.conftest import bodies, cases, pool, review, secretary, signed_call  # noqa: F401  fixtures
from kechuang.stages.review.tests.test_round import accept_all, promise
from tests.conftest import REPORT_VIOLATIONS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EXPECTED = ("409", "ERR_INTERNET_DISCONNECTED")
"""What the browser itself reports of the two windows and of the lost line."""


@pytest.fixture
def batch(review: ReviewRound) -> Batch:  # noqa: F811  the fixture
    """The largest part of the round, promised and accepted."""
    found = max(review.batches.all(), key=lambda one: one.assignments.count())
    promise(found)
    accept_all(found)
    return found


@pytest.fixture
def window(chromium: Browser, live_server: Any, batch: Batch) -> Iterator[BrowserContext]:
    """A browser in which the expert is signed in; at the end nothing was complained of but what must be."""
    client = Client()
    account = batch.expert.person.account
    client.force_login(account)
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}, base_url=live_server.url)
    context.add_init_script(REPORT_VIOLATIONS)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    complaints: list[str] = []
    context.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert [said for said in complaints if not any(one in said for one in EXPECTED)] == []


def opened(window: BrowserContext, path: str) -> Page:
    """A page of the house."""
    page = window.new_page()
    page.goto(path)
    return page


def state(page: Page, wanted: str) -> None:
    """Wait until the page says so of its saving."""
    page.wait_for_selector(f'#state[data-state="{wanted}"]', timeout=8000)


def test_an_expert_scores_by_keyboard_and_nothing_is_lost(window: BrowserContext, batch: Batch) -> None:
    first, second = batch.assignments.order_by("place")[:2]
    path = f"/desk/review/read/{first.public_id}/"
    page = opened(window, path)
    for key in "87096":
        page.keyboard.press(key)
    state(page, "saved")
    expect(page.locator("#points")).to_have_text("79.50")
    page.keyboard.press("c")
    page.keyboard.type("意见")
    state(page, "saved")

    other = opened(window, path)
    assert other.input_value("#comment") == "意见"
    other.fill("#comment", "另一个窗口")
    state(other, "saved")
    page.fill("#comment", "这个窗口")
    state(page, "conflict")
    page.click("#settle")
    page.check("input[value=saved]")
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**{path}")
    assert page.input_value("#comment") == "另一个窗口"
    other.close()

    window.set_offline(True)
    page.fill("#comment", "断线时写的")
    state(page, "offline")
    page.close()
    window.set_offline(False)
    page = opened(window, path)
    page.wait_for_selector("#rescued:visible")
    assert page.input_value("#comment") == "断线时写的"
    page.keyboard.press("j")
    page.wait_for_url(f"**/{second.public_id}/")


def test_an_expert_marks_and_searches_the_text(window: BrowserContext, batch: Batch) -> None:
    seat = batch.assignments.order_by("place")[0]
    page = opened(window, f"/desk/review/read/{seat.public_id}/")
    page.evaluate(
        """() => {
          const text = document.querySelector('[data-text="content"]').firstChild, range = document.createRange();
          range.setStart(text, 2); range.setEnd(text, 8);
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    page.click("[data-mark=note]")
    page.fill("#note-text", "查一查")
    page.click("#note button[type=submit]")
    page.wait_for_selector("mark[data-note]")
    page.keyboard.press("Escape")
    page.fill("#find", "残余应力")
    expect(page.locator("#found")).to_contain_text("1 / ")
    page.reload()
    assert page.inner_text("mark[data-id]") == "高温合金叶片"
    assert page.inner_text("#mark-list") == "查一查"


def test_it_works_on_a_phone(window: BrowserContext, batch: Batch) -> None:
    seat = batch.assignments.order_by("place")[0]
    page = opened(window, f"/desk/review/read/{seat.public_id}/")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.is_hidden("#rubric")
    page.click("[data-show=rubric]")
    page.click('[data-criterion="novelty"] label:has(input[value="9"])')
    state(page, "saved")
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
