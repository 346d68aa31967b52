"""Lists in a real browser: what they look like, and what their few lines of script do."""

import pytest

from tests.conftest import Reader
from tests.test_browser import enter_as, looks_right

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(reader: Reader, language: str) -> Reader:
    """The system administrator at his browser."""
    enter_as(reader, "唐可基" if language == "zh-CN" else "Tang Keji")
    return reader


def test_the_directory_looks_right(admin: Reader) -> None:
    for path in (
        "organisations/",
        "people/?page=2",
        "experts/",
        "integrity/",
        "organisations/new/",
        "people/?q=无此人",
    ):
        admin.go(f"/desk/{path}")
        looks_right(admin)
    admin.go("/desk/experts/")
    admin.page.locator("tbody .kc-first a").first.click()
    admin.page.wait_for_url("**/desk/experts/*/")
    looks_right(admin)


def test_a_list_does_what_it_offers(admin: Reader, language: str, width: int) -> None:
    page = admin.page
    # A select acts at once and leaves an address that can be read.
    admin.go("/desk/experts/")
    page.locator("select[name=field]").select_option("health")
    page.wait_for_url("**/desk/experts/?field=health")
    # A selection shows what can be done with it, and is exported alone.
    bar, boxes = page.locator(".kc-batch"), page.locator("input[name=chosen]")
    assert not bar.is_visible()
    boxes.nth(0).check()
    boxes.nth(2).check()
    assert bar.locator("[data-list-count]").inner_text() == "2"
    with page.expect_download() as waiting:
        bar.locator("button[name=export]").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    boxes.nth(0).uncheck()
    boxes.nth(2).uncheck()
    assert not bar.is_visible()
    # Columns are chosen, and stay.
    columns = page.locator(".kc-doors .dropdown").nth(1)
    columns.locator("button").first.click()
    columns.locator("input[value=keywords]").check()
    looks_right(admin)
    columns.locator("button.btn-primary").click()
    page.wait_for_load_state()
    assert page.locator("thead th").count() == 9
    # A view is kept under a name and found again.
    name = f"{language} {width}"
    views = page.locator(".kc-doors .dropdown").first
    views.locator("button").first.click()
    views.locator("input[name=name]").fill(name)
    views.locator("input[name=name] ~ button").click()
    page.wait_for_load_state()
    admin.go("/desk/experts/")
    views.locator("button").first.click()
    looks_right(admin)
    page.get_by_role("link", name=name).click()
    page.wait_for_url("**/desk/experts/?field=health*")
    columns.locator("button").first.click()
    columns.locator("button[name=reset]").click()
    page.wait_for_load_state()
