"""The inbox: one's own messages, the bell, and where a message leads."""

from datetime import date

import pytest
from django.test import Client

from kechuang.conftest import NOW
from kechuang.directory import services as directory
from kechuang.directory.models import Account, Organisation, Person
from kechuang.directory.roles import Role
from kechuang.notify import kinds, services
from kechuang.notify.models import Message

DUE = kinds.MessageKind("test.due", "%(title)s", urgent=True)


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind, for these tests only."""
    monkeypatch.setattr(kinds, "_kinds", {DUE.code: DUE})


def sent(person: Person, title: str = "叶盘<b>") -> Message:
    """A message to a person."""
    return services.send(to=person, code="test.due", words={"title": title}, link="/desk/cases/", now=NOW)


def test_an_empty_inbox_says_what_will_stand_there(client: Client, lin: Account) -> None:
    client.force_login(lin)
    page = client.get("/desk/messages/").content.decode()
    assert "还没有消息。" in page
    assert "全部标为已读" not in page
    assert "消息，没有未读" in page


def test_the_bell_counts_and_following_a_message_reads_it(client: Client, lin: Account) -> None:
    client.force_login(lin)
    message = sent(lin.person)
    page = client.get("/desk/messages/").content.decode()
    assert "消息，1 条未读" in page
    assert "叶盘&lt;b&gt;" in page
    response = client.post(f"/desk/messages/{message.public_id}/")
    assert (response.status_code, response["Location"]) == (302, "/desk/cases/")
    assert "消息，没有未读" in client.get("/desk/").content.decode()
    assert "都看过了。" in client.get("/desk/messages/?only=unread").content.decode()


def test_marking_without_following_and_all_at_once(client: Client, lin: Account) -> None:
    client.force_login(lin)
    first, _second, _third = sent(lin.person), sent(lin.person), sent(lin.person)
    assert client.post(f"/desk/messages/{first.public_id}/", {"stay": "1"})["Location"] == "/desk/messages/"
    assert "已将 2 条消息标为已读。" in client.post("/desk/messages/read/", follow=True).content.decode()
    assert Message.objects.filter(read_at__isnull=True).count() == 0


def test_more_than_ninety_nine_are_not_counted_out(client: Client, lin: Account) -> None:
    client.force_login(lin)
    Message.objects.bulk_create(
        Message(person=lin.person, code="test.due", words={"title": "x"}, at=NOW) for _ in range(120)
    )
    page = client.get("/desk/messages/?page=4").content.decode()
    assert "99+" in page
    assert page.count("kc-unread") == 30


def test_nobody_reads_another_s_messages(client: Client, lin: Account, house: Organisation) -> None:
    other = directory.register_person(name="别人")
    message = sent(other)
    client.force_login(lin)
    assert client.post(f"/desk/messages/{message.public_id}/").status_code == 404
    assert "叶盘" not in client.get("/desk/messages/").content.decode()
    assert client.get(f"/desk/messages/{message.public_id}/").status_code == 405
    client.logout()
    assert client.get("/desk/messages/").status_code == 302


def test_a_message_to_another_appointment_of_mine_lets_me_act_in_it(
    client: Client, lin: Account, house: Organisation
) -> None:
    expert = directory.appoint(person=lin.person, organisation=house, role=Role.EXPERT, since=date(2020, 1, 1))
    message = services.send(to=expert, code="test.due", words={"title": "x"}, link="/desk/", now=NOW)
    client.force_login(lin)
    page = client.post(f"/desk/messages/{message.public_id}/", follow=True).content.decode()
    assert "您现在的身份：评审专家，澜川市科学技术局。" in page
