"""The demonstration: the same city every time, one click from this machine only."""

import argparse
import copy
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.core import serializers
from django.test import Client
from pydantic import ValidationError

from kechuang.demo.cast import members
from kechuang.demo.city import City, read_city
from kechuang.demo.command import Demo
from kechuang.demo.load import fill
from kechuang.directory.credit_code import fault_of
from kechuang.directory.models import (
    Account,
    Appointment,
    Division,
    Installation,
    Organisation,
    Person,
)
from kechuang.directory.roles import Role

TABLES = (Organisation, Division, Person, Appointment, Account, Installation)


def everything() -> str:
    """All rows of the city, without the keys and passwords that the database draws."""
    rows = [row for table in TABLES for row in table.objects.order_by("pk")]
    text = serializers.serialize("python", rows)
    for row in text:
        row.pop("pk")
        row["fields"].pop("password", None)
    return str(
        [{key: str(value) for key, value in row["fields"].items() if not isinstance(value, int)} for row in text]
    )


@pytest.fixture
def city(db: None) -> City:
    """The city, loaded."""
    fill(read_city())
    return read_city()


def test_the_same_file_gives_the_same_city(city: City) -> None:
    first = everything()
    Organisation.objects.update(district=None)  # they refer to each other
    for table in reversed(TABLES):
        table.objects.all().delete()
    fill(city)
    assert everything() == first
    assert len(first) > 1000


def test_every_role_of_the_house_is_in_the_cast(city: City) -> None:
    played = {
        appointment.role for _group, people in members(city) for one in people for appointment in one.appointments
    }
    assert played == {role.value for role in Role}


def test_credit_codes_are_well_formed_and_of_a_region_that_does_not_exist(city: City) -> None:
    codes = list(Organisation.objects.values_list("credit_code", flat=True))
    assert len(codes) == len(set(codes)) == len(city.organisation)
    assert {code[2:8] for code in codes if code} == {"990100"}
    assert [fault_of(code) for code in codes if code] == [None] * len(codes)


def test_no_account_of_the_cast_has_a_password(city: City) -> None:
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_one_click_enters_as_each_of_the_cast(client: Client, city: City) -> None:
    for _group, people in members(city):
        for member in people:
            response = client.post("/demo/enter/", {"account": member.account.public_id})
            assert response["Location"] == "/desk/"
            assert member.account.person.name in client.get("/desk/").content.decode()


@pytest.mark.parametrize("address", ["192.168.1.7", "10.0.0.1", "8.8.8.8", "::2"])
def test_nobody_enters_from_another_machine(client: Client, city: City, address: str) -> None:
    account = Account.objects.first()
    assert account is not None
    for _ in range(2):
        response = client.post("/demo/enter/", {"account": account.public_id}, REMOTE_ADDR=address)
        assert response.status_code == 404
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("header", ["forwarded", "x-forwarded-for", "x-forwarded-proto", "x-real-ip", "via"])
def test_nobody_enters_through_a_proxy(client: Client, city: City, header: str) -> None:
    account = Account.objects.first()
    assert account is not None
    entered = client.post("/demo/enter/", {"account": account.public_id}, headers={header: "127.0.0.1"})
    assert entered.status_code == 404


@pytest.mark.parametrize("wrong", ["", "nobody", "0" * 12])
def test_an_account_that_is_not_there_is_not_found(client: Client, city: City, wrong: str) -> None:
    assert client.post("/demo/enter/", {"account": wrong}).status_code == 404


def test_entering_is_never_a_link(client: Client, city: City) -> None:
    assert client.get("/demo/enter/").status_code == 405


@pytest.fixture
def text() -> dict[str, Any]:
    """The city's file, to be spoilt."""
    path = files("kechuang") / "catalogue" / "demo" / "city.toml"
    return copy.deepcopy(tomllib.loads(path.read_text(encoding="utf-8")))


def spoil(text: dict[str, Any], *steps: Any, value: Any) -> None:
    """Set the value at the end of the steps."""
    here: Any = text
    for step in steps[:-1]:
        here = here[step]
    here[steps[-1]] = value


@pytest.mark.parametrize(
    ("steps", "value", "said"),
    [
        (("region",), "210100", "region"),
        (("schema",), 2, "schema"),
        (("bureau",), "nowhere", "named but not described: ['nowhere']"),
        (("organisation", 1, "key"), "bureau", "a key stands twice: ['bureau', 'bureau']"),
        (("organisation", 1, "name"), {"zh": "只有中文"}, "organisation.1.name.en"),
        (("person", 0, "appointments", 0, "role"), "king", "person.0.appointments.0.role"),
        (("person", 1, "appointments", 0, "division"), "nowhere", "named but not described: ['nowhere']"),
        (("cast", 0, "people"), ["nobody"], "named but not described: ['nobody']"),
        (("colour",), "blue", "colour"),
    ],
)
def test_a_spoilt_city_is_refused_by_name(text: dict[str, Any], steps: tuple[Any, ...], value: Any, said: str) -> None:
    spoil(text, *steps, value=value)
    with pytest.raises(ValidationError) as refused:
        City.model_validate(text)
    assert said in str(refused.value)


def test_who_built_the_city_serves_it_from_a_new_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr("kechuang.demo.building.stand", lambda *_given, **_options: True)

    def become(_program: str, words: list[str]) -> NoReturn:
        begun.append(words)
        sys.exit(0)

    monkeypatch.setattr("os.execv", become)
    parser = argparse.ArgumentParser()
    Demo().arguments(parser)
    with pytest.raises(SystemExit):
        Demo().run(parser.parse_args(["--home", str(tmp_path), "--fresh", "--stage", "review"]))
    assert begun[0][1:] == ["-m", "kechuang", "demo", "--home", str(tmp_path), "--port", "0", "--stage", "review"]
    assert Demo().run(parser.parse_args(["--home", str(tmp_path), "--no-serve"])) == 0
    assert len(begun) == 1
