"""What every answer carries, the error pages, and the language."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from kechuang.directory.models import Account
from kechuang.ui import errors, panels
from kechuang.ui.middleware import POLICY, SEEN_KEY

PAGES = {
    400: errors.bad_request,
    403: errors.forbidden,
    404: errors.not_found,
    500: errors.server_error,
}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/desk/sign-in/", "/health/", "/no-such-page/"])
def test_every_answer_carries_the_policy(client: Client, path: str) -> None:
    response = client.get(path)
    assert response["Content-Security-Policy"] == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_the_policy_lets_nothing_in_from_elsewhere_and_nothing_inline() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


@pytest.mark.parametrize("status", sorted(PAGES))
@pytest.mark.parametrize(("language", "words"), [("zh-hans", "回到首页"), ("en", "To the front page")])
def test_error_pages_stand_without_the_database(rf: RequestFactory, status: int, language: str, words: str) -> None:
    from django.utils import translation  # noqa: PLC0415

    with translation.override(language):
        response = PAGES[status](rf.get("/"))
    assert response.status_code == status
    assert words in response.content.decode()


@pytest.mark.django_db
def test_a_stale_form_says_so_and_how_to_go_on() -> None:
    response = Client(enforce_csrf_checks=True).post("/desk/sign-in/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "页面打开太久，已失效" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "一次提交的内容太多"), ("en", "More was sent than is taken in")]
)
def test_too_much_at_once_is_refused_with_a_remedy(language: str, words: str) -> None:
    client = Client(headers={"accept-language": language})
    response = client.post("/desk/sign-in/", {"login": "a" * 3_000_000})
    assert response.status_code == 413
    assert words in response.content.decode()


def test_a_button_s_address_opened_as_a_page_says_what_to_do(client: Client) -> None:
    response = client.get("/language/", headers={"accept": "text/html"})
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "这一步没有办成" in response.content.decode()
    assert client.get("/language/").content == b""


def test_an_error_page_leads_back_only_within_the_house(client: Client) -> None:
    page = client.get("/nowhere/", headers={"referer": "http://testserver/calls/?page=2", "host": "testserver"})
    assert 'href="/calls/?page=2"' in page.content.decode()
    for told in ("https://elsewhere.example/calls/", "http://testserver/nowhere/", "javascript:alert(1)"):
        page = client.get("/nowhere/", headers={"referer": told, "host": "testserver"})
        assert "返回上一页" not in page.content.decode()


@pytest.mark.django_db
def test_health_says_that_the_database_answers(client: Client) -> None:
    assert client.get("/health/").json()["status"] == "ok"


def test_health_says_when_the_database_does_not_answer(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    from kechuang.ui.views import health  # noqa: PLC0415

    def gone() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    response = health(rf.get("/health/"))
    assert response.status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("", "zh-hans"), ("fr", "zh-hans"), ("en-GB", "en"), ("zh-CN", "zh-hans"), ("zh-TW", "zh-hans")],
)
def test_chinese_first(client: Client, asked: str, spoken: str) -> None:
    assert client.get("/", headers={"accept-language": asked})["Content-Language"] == spoken


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("next_page", "where"),
    [("/desk/sign-in/?a=1", "/desk/sign-in/?a=1"), ("https://elsewhere.example/", "/"), ("", "/")],
)
def test_switching_the_language_stays_in_the_house(client: Client, next_page: str, where: str) -> None:
    response = client.post("/language/", {"language": "en", "next": next_page})
    assert (response.status_code, response["Location"]) == (302, where)
    assert client.get("/")["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "fr", "zh-hans'"])
def test_a_language_nobody_speaks_is_refused(client: Client, language: str) -> None:
    assert client.post("/language/", {"language": language}).status_code == 400


def test_a_language_chosen_while_signed_in_is_kept_with_the_account(client: Client, lin: Account) -> None:
    client.force_login(lin)
    client.post("/language/", {"language": "en"})
    lin.refresh_from_db()
    assert lin.language == "en"


def test_a_session_is_written_down_once_a_minute(client: Client, lin: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kechuang.ui.middleware.SEEN_EVERY_SECONDS", 60)
    client.force_login(lin)
    seen = []
    for now in (600.0, 630.0, 659.9, 660.0):
        monkeypatch.setattr("kechuang.ui.middleware.time.time", lambda now=now: now)
        client.get("/desk/")
        seen.append(client.session[SEEN_KEY])
    assert seen == [10, 10, 10, 11]


@pytest.fixture
def a_panel() -> Iterator[str]:
    """A place at which one panel is shown twice registered."""
    place = "test.place"

    def words(request: HttpRequest) -> dict[str, str]:
        return {"title": request.path, "remedy": "<b>"}

    for _ in range(2):
        panels.register(place, panels.Panel("ui/error.html", words))
    yield place
    panels._panels.pop(place)  # noqa: SLF001  the test takes back what it registered


def test_a_panel_shows_once_with_its_words_escaped(rf: RequestFactory, a_panel: str) -> None:
    from django.template import engines  # noqa: PLC0415

    request = rf.get("/here/")
    text = engines["django"].from_string('{% panels "test.place" %}').render({"request": request}, request)
    assert text.count("<h1>/here/</h1>") == 1
    assert "&lt;b&gt;" in text


def test_the_reply_of_middleware_is_the_view_s(rf: RequestFactory) -> None:
    from kechuang.ui.middleware import content_security_policy  # noqa: PLC0415

    def own_policy(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    assert content_security_policy(own_policy)(rf.get("/"))["Content-Security-Policy"] == "default-src 'none'"
