"""The people of the demonstration: always the same, all different, each in a place that makes sense."""

from collections import Counter
from datetime import date

import pytest

from kechuang.demo.city import read_city
from kechuang.demo.load import fill, steady_id
from kechuang.demo.population.composing import Composer, leading, population
from kechuang.demo.population.loading import populate
from kechuang.demo.population.parts import Application, both, read_applications, read_parts, slug
from kechuang.demo.population.people import Population
from kechuang.directory.code_lists import field_names
from kechuang.directory.credit_code import fault_of
from kechuang.directory.experts import pool, relations_on
from kechuang.directory.integrity import barred
from kechuang.directory.models import Account, Act, Appointment, Expert, Organisation, Person
from kechuang.directory.roles import Role

TODAY = date(2026, 6, 15)


@pytest.fixture(scope="module")
def made() -> Population:
    """Everybody."""
    return population()


@pytest.fixture
def entered(db: None) -> Population:
    """Everybody, in the directory."""
    fill(read_city())
    populate(population(), now=read_city().clock_at)
    return population()


def test_composing_again_gives_the_same(made: Population) -> None:
    assert Composer(read_city(), read_applications()).compose() == made


def test_there_are_as_many_as_a_city_has(made: Population) -> None:
    home = [body for body in made.bodies.values() if body.city == "澜川"]
    elsewhere = [one for one in made.reviewers.values() if one.city != "澜川"]
    assert (len(home) >= 130, len(made.bodies) - len(home) >= 60) == (True, True)
    assert (len(elsewhere), len({one.city for one in elsewhere}), len({one.province for one in elsewhere})) == (
        600,
        25,
        5,
    )
    assert len(made.people) - len(made.reviewers) >= 420


def test_no_two_have_the_same_name(made: Population) -> None:
    for names in ([body.zh for body in made.bodies.values()], [body.en for body in made.bodies.values()]):
        assert [name for name, times in Counter(names).items() if times > 1] == []
    assert [name for name, times in Counter(one.zh for one in made.people.values()).items() if times > 1] == []


def test_names_are_written_with_characters_that_our_font_has(made: Population) -> None:
    for name in [one.zh for one in made.people.values()] + [one.zh for one in made.bodies.values()]:
        name.encode("gb2312")


def test_every_application_has_a_lead_of_its_field_a_partner_that_researches_and_a_team(made: Population) -> None:
    fields = {one.key: one.field for one in read_applications()}
    academic = {Organisation.Kind.UNIVERSITY, Organisation.Kind.INSTITUTE}
    for one in made.assignments.values():
        lead = made.bodies[one.lead]
        assert lead.kind == Organisation.Kind.ENTERPRISE
        assert any(made.bodies[key].kind in academic for key in one.partners)
        assert one.recommender == lead.district
        assert one.members[0] == (one.principal, one.lead)
        assert len({person for person, _body in one.members}) == len(one.members) >= 3
        assert {body for _person, body in one.members} <= {one.lead, *one.partners, "lanchuan-university"}
    assert set(fields) <= set(made.assignments)


def test_every_application_is_led_by_whom_the_lists_name(made: Population) -> None:
    listed = leading(read_parts()[1], [])
    assert {key: one.lead for key, one in made.assignments.items()} == listed
    assert sorted(listed) == [f"a{number:03d}" for number in range(1, 121)]
    fields = {one.key: one.field for one in read_applications()}
    strange = {
        key: lead for key, lead in listed.items() if key in fields and fields[key] not in made.bodies[lead].fields
    }
    # Makers of ceramics and coatings for chips also serve furnaces and hydraulics.
    assert strange == {"a043": "kaitu", "a046": "ciheng"}


def test_nobody_leads_more_than_a_call_allows(made: Population) -> None:
    assert max(Counter(one.lead for one in made.assignments.values()).values()) <= 2
    led = Counter(one.principal for one in made.assignments.values())
    assert {who: count for who, count in led.items() if count > 1} == {"shen-yunfei": 2}, "one followed, one waiting"


def test_the_cast_has_its_application(made: Population) -> None:
    one = made.assignments["a031"]
    assert (one.lead, one.principal, one.recommender) == ("hengrui", "shen-yunfei", "north-bank")
    assert ("zhao-wenbo", "lanchuan-university") in one.members


def test_an_application_that_no_list_names_goes_to_whoever_leads_least() -> None:
    bodies = read_parts()[1]
    busy = leading(bodies, [])
    extra = [Application(key=f"a{number}", scheme="joint-rd", field="agriculture") for number in range(500, 503)]
    leads = leading(bodies, extra)
    fitting = {row.key for row in bodies.enterprises.rows if row.field == "agriculture"}
    least = min(list(busy.values()).count(key) for key in fitting)
    chosen = [leads[one.key] for one in extra]
    assert set(chosen) <= fitting
    assert list(busy.values()).count(chosen[0]) == least
    assert len(set(chosen)) == 3


def test_experts_know_fields_of_the_list_and_every_field_has_enough(made: Population) -> None:
    known = Counter(field for one in made.reviewers.values() for field in one.fields)
    assert set(known) == set(field_names())
    assert min(known.values()) >= 20
    assert {one.kind for one in made.reviewers.values()} == set(Expert.Kind)
    assert all(one.fields for one in made.reviewers.values() if one.kind == Expert.Kind.TECHNICAL)


def test_what_the_lists_hold_twice_is_refused() -> None:
    composer = Composer(read_city(), [])
    composer.add_city()
    composer.add_bodies()
    with pytest.raises(ValueError, match="two bodies"):
        composer.add(composer.made.bodies["hengrui"])


@pytest.mark.parametrize(("latin", "key"), [("Lü Zhiyuan", "lv-zhiyuan"), ("Xu'an", "xuan"), ("Li Ming", "li-ming")])
def test_keys_are_plain_letters(latin: str, key: str) -> None:
    assert slug(latin) == key
    assert both(f"某 {latin}") == ("某", latin)


def test_everybody_stands_in_the_directory_under_a_steady_name(entered: Population) -> None:
    assert Organisation.objects.count() == len(entered.bodies)
    assert Person.objects.count() == len(entered.people)
    principal = Person.objects.get(public_id=steady_id("person", entered.assignments["a001"].principal))
    assert principal.name == entered.people[entered.assignments["a001"].principal].zh
    assert principal.appointments.get().public_id == steady_id("appointment", f"{principal.account.login} 0")
    assert pool(TODAY).count() == len(entered.reviewers)
    assert relations_on(TODAY).count() > 20


def test_every_body_has_a_well_formed_code_of_a_region_that_does_not_exist(entered: Population) -> None:
    codes = list(Organisation.objects.values_list("credit_code", flat=True))
    assert [code for code in codes if code is None or fault_of(code) or code[2:4] != "99"] == []
    assert len(set(codes)) == len(codes)


def test_accounts_are_for_those_who_must_act_and_have_no_password(entered: Population) -> None:
    acting = set(Appointment.objects.values_list("person", flat=True))
    assert set(Account.objects.values_list("person", flat=True)) == acting
    assert not any(account.has_usable_password() for account in Account.objects.all())
    for one in entered.assignments.values():
        for body in (one.lead, *one.partners):
            held = Appointment.objects.filter(organisation__public_id=steady_id("organisation", body))
            assert held.filter(role=Role.ORGANISATION_ADMINISTRATOR).exists(), body
        district = Appointment.objects.filter(organisation__public_id=steady_id("organisation", one.recommender))
        assert district.filter(role=Role.RECOMMENDER).exists()


def test_families_and_districts_are_entered(entered: Population) -> None:
    head, twig = (Organisation.objects.get(public_id=steady_id("organisation", key)) for key in ("lanzhong", "zhuheng"))
    assert twig.family_key == head.pk
    assert twig.district is not None
    assert twig.district.kind == Organisation.Kind.DISTRICT


def test_integrity_bars_whom_it_should_on_the_day(entered: Population) -> None:
    principal = Person.objects.get(public_id=steady_id("person", entered.assignments["a056"].principal))
    bar = barred(principal, TODAY)
    assert bar is not None
    assert bar.record.decision_number == "澜科监〔2024〕3号"
    for key in ("feiqing", "lianxiang"):  # one is over, one was repaired
        body = Organisation.objects.get(public_id=steady_id("organisation", key))
        assert barred(body, TODAY) is None
        assert barred(body, date(2025, 3, 1)) is not None
    people = [expert.person for expert in pool(TODAY)]
    assert (
        len([person for person in people if person.integrity_records.exists() and barred(person, TODAY, Act.REVIEW)])
        == 1
    )
