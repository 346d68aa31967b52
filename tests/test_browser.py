"""The product as people meet it: in both languages, on a wide screen and on a phone."""

import pytest

from tests.conftest import Reader

pytestmark = pytest.mark.browser

SMALLEST_TEXT = """() => {
  const small = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
    if (text && parent.checkVisibility() && parseFloat(getComputedStyle(parent).fontSize) < 14) { small.push(text); }
  }
  return small;
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNNAMED = """() => [...document.querySelectorAll("button, a, input:not([type=hidden])")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length || one.title))
  .map((one) => one.outerHTML)"""
FONT_FACES = "() => [...document.fonts].map((face) => face.status)"
CLIPPED = """() => [...document.querySelectorAll("h1, h2, main p, main a, main button, main dd, main label, main li")]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).display != "inline")
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent.trim())"""


def looks_right(reader: Reader) -> None:
    """What every page owes its reader: nothing small, nothing cut off, nothing without a name."""
    page = reader.page
    assert page.evaluate(SMALLEST_TEXT) == []
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(CLIPPED) == []
    faces = page.evaluate(FONT_FACES)
    assert "loaded" in faces
    assert "error" not in faces
    assert page.title()


def enter_as(reader: Reader, name: str) -> None:
    """One click on the front page."""
    reader.go("/")
    reader.page.get_by_role("button", name=name).click()
    reader.page.wait_for_url("**/desk/")


@pytest.mark.parametrize("path", ["/", "/desk/sign-in/", "/no-such-page/"])
def test_public_pages_look_right(reader: Reader, path: str) -> None:
    reader.go(path)
    looks_right(reader)


@pytest.mark.parametrize("path", ["/desk/", "/desk/account/", "/desk/calls/", "/desk/calls/new/"])
def test_pages_behind_the_door_look_right(reader: Reader, path: str, language: str) -> None:
    enter_as(reader, "林晓岚" if language == "zh-CN" else "Lin Xiaolan")
    reader.go(path)
    looks_right(reader)


def test_the_front_page_speaks_the_reader_s_language(reader: Reader, language: str) -> None:
    reader.go("/")
    heading = "澜川市科学技术局" if language == "zh-CN" else "Lanchuan Science and Technology Bureau"
    assert reader.page.locator("h1").inner_text() == heading
    assert reader.page.locator("html").get_attribute("lang") == ("zh-hans" if language == "zh-CN" else "en")


def test_the_language_stays_as_chosen(reader: Reader, language: str) -> None:
    other, heading = ("English", "Sign in to your desk") if language == "zh-CN" else ("中文", "登录工作台")
    reader.go("/desk/sign-in/")
    reader.page.get_by_role("button", name=other).click()
    reader.page.wait_for_load_state()
    assert reader.page.url.endswith("/desk/sign-in/")
    assert reader.page.locator("h1").inner_text() == heading
    reader.go("/")
    assert reader.page.locator("html").get_attribute("lang") == ("en" if language == "zh-CN" else "zh-hans")


def test_the_demonstration_says_so_on_every_page(reader: Reader, language: str) -> None:
    words = "演示数据" if language == "zh-CN" else "Demonstration data"
    enter_as(reader, "苏婉" if language == "zh-CN" else "Su Wan")
    for path in ("/", "/desk/", "/desk/account/"):
        reader.go(path)
        assert reader.page.locator(".kc-banner strong").inner_text().strip() == words
        assert "2026-06-15 09:00" in reader.page.locator(".kc-banner").inner_text()
    reader.go("/no-such-page/")
    assert reader.page.locator(".kc-banner strong").inner_text().strip() == words


def test_a_wrong_password_keeps_the_name_and_says_what_is_left(reader: Reader, language: str, width: int) -> None:
    name = f"nobody-{language}-{width}"
    reader.go("/desk/sign-in/")
    reader.page.locator("#id_login").fill(name)
    reader.page.locator("#id_password").fill("not the password")
    reader.page.locator("main button[type=submit]").click()
    alert = reader.page.get_by_role("alert")
    words = "登录名或密码不对。再输错 4 次将暂时锁定。" if language == "zh-CN" else "4 attempts are left"
    assert words in alert.inner_text()
    assert reader.page.locator("#id_login").input_value() == name
    looks_right(reader)


def test_an_empty_sign_in_names_each_field(reader: Reader, language: str) -> None:
    reader.go("/desk/sign-in/")
    reader.page.locator("main button[type=submit]").click()
    alert = reader.page.get_by_role("alert").inner_text()
    assert ("请输入登录名。" if language == "zh-CN" else "Enter your login name.") in alert
    assert ("请输入密码。" if language == "zh-CN" else "Enter your password.") in alert
    assert reader.page.locator("#id_login").get_attribute("aria-invalid") == "true"
    looks_right(reader)


def test_a_person_with_two_appointments_switches_between_them(reader: Reader, language: str) -> None:
    chinese = language == "zh-CN"
    enter_as(reader, "赵闻博" if chinese else "Zhao Wenbo")
    role = reader.page.locator(".kc-role")
    assert ("澜川理工大学" if chinese else "Lanchuan University of Technology") in role.inner_text()
    reader.page.locator("main").get_by_role("button", name="切换" if chinese else "Switch").click()
    said = (
        "您现在的身份：申报人，澜川新材料研究院。"
        if chinese
        else "You now act as: Applicant, Lanchuan Institute of Advanced Materials."
    )
    assert reader.page.get_by_role("status").inner_text().strip() == said
    assert ("澜川新材料研究院" if chinese else "Lanchuan Institute of Advanced Materials") in role.inner_text()
    looks_right(reader)


def test_leaving_ends_the_session(reader: Reader, language: str) -> None:
    enter_as(reader, "许清和" if language == "zh-CN" else "Xu Qinghe")
    reader.page.locator(".kc-who-button").click()
    looks_right(reader)
    reader.page.get_by_role("button", name="退出登录" if language == "zh-CN" else "Sign out").click()
    reader.page.wait_for_load_state()
    reader.go("/desk/")
    assert "/desk/sign-in/?next=/desk/" in reader.page.url


def test_the_keyboard_reaches_the_content_first(reader: Reader) -> None:
    reader.go("/")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("() => document.activeElement.className") == "skip-link"
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("() => location.hash") == "#main"


def test_the_rail_opens_and_closes_on_a_phone(reader: Reader, language: str, width: int) -> None:
    enter_as(reader, "邱正一" if language == "zh-CN" else "Qiu Zhengyi")
    menu, rail = reader.page.locator("#menu"), reader.page.locator("#rail")
    if width > 1000:
        assert not menu.is_visible()
        assert rail.is_visible()
        return
    assert not rail.is_visible()
    menu.click()
    rail.wait_for(state="visible")
    assert menu.get_attribute("aria-expanded") == "true"
    reader.page.keyboard.press("Escape")
    rail.wait_for(state="hidden")
    assert menu.get_attribute("aria-expanded") == "false"


def test_paper_carries_no_navigation(reader: Reader, language: str) -> None:
    enter_as(reader, "何明远" if language == "zh-CN" else "He Mingyuan")
    reader.page.emulate_media(media="print")
    assert not reader.page.locator("#rail").is_visible()
    assert not reader.page.locator(".kc-bar").is_visible()
    assert reader.page.locator(".kc-banner").is_visible()
    assert reader.page.locator("h1").is_visible()
