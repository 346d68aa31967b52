"""Moving the demonstration's clock on: everything happens at its minute, nothing goes back, nobody else may."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from kechuang.conftest import NOW
from kechuang.demo import clock
from kechuang.demo.city import City, read_city
from kechuang.demo.load import fill, steady_id
from kechuang.demo.year import run_year
from kechuang.directory.models import Account, Installation
from kechuang.door.refusal import Refusal
from kechuang.schemes.models import Call
from kechuang.trail.models import DayHead, Event

CALLS = {"joint-2026-2", "iur-2026-4"}


@pytest.fixture
def city(db: None) -> City:
    """The city on the morning of 2026-06-15, where nobody has applied for anything."""
    quiet = {"wanted": 0, "assigned_at": None}
    calls = [part.model_copy(update=quiet) for part in read_city().call if part.key in CALLS]
    city = read_city().model_copy(update={"call": calls})
    fill(city)
    run_year(city)
    return city


def entered(login: str) -> Client:
    """A browser of one of the cast, reading English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.get(login=login))
    return client


def test_what_is_due_on_the_way_happens_at_its_own_minute(city: City) -> None:
    second = Call.objects.get(public_id=steady_id("call", "iur-2026-4"))
    joint = Call.objects.get(public_id=steady_id("call", "joint-2026-2"))
    move = clock.move_on(to=city.clock_at + timedelta(days=20))
    assert Installation.objects.get().clock_at == city.clock_at + timedelta(days=20)
    assert (move.before, move.done["calls"], move.done["sealed_days"]) == (city.clock_at, 2, 20)
    opened = Event.objects.get(chain__name=second.chain, action="open")
    closed = Event.objects.get(chain__name=joint.chain, action="close")
    assert (opened.at, closed.at) == (second.opens_at, joint.closes_at)
    assert DayHead.objects.order_by("-day").values_list("day", flat=True)[0] == datetime(2026, 7, 4).date()  # noqa: DTZ001


@pytest.mark.parametrize(
    ("days", "code"), [(0, "never_back"), (-1, "never_back"), (101, "too_far")], ids=["stand", "back", "far"]
)
def test_the_clock_never_goes_back_nor_too_far_at_once(city: City, days: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        clock.move_on(to=city.clock_at + timedelta(days=days))
    assert refused.value.code == code
    assert Installation.objects.get().clock_at == city.clock_at


def test_a_real_installation_s_clock_is_not_moved(city: City) -> None:
    Installation.objects.update(demonstration=False, clock_at=None)
    with pytest.raises(Refusal) as refused:
        clock.move_on(to=NOW + timedelta(days=365))
    assert refused.value.code == "no_demonstration"


def test_the_administrator_moves_it_and_reads_what_happened(city: City) -> None:
    client = entered("tang-keji")
    assert "The clock was not moved in this session." in client.get("/desk/clock/").content.decode()
    page = client.post("/desk/clock/", {"step": "week"}, follow=True).content.decode()
    assert "2026-06-22 09:00" in page
    assert "Nothing was due" not in page
    assert "Opened for applications" in page
    assert "2026年度产学研合作专项（第四批）申报通知" in page
    assert "7 days of the trail were sealed." in page
    page = client.post("/desk/clock/", {"at": "2026-06-22T10:30"}, follow=True).content.decode()
    assert "From 2026-06-22 09:00 to <strong>2026-06-22 10:30</strong>." in page
    assert "Nothing was due on the way." in page


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-06-14T09:00", "The clock never goes back"),
        ("2027-06-14T09:00", "At most 100 days at once."),
        ("", "Give the minute."),
        ("tomorrow", "Give a day and a minute."),
    ],
)
def test_a_minute_that_will_not_do_is_explained_and_kept(city: City, at: str, said: str) -> None:
    answer = entered("tang-keji").post("/desk/clock/", {"at": at})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert f'value="{at}"' in page or not at
    assert Installation.objects.get().clock_at == city.clock_at


@pytest.mark.parametrize("login", ["lin-xiaolan", "he-mingyuan", "shen-yunfei"])
def test_nobody_else_moves_it(city: City, login: str) -> None:
    client = entered(login)
    assert client.get("/desk/clock/").status_code == 403
    assert client.post("/desk/clock/", {"step": "day"}).status_code == 403
    assert Installation.objects.get().clock_at == city.clock_at
