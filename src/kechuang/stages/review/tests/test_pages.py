"""The pages of a review, as the expert and the secretary use them."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from kechuang.cases.models import Case
from kechuang.decide.verify import verify
from kechuang.directory.models import Account
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.forms.models import SheetRevision
from kechuang.forms.queries import sheet_of
from kechuang.schemes.models import Call
from kechuang.stages.review.models import Assignment, Batch, ReviewRound
from kechuang.stages.review.tests.conftest import AT, UNTIL, come
from kechuang.stages.review.tests.test_round import COMMENT, accept_all, promise, whole_way, write

pytestmark = pytest.mark.django_db


def entered(login: str) -> Client:
    """A browser in which somebody signed in, reading English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.get(login=login))
    return client


@pytest.fixture
def batch(review: ReviewRound) -> Batch:
    """The largest part of the round."""
    return max(review.batches.all(), key=lambda one: one.assignments.count())


@pytest.fixture
def client(batch: Batch) -> Client:
    """The browser of its expert."""
    return entered(batch.expert.person.account.login)


@pytest.fixture
def seat(batch: Batch) -> Assignment:
    """A case that the expert is at."""
    promise(batch)
    accept_all(batch)
    found = batch.assignments.order_by("place").first()
    assert found is not None
    return found


def save(client: Client, seat: Assignment, answers: Any, base: int, window: str = "w1") -> Any:
    """What the page's script sends."""
    body = {"answers": answers, "base": base, "window": window}
    return client.post(f"/desk/review/read/{seat.public_id}/", json.dumps(body), content_type="application/json")


def test_the_desk_says_what_waits_until_all_is_signed(client: Client, batch: Batch) -> None:
    assert "You are asked to review, blind." in client.get("/desk/").content.decode()
    whole_way(batch, 7)
    assert "Reviews to write and sign." not in client.get("/desk/").content.decode()
    assert "All your opinions are signed." in client.get("/desk/review/").content.decode()


def test_the_letter_comes_first(client: Client, batch: Batch) -> None:
    first = batch.assignments.order_by("place")[0]
    page = f"/desk/review/read/{first.public_id}/"
    assert "Sign the letter of commitment and declare what ties you first." in client.get(page).content.decode()
    letter = f"/desk/review/parts/{batch.public_id}/promise/"
    assert "I review in person" in client.get(letter).content.decode()
    answer = client.post(letter, {"shares": "没有此单位"})
    assert answer.status_code == 422
    assert "没有此单位" in answer.content.decode()
    client.post(letter, {"agreed": "on", "shares": "没有此单位"})
    assert batch.declared.get().name == "没有此单位"
    client.post(f"/desk/review/parts/{batch.public_id}/accept/")
    assert set(batch.assignments.values_list("state", flat=True)) == {"accepted"}
    assert 'data-criterion="novelty"' in client.get(page).content.decode()


def test_a_draft_saves_itself_and_says_what_it_comes_to(client: Client, seat: Assignment) -> None:
    answer = save(client, seat, {"novelty": "8", "comment": "初步"}, 0).json()
    assert (answer["state"], answer["points"], answer["complete"]) == ("saved", "", False)
    whole = dict.fromkeys(("novelty", "plan", "cooperation", "targets", "benefit"), "8") | {"comment": COMMENT}
    answer = save(client, seat, whole, answer["revision"]).json()
    assert (answer["points"], answer["complete"], answer["done"]) == ("80.00", True, 1)
    page = client.get(f"/desk/review/read/{seat.public_id}/").content.decode()
    assert re.search(r'name="novelty" value="8" checked', page)


def test_two_windows_lose_nothing_and_are_compared(client: Client, seat: Assignment) -> None:
    save(client, seat, {"comment": "第一个窗口写的"}, 0, "w1")
    answer = save(client, seat, {"comment": "第二个窗口写的"}, 0, "w2")
    assert answer.status_code == 409
    choose = answer.json()["settle"]
    page = client.get(choose).content.decode()
    assert "第一个窗口写的" in page
    assert "第二个窗口写的" in page
    base = re.search(r'name="base" value="(\d+)"', page)
    assert base is not None
    client.post(choose, {"base": base[1], "pick-comment": "aside"})
    sheet = sheet_of(seat.chain, "opinion")
    assert sheet is not None
    assert sheet.answers["comment"] == "第二个窗口写的"
    assert "第一个窗口写的" in [one.answers.get("comment") for one in SheetRevision.objects.filter(sheet=sheet)]


@pytest.mark.parametrize(
    "body", ["{", "[]", '{"answers": 1}', '{"answers": {"comment": []}, "base": 0, "window": "w"}']
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(client: Client, seat: Assignment, body: str) -> None:
    answer = client.post(f"/desk/review/read/{seat.public_id}/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (400, "bad")
    sheet = sheet_of(seat.chain, "opinion")
    assert sheet is not None
    assert sheet.revision == 0


def test_the_same_without_a_script(client: Client, seat: Assignment) -> None:
    page = f"/desk/review/read/{seat.public_id}/"
    answer = client.post(page, {"novelty": "9", "comment": "没有脚本也能写", "base": "0", "next": "yes"})
    assert answer.status_code == 302
    assert answer["Location"] != page
    assert "没有脚本也能写" in client.get(page).content.decode()


def test_all_is_compared_and_signed_once(client: Client, seat: Assignment, batch: Batch) -> None:
    page = f"/desk/review/parts/{batch.public_id}/sign/"
    assert "You can sign once every case here is done or handed back." in client.get(page).content.decode()
    assert "Not complete yet: number 1" in client.post(page, {"agreed": "on"}).content.decode()
    for one in batch.assignments.all():
        write(one, 7)
    text = client.get(page).content.decode()
    assert text.count("70.00") == batch.assignments.count()
    assert client.post(page, {"key": "k"}).status_code == 422
    client.post(page, {"agreed": "on"})
    assert set(batch.assignments.values_list("state", "points")) == {("signed", 7000)}
    assert save(client, seat, {"comment": "改一改"}, 1).status_code == 423
    assert "readonly" in client.get(f"/desk/review/read/{seat.public_id}/").content.decode()


def test_marks_are_the_expert_s_own(client: Client, seat: Assignment) -> None:
    page = f"/desk/review/read/{seat.public_id}/marks/"

    def mark(**given: Any) -> Any:
        """What the page's script sends."""
        return client.post(page, json.dumps(given), content_type="application/json")

    made = mark(**{"field": "background", "from": 0, "to": 4}).json()
    assert mark(id=made["id"], note="查一查").json()["note"] == "查一查"
    assert "查一查" in client.get(f"/desk/review/read/{seat.public_id}/").content.decode()
    for wrong in (
        {"field": "background", "from": 4, "to": 4},
        {"field": "principal", "from": 0, "to": 2},
        {"field": "background", "from": 0, "to": 99999},
        {},
    ):
        assert mark(**wrong).status_code == 400
    assert mark(id=999, note="x").status_code == 404
    other = next(one for one in seat.stay.assignments.all() if one.pk != seat.pk)
    promise(other.batch)
    accept_all(other.batch)
    stranger = entered(other.batch.expert.person.account.login)
    assert "查一查" not in stranger.get(f"/desk/review/read/{other.public_id}/").content.decode()
    client.post(f"{page}{made['id']}/drop/")
    assert seat.marks.count() == 0


def test_handing_back_asks_why_and_the_secretary_seats_another(
    client: Client, seat: Assignment, secretary: Actor, review: ReviewRound
) -> None:
    page = f"/desk/review/read/{seat.public_id}/hand-back/"
    assert 'value="recognised" selected' in client.get(f"{page}?reason=recognised").content.decode()
    assert client.post(page, {"reason": ""}).status_code == 422
    client.post(page, {"reason": "recognised", "note": "见过样机"})
    desk = entered("fang")
    assert "1 empty seat to fill" in desk.get("/desk/").content.decode()
    text = desk.get(f"/desk/review/rounds/{review.public_id}/").content.decode()
    assert "I recognise who applies" in text
    assert "见过样机" in text
    desk.post(f"/desk/review/do/seats/{seat.public_id}/replace/", {"key": "k"})
    seat.refresh_from_db()
    assert seat.state == "replaced"


def test_the_secretary_looks_at_the_plan_before_committing_it(cases: list[Case], pool: Any, secretary: Actor) -> None:
    review = ReviewRound.objects.get()
    desk = entered("fang")
    page = f"/desk/review/rounds/{review.public_id}/plan/"
    text = desk.get(page).content.decode()
    assert "3 cases × 5 experts, all from other cities" in text
    assert "All 15 seats are filled" in text
    assert Assignment.objects.count() == 0
    desk.post(page, {"key": "k"})
    review.refresh_from_db()
    assert review.state == "assigned"
    text = desk.get(f"/desk/review/rounds/{review.public_id}/").content.decode()
    assert review.record in text
    assert text.index("/invite/") < text.index("/discard/")
    for form in ("public", "sealed"):
        record = desk.get(f"/desk/review/rounds/{review.public_id}/records/{review.record}.{form}.json")
        assert verify(record.content.decode()).sound
    public = Client().get(f"/records/{review.record}.json")
    assert verify(public.content.decode()).form == "public"
    assert Client().get(f"/records/{'0' * 64}.json").status_code == 404
    desk.post(f"/desk/review/do/rounds/{review.public_id}/invite/", {"due_at": "2026-05-04T17:00"})
    review.refresh_from_db()
    assert review.state == "reviewing"


def test_an_empty_pool_is_explained_on_the_plan(cases: list[Case], secretary: Actor) -> None:
    review = ReviewRound.objects.get()
    page = f"/desk/review/rounds/{review.public_id}/plan/"
    desk = entered("fang")
    assert "0 of 15 seats are filled" in desk.get(page).content.decode()
    answer = desk.post(page, {"key": "k"})
    assert "Nobody in the pool may and can review any of these cases." in answer.content.decode()


def test_the_secretary_s_lists_show_who_and_how_far_apart(review: ReviewRound, secretary: Actor) -> None:
    batches = list(review.batches.order_by("id"))
    for place, batch in enumerate(batches):
        whole_way(batch, 3 if place % 2 else 9)
    desk = entered("fang")
    text = desk.get(f"/desk/review/rounds/{review.public_id}/experts/").content.decode()
    assert batches[0].expert.person.name in text
    text = desk.get(f"/desk/review/rounds/{review.public_id}/cases/").content.decode()
    assert "60.00" in text
    assert "far apart" in desk.get(f"/desk/review/rounds/{review.public_id}/").content.decode()
    stay = review.stays.order_by("id")[0]
    text = desk.get(f"/desk/review/cases/{stay.public_id}/").content.decode()
    assert COMMENT in text
    assert "Set this opinion aside" in text
    answer = desk.get(f"/desk/review/rounds/{review.public_id}/cases/?export=csv")
    assert "叶片精密切削" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_division_sees_counts_and_no_name(review: ReviewRound, lin: Account) -> None:
    desk = entered("lin")
    text = desk.get(f"/desk/review/rounds/{review.public_id}/").content.decode()
    assert "Divisions see counts only" in text
    assert "0 / 15" in text
    assert "专家0" not in text
    for page in ("plan/", "experts/", "cases/", f"records/{review.record}.public.json"):
        assert desk.get(f"/desk/review/rounds/{review.public_id}/{page}").status_code == 404
    stay = review.stays.order_by("id")[0]
    assert desk.get(f"/desk/review/cases/{stay.public_id}/").status_code == 404
    text = desk.get(f"/desk/cases/{stay.case.public_id}/").content.decode()
    assert "0 / 5" in text
    assert "专家0" not in text


def test_a_draft_is_nobody_else_s(review: ReviewRound, secretary: Actor) -> None:
    batch = review.batches.order_by("id")[0]
    promise(batch)
    accept_all(batch)
    write(batch.assignments.all()[0], 9)
    text = entered("fang").get(f"/desk/review/experts/{batch.public_id}/").content.decode()
    assert COMMENT not in text
    assert "An opinion is read by others only once it is signed." in text


@pytest.mark.parametrize("more", [0, 4])
def test_pages_cost_the_same_however_many_cases(
    more: int, signed_call: Call, bodies: Any, pool: Any, secretary: Actor, django_assert_num_queries: Any
) -> None:
    for number in range(more):
        come(signed_call, 10 + number, bodies[0], bodies[1])
    review = ReviewRound.objects.get()
    perform(review, "assign", secretary, now=AT)
    perform(review, "invite", secretary, {"due_at": UNTIL}, now=AT)
    batch = max(review.batches.all(), key=lambda one: one.assignments.count())
    promise(batch)
    accept_all(batch)
    client, desk = entered(batch.expert.person.account.login), entered("fang")
    pages = [
        (client, "/desk/review/", 12),
        (client, f"/desk/review/read/{batch.assignments.all()[0].public_id}/", 15),
        (client, f"/desk/review/parts/{batch.public_id}/sign/", 12),
        (desk, "/desk/review/rounds/", 8),
        (desk, f"/desk/review/rounds/{review.public_id}/", 16),
        (desk, f"/desk/review/rounds/{review.public_id}/experts/", 10),
        (desk, f"/desk/review/rounds/{review.public_id}/cases/", 10),
    ]
    for reader, path, limit in pages:
        reader.get(path)
        with django_assert_num_queries(limit):
            assert reader.get(path).status_code == 200


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_of_rounds_costs_the_same_however_many(
    many: int, signed_call: Call, secretary: Actor, django_assert_num_queries: Any
) -> None:
    for number in range(1, 1 + many):
        ReviewRound.objects.create(
            call=signed_call, stage="review", number=number, state="closed", state_since=AT, record="1", scores="2"
        )
    desk = entered("fang")
    desk.get("/desk/review/rounds/")
    with django_assert_num_queries(8):
        answer = desk.get("/desk/review/rounds/")
    assert answer.content.decode().count("<tr>") == 1 + many
