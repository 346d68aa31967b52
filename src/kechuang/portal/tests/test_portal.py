"""The public site."""

import pytest
from django.test import Client

from kechuang.directory.models import Account, Organisation


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
