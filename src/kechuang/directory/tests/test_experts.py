"""The pool of experts: taking in, correcting, leaving, and the ties that cannot be."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kechuang.directory import experts, services
from kechuang.directory.models import DeclaredRelation, Expert, Organisation, Person

PROFILE = experts.Profile(
    kind=Expert.Kind.TECHNICAL,
    title=Expert.Title.PROFESSOR,
    province="岚西省",
    city="远岭",
    fields=["new-materials", "new-energy", "new-materials"],
    keywords="钛合金、熔模铸造",
)
SINCE = date(2024, 1, 1)
Kind = DeclaredRelation.Kind


@pytest.fixture
def expert(enterprise: Organisation) -> Expert:
    """许清和, in the pool since 2024."""
    person = services.register_person(name="许清和")
    return experts.register_expert(person=person, organisation=enterprise, profile=PROFILE, since=SINCE)


@pytest.fixture
def shen(enterprise: Organisation) -> Person:
    """沈云飞, whom the expert may know."""
    return services.register_person(name="沈云飞")


def codes(refused: "pytest.ExceptionInfo[ValidationError]") -> list[str]:
    """The codes of a refusal."""
    error = refused.value
    errors = [one for some in error.error_dict.values() for one in some] if hasattr(error, "error_dict") else [error]
    return [str(one.code) for one in errors]


def test_an_expert_knows_each_field_once(expert: Expert) -> None:
    found = experts.pool(SINCE).get()
    assert (found.fields, found.capacity) == (["new-materials", "new-energy"], experts.MOST_APPLICATIONS)
    experts.revise_expert(
        expert=expert, organisation=expert.organisation, profile=replace(PROFILE, fields=["health"], capacity=3)
    )
    assert experts.pool(SINCE).get().fields == ["health"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"fields": ["astrology"]}, "fields"),
        ({"fields": []}, "fields"),
        ({"city": "  "}, "city"),
        ({"title": "king"}, "title"),
        ({"kind": "king"}, "kind"),
        ({"capacity": -1}, "capacity"),
    ],
)
def test_a_profile_that_is_wrong_names_its_field(enterprise: Organisation, wrong: dict[str, Any], field: str) -> None:
    person = services.register_person(name="许清和")
    with pytest.raises(ValidationError) as refused:
        experts.register_expert(person=person, organisation=enterprise, profile=replace(PROFILE, **wrong), since=SINCE)
    assert list(refused.value.message_dict) == [field]
    assert Expert.objects.count() == 0


def test_a_finance_expert_needs_no_field_and_nobody_is_in_the_pool_twice(expert: Expert) -> None:
    person = services.register_person(name="周帐清")
    profile = replace(PROFILE, kind=Expert.Kind.FINANCE, title=Expert.Title.CERTIFIED_ACCOUNTANT, fields=[])
    made = experts.register_expert(person=person, organisation=expert.organisation, profile=profile, since=SINCE)
    assert made.fields == []
    with pytest.raises(ValidationError) as refused:
        experts.register_expert(person=person, organisation=expert.organisation, profile=profile, since=SINCE)
    assert list(refused.value.message_dict) == ["person"]


@pytest.mark.parametrize(
    ("on", "inside"), [(date(2023, 12, 31), 0), (SINCE, 1), (date(2026, 6, 30), 1), (date(2026, 7, 1), 0)]
)
def test_the_pool_of_a_day(expert: Expert, on: date, inside: int) -> None:
    with pytest.raises(ValidationError) as refused:
        experts.leave_pool(expert=expert, last_day=date(2023, 1, 1))
    assert codes(refused) == ["before_since"]
    experts.leave_pool(expert=expert, last_day=date(2026, 6, 30))
    assert experts.pool(on).count() == inside


def test_the_pool_costs_two_statements(expert: Expert, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert [(one.person.name, one.organisation.name, one.fields) for one in experts.pool(SINCE)] == [
            ("许清和", "恒锐公司", ["new-materials", "new-energy"])
        ]


def test_ties_last_from_a_day_to_a_day(expert: Expert, shen: Person, enterprise: Organisation) -> None:
    experts.declare_relation(
        expert=expert, kind=Kind.ADVISER, person=shen, since=date(2015, 9, 1), until=date(2018, 6, 30)
    )
    lasting = experts.declare_relation(expert=expert, kind=Kind.SHARES, organisation=enterprise, since=SINCE)
    assert list(experts.relations_on(date(2026, 1, 1))) == [lasting]
    assert experts.relations_on(date(2018, 6, 30), [expert.pk]).get().kind == Kind.ADVISER
    assert experts.relations_on(date(2026, 1, 1), []).count() == 0


@pytest.mark.parametrize(
    ("kind", "named", "code"),
    [
        (Kind.COAUTHOR, (), "one_counterpart"),
        (Kind.DISPUTE, ("person", "organisation"), "one_counterpart"),
        (Kind.RELATIVE, ("organisation",), "people_only"),
        (Kind.SHARES, ("person",), "bodies_only"),
        (Kind.RELATIVE, ("himself",), "himself"),
    ],
)
def test_a_tie_that_cannot_be_is_refused(
    expert: Expert, shen: Person, kind: DeclaredRelation.Kind, named: tuple[str, ...], code: str
) -> None:
    person = expert.person if "himself" in named else shen if "person" in named else None
    body = expert.organisation if "organisation" in named else None
    with pytest.raises(ValidationError) as refused:
        experts.declare_relation(expert=expert, kind=kind, since=SINCE, person=person, organisation=body)
    assert codes(refused) == [code]
    with pytest.raises(IntegrityError), transaction.atomic():
        DeclaredRelation.objects.create(expert=expert, kind=Kind.DISPUTE, since=SINCE)


def test_where_somebody_worked_in_the_last_years(
    expert: Expert, enterprise: Organisation, bureau: Organisation
) -> None:
    person = expert.person
    experts.record_employment(person=person, organisation=bureau, since=date(2010, 1, 1), until=date(2022, 12, 31))
    experts.record_employment(person=person, organisation=enterprise, since=date(2023, 1, 1))
    assert [one.organisation for one in experts.employments_after(date(2023, 1, 1))] == [enterprise]
    assert experts.employments_after(date(2022, 12, 31), [person.pk]).count() == 2
    with pytest.raises(ValidationError):
        experts.record_employment(person=person, organisation=bureau, since=date(2010, 1, 2), until=date(2009, 12, 31))
