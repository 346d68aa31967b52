"""The trail: frozen bytes, whole chains, and every way of tampering seen."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kechuang.trail.form import NOTHING_BEFORE, Entry, instant, root
from kechuang.trail.models import Chain, DayHead, Event
from kechuang.trail.queries import events_of, verify
from kechuang.trail.services import seal_days, write

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 0, 0, 5, tzinfo=UTC)


def happened(chain: str, action: str, at: datetime = AT) -> Event:
    """One event with a fact."""
    return write(chain=chain, action=action, actor="clock", before="", after="draft", facts={"n": 1}, now=at)


def test_the_bytes_are_frozen() -> None:
    entry = Entry("call/abc", 1, NOTHING_BEFORE, AT, "draft", "k3v", "", "draft", {"scheme": "产学研", "budget_fen": 5})
    assert instant(AT) == "2026-03-02T01:00:00.000005Z"
    assert entry.digest() == "159ca2a56a197a1617d1e8aa47cbc8b676477cd624c24ae20a4b6af54216ec44"


def test_the_root_is_frozen() -> None:
    heads = [("call/a", 1, "0" * 64), ("call/b", 2, "1" * 64), ("call/c", 3, "2" * 64)]
    assert root(heads) == "b5f1b1ab257931f92bebd5dde0c483ae19ee41ff5d29a599703495d4c94409b6"
    assert root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root(heads[:2]) != root(heads[1::-1])


def test_chains_grow_side_by_side_and_verify() -> None:
    first, _other, second = happened("call/a", "draft"), happened("call/b", "draft"), happened("call/a", "propose")
    assert (second.seq, second.prev) == (2, first.digest)
    assert [event.action for event in events_of("call/a")] == ["propose", "draft"]
    seen = verify()
    assert (seen.chains, seen.events, seen.days, seen.faults) == (2, 3, 0, ())


def test_an_altered_event_is_seen() -> None:
    event = happened("call/a", "draft")
    Event.objects.filter(pk=event.pk).update(facts={"n": 2})
    assert verify().faults == (("altered", "call/a 1"),)


def test_a_removed_event_is_seen() -> None:
    happened("call/a", "draft")
    middle = happened("call/a", "propose")
    happened("call/a", "sign")
    Event.objects.filter(pk=middle.pk).delete()
    assert verify().faults == (("gap", "call/a 3"), ("broken_link", "call/a 3"))


def test_a_chain_cut_short_is_seen() -> None:
    happened("call/a", "draft")
    Event.objects.filter(pk=happened("call/a", "propose").pk).delete()
    assert verify().faults == (("cut_short", "call/a"),)


def test_a_chain_written_anew_in_whole_is_seen_by_the_sealed_day() -> None:
    happened("call/a", "draft")
    seal_days(today=date(2026, 3, 3))
    Event.objects.all().delete()
    Chain.objects.all().delete()
    happened("call/a", "withdraw")
    assert verify().faults == (("day_differs", "2026-03-02"),)


def test_days_are_sealed_once_each_and_hold_the_day_before() -> None:
    happened("call/a", "draft")
    happened("call/b", "draft", AT + timedelta(days=2))
    heads = seal_days(today=date(2026, 3, 6))
    assert [(head.day.day, head.chains) for head in heads] == [(2, 1), (3, 1), (4, 2), (5, 2)]
    assert [head.prev for head in heads] == [NOTHING_BEFORE, *(head.digest for head in heads[:-1])]
    assert seal_days(today=date(2026, 3, 6)) == []
    assert verify().faults == ()


def test_a_forged_head_is_seen() -> None:
    happened("call/a", "draft")
    seal_days(today=date(2026, 3, 4))
    DayHead.objects.filter(day=date(2026, 3, 2)).update(digest="0" * 63 + "1")
    assert verify().faults == (("day_broken", "2026-03-02"), ("day_broken", "2026-03-03"))


def test_a_day_ends_at_midnight_of_the_installation() -> None:
    happened("call/a", "draft", datetime(2026, 3, 2, 15, 59, tzinfo=UTC))
    happened("call/a", "propose", datetime(2026, 3, 2, 16, 0, tzinfo=UTC))
    assert [head.day.day for head in seal_days(today=date(2026, 3, 4))] == [2, 3]
    first = DayHead.objects.get(day=date(2026, 3, 2))
    assert first.root == root([("call/a", 1, Event.objects.get(seq=1).digest)])


def test_nothing_to_seal() -> None:
    assert seal_days(today=date(2026, 3, 4)) == []
    assert verify().faults == ()


def test_rows_are_written_once() -> None:
    event = happened("call/a", "draft")
    with pytest.raises(TypeError, match="never rewritten"):
        event.save()
    with pytest.raises(TypeError, match="never removed"):
        event.delete()
