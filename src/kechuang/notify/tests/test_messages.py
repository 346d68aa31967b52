"""Messages: sent in the deed's transaction, read in the reader's language."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.conftest import NOW
from kechuang.directory.models import Account, Appointment
from kechuang.door.table import Actor
from kechuang.notify import kinds, queries, services
from kechuang.notify.models import Message, Word

KIND = kinds.MessageKind("test.due", _("Messages"))
DUE = kinds.MessageKind("test.words", "%(title)s | %(until)s | %(on)s | %(state)s | %(count)s")
WORDS: dict[str, Word] = {
    "title": "叶盘 100% 完成",
    "until": datetime(2026, 3, 10, 1, tzinfo=UTC),
    "on": date(2026, 3, 10),
    "state": pgettext_lazy("call", "Draft"),
    "count": 3,
}


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds, for these tests only."""
    monkeypatch.setattr(kinds, "_kinds", {KIND.code: KIND, DUE.code: DUE})


@pytest.fixture
def me(officer: Actor) -> Appointment:
    """林晓岚 in her appointment."""
    assert officer.appointment is not None
    return officer.appointment


def test_a_message_is_read_in_the_reader_s_language(me: Appointment) -> None:
    message = services.send(to=me, code="test.words", words=WORDS, link="/desk/", now=NOW)
    kept = Message.objects.get(pk=message.pk)
    with translation.override("zh-hans"):
        assert kept.text == "叶盘 100% 完成 | 2026-03-10 09:00 | 2026-03-10 | 草稿 | 3"
    with translation.override("en"):
        assert kept.text == "叶盘 100% 完成 | 2026-03-10 09:00 | 2026-03-10 | Draft | 3"


def test_a_deed_that_is_undone_sends_nothing(me: Appointment) -> None:
    class UndoneError(Exception):
        """For the test."""

    with pytest.raises(UndoneError), transaction.atomic():
        services.send(to=me, code="test.due", words={}, link="", now=NOW)
        raise UndoneError
    assert Message.objects.count() == 0


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "desk/"])
def test_a_link_never_leaves_the_house(me: Appointment, link: str) -> None:
    with pytest.raises(ValueError, match="no path of this house"):
        services.send(to=me, code="test.due", words={}, link=link, now=NOW)


def test_missing_words_and_unknown_kinds_are_found_when_sent(me: Appointment) -> None:
    with pytest.raises(ValueError, match="lacks count, on, state, until"):
        services.send(to=me, code="test.words", words={"title": "x"}, link="", now=NOW)
    with pytest.raises(KeyError):
        services.send(to=me, code="nothing", words={}, link="", now=NOW)
    with pytest.raises(ValueError, match="already"):
        kinds.register(kinds.MessageKind("test.due", "something else"))


def test_each_person_hears_once_and_reads_once(me: Appointment, lin: Account) -> None:
    assert services.send_all(to=[me, lin.person, me], code="test.due", words={}, link="", now=NOW) == 1
    assert queries.unread_count(lin.person) == 1
    (message,) = queries.inbox(lin.person, unread=True)
    services.mark_read(message=message, now=NOW)
    services.mark_read(message=message, now=NOW + timedelta(days=1))
    message.refresh_from_db()
    assert message.read_at == NOW
    assert queries.inbox(lin.person, unread=True).count() == 0
    services.send(to=lin.person, code="test.due", words={}, link="", now=NOW + timedelta(days=2))
    assert services.mark_all_read(person=lin.person, now=NOW + timedelta(days=1)) == 0
    assert services.mark_all_read(person=lin.person, now=NOW + timedelta(days=2)) == 1
