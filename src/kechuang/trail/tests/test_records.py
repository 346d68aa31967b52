"""Decision records are kept once, in both forms, under their digest."""

from datetime import UTC, datetime

import pytest

from kechuang.decide import scores
from kechuang.decide.verify import verify
from kechuang.trail.models import DecisionRecord
from kechuang.trail.queries import record_named, records_of
from kechuang.trail.services import keep_record

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 6, 1, tzinfo=UTC)


def kept(chain: str = "review-round/r1") -> DecisionRecord:
    """A small record."""
    problem = scores.Problem((("c1", (("e1", 8000), ("e2", 7000), ("e3", 9000))),), scores.Rule())
    return keep_record(
        chain=chain, kind="scores", problem=problem, solution=scores.solve(problem), parameters={}, facts={}, now=AT
    )


def test_both_forms_verify_and_belong_together() -> None:
    record = kept()
    assert verify(record.sealed).digest == record.digest
    assert verify(record.public, sealed=record.sealed).sound
    assert records_of("review-round/r1") == [record]


def test_the_same_decision_twice_has_two_salts() -> None:
    assert kept().digest != kept().digest


def test_a_record_is_named_by_the_beginning_of_its_digest() -> None:
    first, second = kept(), kept()
    assert record_named(first.digest[:16]) == first
    assert record_named(second.digest) == second
    assert record_named("") is None
    assert record_named("zz") is None


def test_a_record_is_never_rewritten_or_removed() -> None:
    record = kept()
    with pytest.raises(TypeError):
        record.save()
    with pytest.raises(TypeError):
        record.delete()
