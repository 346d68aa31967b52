"""Integrity: bars begin and end by the day, end early by repair, and always say why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from kechuang.directory import integrity, services
from kechuang.directory.models import Act, Behaviour, IntegrityRecord, Measure, Organisation, Person, SubjectKind

DECISION = integrity.Decision(
    behaviour=Behaviour.FALSE_MATERIAL,
    measure=Measure.NO_APPLYING,
    number="澜科监〔2025〕7号",
    decided_by="澜川市科学技术局",
    since=date(2025, 3, 1),
    until=date(2027, 2, 28),
)


@pytest.fixture
def person(db: None) -> Person:
    """Somebody."""
    return services.register_person(name="贾仿真")


def barring(subject: Person, **changes: Any) -> IntegrityRecord:
    """A decision about a researcher."""
    return integrity.record_decision(
        subject=subject, subject_kind=SubjectKind.RESEARCHER, decision=replace(DECISION, **changes)
    )


@pytest.mark.parametrize(
    ("on", "barred"),
    [
        (date(2025, 2, 28), False),
        (date(2025, 3, 1), True),
        (date(2027, 2, 28), True),
        (date(2027, 3, 1), False),
    ],
)
def test_a_bar_holds_from_its_first_to_its_last_day(person: Person, on: date, barred: bool) -> None:
    record = barring(person)
    bar = integrity.barred(person, on)
    assert (bar is not None) is barred
    assert bar is None or bar.record == record


@pytest.mark.parametrize(
    ("measure", "acts"),
    [
        (Measure.WARNING, set()),
        (Measure.NO_APPLYING, {Act.APPLY}),
        (Measure.NO_REVIEWING, {Act.REVIEW}),
        (Measure.SERIOUS_DATABASE, set(Act)),
    ],
)
def test_each_measure_bars_from_what_it_names(person: Person, measure: Measure, acts: set[Act]) -> None:
    barring(person, measure=measure)
    assert {act for act in Act if integrity.barred(person, DECISION.since, act)} == acts


def test_a_bar_says_why(person: Person) -> None:
    barring(person)
    bar = integrity.barred(person, DECISION.since)
    assert bar is not None
    with translation.override("zh-hans"):
        assert bar.reason == (
            "2025-03-01至2027-02-28禁止承担或参与财政资金支持的科学技术活动（澜川市科学技术局，澜科监〔2025〕7号）"
        )
    barring(person, measure=Measure.SERIOUS_DATABASE, until=None, number="国科监〔2025〕1号")
    bar = integrity.barred(person, DECISION.since)
    with translation.override("en"):
        assert bar is not None
        assert bar.reason.startswith("entered in the database of serious misconduct from 2025-03-01, without an end")


def test_repair_ends_a_bar_on_its_day(person: Person) -> None:
    record = barring(person)
    integrity.repair(record=record, on=date(2026, 1, 1))
    assert integrity.barred(person, date(2025, 12, 31)) is not None
    assert integrity.barred(person, date(2026, 1, 1)) is None
    with pytest.raises(ValidationError):
        integrity.repair(record=record, on=date(2026, 2, 1))


@pytest.mark.parametrize("on", [date(2025, 2, 1), date(2027, 3, 1)])
def test_what_is_not_in_force_is_not_repaired(person: Person, on: date) -> None:
    record = barring(person)
    with pytest.raises(ValidationError) as refused:
        integrity.repair(record=record, on=on)
    assert list(refused.value.message_dict) == ["repaired_on"]
    record.refresh_from_db()
    assert record.repaired_on is None


def test_many_are_asked_for_at_once(person: Person, enterprise: Organisation, django_assert_num_queries: Any) -> None:
    barring(person)
    integrity.record_decision(subject=enterprise, subject_kind=SubjectKind.IMPLEMENTING_BODY, decision=DECISION)
    other = services.register_person(name="甲")
    with django_assert_num_queries(1):
        bars = integrity.bars_among(
            DECISION.since, Act.APPLY, people=[person.pk, other.pk], organisations=[enterprise.pk]
        )
        assert {bar.record.person or bar.record.organisation for bar in bars} == {person, enterprise}
    assert integrity.bars_among(DECISION.since) == []


@pytest.mark.parametrize("kind", sorted(SubjectKind))
def test_a_kind_of_subject_fits_its_subject(person: Person, enterprise: Organisation, kind: SubjectKind) -> None:
    personal = kind in {SubjectKind.RESEARCHER, SubjectKind.REVIEWER}
    right, wrong = (person, enterprise) if personal else (enterprise, person)
    with pytest.raises(ValidationError) as refused:
        integrity.record_decision(subject=wrong, subject_kind=kind, decision=DECISION)
    assert list(refused.value.message_dict) == ["subject_kind"]
    assert integrity.record_decision(subject=right, subject_kind=kind, decision=DECISION).pk is not None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "decision_number"),
        ({"decided_by": ""}, "decided_by"),
        ({"measure": "beheading"}, "measure"),
        ({"until": date(2025, 2, 28)}, "__all__"),
    ],
)
def test_a_decision_that_is_wrong_names_its_field(person: Person, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        barring(person, **changes)
    assert list(refused.value.message_dict) == [field]


def test_the_database_refuses_a_record_about_nobody(person: Person) -> None:
    record = barring(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        IntegrityRecord.objects.filter(pk=record.pk).update(person=None)
