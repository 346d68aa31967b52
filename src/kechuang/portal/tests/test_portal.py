"""The public site."""

from datetime import timedelta

import pytest
from django.test import Client

from kechuang.conftest import NOW
from kechuang.directory.models import Account, Organisation
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.schemes.models import Call


def test_the_front_page_names_the_bureau_and_offers_the_door(client: Client, house: Organisation) -> None:
    page = client.get("/").content.decode()
    assert "<h1>澜川市科学技术局</h1>" in page
    assert 'href="/desk/sign-in/"' in page


def test_who_is_signed_in_finds_the_way_to_the_desk(client: Client, lin: Account) -> None:
    client.force_login(lin)
    page = client.get("/").content.decode()
    assert 'href="/desk/"' in page
    assert 'href="/desk/sign-in/"' not in page


@pytest.mark.django_db
def test_the_front_page_stands_before_the_house_is_founded(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "<h1>科创</h1>" in response.content.decode()


@pytest.mark.django_db
def test_the_front_page_takes_no_posts(client: Client) -> None:
    assert client.post("/").status_code == 405


@pytest.fixture
def announced(call: Call, officer: Actor, director: Actor) -> Call:
    """The call, signed by the director."""
    perform(call, "propose", officer, now=NOW)
    perform(call, "sign", director, now=NOW)
    return call


def test_a_call_says_who_may_apply_from_its_own_scheme(client: Client, announced: Call) -> None:
    page = client.get(f"/calls/{announced.public_id}/").content.decode()
    for words in (
        "由企业与高校（院所）共同申报。",
        "项目负责人在研项目少于 2 项。",
        "每家单位最多 2 项",
        "合作协议",
        "由 5 位外地专家匿名评审",
        "名单向社会公示 7 天",
        "024-0000 0000",
    ):
        assert words in page


def test_the_deadline_is_told_by_the_server_s_clock_with_one_button(client: Client, announced: Call) -> None:
    Call.objects.filter(pk=announced.pk).update(opens_at=NOW, state="open")
    page = client.get(f"/calls/{announced.public_id}/").content.decode()
    assert "以服务器时间为准，现在是 2026-03-02 09:00" in page
    assert page.count("登录并申报") == 1
    Call.objects.filter(pk=announced.pk).update(opens_at=NOW - timedelta(days=9), closes_at=NOW, state="closed")
    page = client.get(f"/calls/{announced.public_id}/").content.decode()
    assert "本通知已停止受理" in page
    assert "登录并申报" not in page


def test_the_front_page_keeps_what_is_over_for_the_list(client: Client, announced: Call) -> None:
    assert announced.title in client.get("/").content.decode()
    Call.objects.filter(pk=announced.pk).update(opens_at=NOW - timedelta(days=9), closes_at=NOW, state="closed")
    front = client.get("/").content.decode()
    assert announced.title not in front
    assert "目前没有正在受理的申报通知" in front
    assert announced.title in client.get("/calls/").content.decode()


def test_the_list_says_when_nothing_is_published(client: Client, house: Organisation) -> None:
    assert "还没有发布申报通知" in client.get("/calls/").content.decode()


def test_the_public_navigation_is_complete(client: Client, house: Organisation) -> None:
    page = client.get("/").content.decode()
    for address in ("/calls/", "/notices/", "/plan/", "/check/"):
        assert f'<a href="{address}">' in page
