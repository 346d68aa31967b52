"""The application form in a real browser: nothing typed is lost, whatever happens to line, window or browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Reader, reader_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def applicant(chromium: Browser, city: str) -> Iterator[Reader]:
    """沈云飞, signed in."""
    person = reader_of(chromium, city, language="zh-CN", width=1440)
    person.go("/")
    person.page.locator("article", has_text="沈云飞").get_by_role("button").click()
    person.page.wait_for_load_state()
    yield person
    person.context.close()


@pytest.fixture(scope="module")
def address(applicant: Reader) -> str:
    """The address of a form that was just begun, in whatever call takes applications."""
    page = applicant.page
    applicant.go("/desk/calls/")
    page.get_by_role("link", name=re.compile("联合攻关（第二批）申报通知")).first.click()
    page.locator("a[href*='/desk/applications/to/']").last.click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="声明并打开表格").click()
    page.wait_for_url("**/edit/")
    return page.url


EXPECTED = ("ERR_INTERNET_DISCONNECTED", "status of 409", "status of 422")
"""What a browser says of a line that was cut and of answers that were no."""


def opened(applicant: Reader, address: str) -> Page:
    """The form in a window of its own, its script at work; what the browser complains of is kept."""
    page = applicant.context.new_page()
    page.on("pageerror", lambda error: applicant.complaints.append(str(error)))
    page.on("console", lambda said: applicant.complaints.append(said.text) if said.type == "error" else None)
    page.goto(address)
    page.wait_for_selector("form.kc-paged")
    return page


def section(page: Page, name: str) -> None:
    """Go to a section by the rail."""
    page.locator(f"[data-section={name}] a").click()
    expect(page.locator(f"#section-{name}")).to_be_visible()


def saved(page: Page) -> None:
    """Wait until what was typed is in the database."""
    expect(page.locator("#sheet-state")).to_have_attribute("data-state", "saved", timeout=15000)


def test_it_saves_itself_and_says_what_is_wrong(applicant: Reader, address: str) -> None:
    page = opened(applicant, address)
    section(page, "basics")
    page.fill("#f-title", "大直径主轴承滚道淬火研究")
    page.fill("#f-own_funds", "二百一")
    page.focus("#f-keywords")
    saved(page)
    expect(page.locator("#q-own_funds .invalid-feedback")).to_have_text(re.compile("万元"))
    expect(page.locator("#sheet-title")).to_have_text("大直径主轴承滚道淬火研究")
    page.reload()
    assert page.input_value("#f-own_funds") == "二百一"
    page.close()


def test_rows_are_pasted_moved_removed_and_totalled(applicant: Reader, address: str) -> None:
    page = opened(applicant, address)
    applicant.context.grant_permissions(["clipboard-read", "clipboard-write"])
    section(page, "parties")
    page.focus("#f-parties-0-organisation")
    page.evaluate(
        "(text) => navigator.clipboard.writeText(text)",
        '甲厂\t"两行\n任务"\t60\t1,150\n乙校\t机理\t20.5\t40\n丙所\t材料\t10\t0',
    )
    page.keyboard.press("Control+v")
    expect(page.locator("[data-grid=parties] [data-total=public_money]")).to_have_text("90.50")
    expect(page.locator("[data-grid=parties] [data-total=own_money]")).to_have_text("1,190.00")
    assert page.input_value("#f-parties-0-task") == "两行\n任务"
    page.focus("#f-parties-2-organisation")
    page.keyboard.press("Alt+ArrowUp")
    assert page.input_value("#f-parties-1-organisation") == "丙所"
    page.locator("[data-grid=parties] [data-drop]").nth(1).click()
    expect(page.locator("[data-grid=parties] [data-total=public_money]")).to_have_text("80.50")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("[data-grid=parties] [data-total=public_money]")).to_have_text("90.50")
    saved(page)
    page.close()


def test_a_lost_line_and_a_browser_that_dies_lose_nothing(applicant: Reader, address: str) -> None:
    context = applicant.context
    page = opened(applicant, address)
    section(page, "texts")
    context.set_offline(True)
    page.fill("#f-innovation", "断网时写的话。")
    expect(page.locator("#sheet-state")).to_have_attribute("data-state", "offline", timeout=15000)
    context.set_offline(False)
    saved(page)
    context.set_offline(True)
    page.fill("#f-innovation", "浏览器关掉之前写的话。")
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = opened(applicant, address)
    expect(again.locator("#sheet-rescued")).to_be_visible(timeout=15000)
    assert again.input_value("#f-innovation") == "浏览器关掉之前写的话。"
    again.close()


def test_two_windows_are_told_and_choose(applicant: Reader, address: str) -> None:
    one, other = opened(applicant, address), opened(applicant, address)
    expect(one.locator("#sheet-other")).to_be_visible()
    section(one, "basics")
    section(other, "basics")
    one.fill("#f-keywords", "甲写的")
    saved(one)
    other.fill("#f-keywords", "乙写的")
    other.fill("#f-title", "乙改的项目名称也要留下")
    expect(other.locator("#sheet-conflict")).to_be_visible(timeout=15000)
    other.locator("#sheet-settle").click()
    other.get_by_role("button", name="合并并保存").click()
    other.wait_for_selector("form.kc-paged")
    assert (other.input_value("#f-keywords"), other.input_value("#f-title")) == ("甲写的", "乙改的项目名称也要留下")
    one.close(run_before_unload=False)
    other.close()


def test_a_field_is_asked_only_where_its_condition_holds_and_files_go_up_at_once(
    applicant: Reader, address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = opened(applicant, address)
    folder = tmp_path_factory.mktemp("files")
    good, bad = folder / "批件.pdf", folder / "程序.pdf"
    good.write_bytes(b"%PDF-1.4\n%%EOF\n")
    bad.write_bytes(b"MZ\x90\x00")
    section(page, "papers")
    expect(page.locator("#q-ethics_paper")).to_be_hidden()
    page.get_by_label("涉及", exact=True).check()
    expect(page.locator("#q-ethics_paper")).to_be_visible()
    page.set_input_files("#f-ethics_paper", [str(bad)])
    expect(page.locator("#q-ethics_paper .kc-file-failed")).to_have_text(re.compile("程序"))
    page.set_input_files("#f-ethics_paper", [str(good)])
    expect(page.locator("#q-ethics_paper li a")).to_have_text("批件.pdf")
    saved(page)
    page.close()


def test_it_fits_a_phone_and_works_by_keyboard(applicant: Reader, address: str) -> None:
    page = opened(applicant, address)
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("basics", "parties", "budget", "papers", "declarations"):
        section(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    page.set_viewport_size({"width": 1440, "height": 900})
    section(page, "budget")
    page.focus("#f-budget-0-public_money")
    page.keyboard.type("12.5")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-budget-1-public_money"
    saved(page)
    page.close()


def test_the_browser_had_nothing_to_complain_of(applicant: Reader) -> None:
    unexpected = [said for said in applicant.complaints if not any(known in said for known in EXPECTED)]
    assert unexpected == []
