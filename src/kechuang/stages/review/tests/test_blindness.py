"""The canary: whatever tells who applies is planted everywhere; nothing of it may reach an expert (contract 9)."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from kechuang.cases.models import Case, Member
from kechuang.directory.models import Account, Organisation, Person
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.files.services import attach
from kechuang.files.tests.test_files import JPEG
from kechuang.forms.definition import Form
from kechuang.forms.models import FormVersion, Sheet
from kechuang.notify.models import Message
from kechuang.stages.intake.models import Application
from kechuang.stages.review.models import Assignment, Batch, ReviewRound
from kechuang.stages.review.tests.conftest import AT, UNTIL, acting
from kechuang.stages.review.tests.test_round import accept_all, promise, sign, write

pytestmark = pytest.mark.django_db
CANARIES = ("金丝雀精密", "金丝雀大学", "Canary", "金雀花", "金雀儿", "024-7777", "CXY2026", "金丝雀报告")


def with_shown_files() -> FormVersion:
    """The application's form with a field of files that reviewers see."""
    form = json.loads(Sheet.objects.filter(owner__startswith="application")[0].version.text)
    for section in form["section"]:
        for field in section["field"]:
            if field["id"] == "proofs":
                field["blind"] = "shown"
    made = Form.model_validate(form)
    return FormVersion.objects.create(code=made.code, digest=made.digest, text=made.canonical.decode())


@pytest.fixture
def planted(cases: list[Case], bodies: list[Organisation]) -> list[Case]:
    """The cases, with canaries in every name, number and file name, and in the texts themselves."""
    lead, partner = bodies
    Organisation.objects.filter(pk=lead.pk).update(name="澜川金丝雀精密有限公司", name_en="Canary Precision Ltd")
    Organisation.objects.filter(pk=partner.pk).update(name="金丝雀大学", name_en="Canary University")
    Person.objects.filter(pk__in=[case.principal_id for case in cases]).update(name="金雀花", name_en="Jin Canary")
    Member.objects.update(name="金雀儿")
    Case.objects.update(contact="金雀儿", telephone="024-7777 1234")
    version = with_shown_files()
    for case in Case.objects.all():
        sheet = Sheet.objects.get(owner=Application.objects.get(case=case).chain)
        words = "澜川金丝雀精密有限公司与金丝雀大学（Canary University）由金雀花牵头，电话024-7777 1234，"
        words += "金丝雀精密已有产线。"
        held = attach(
            owner=sheet.owner,
            slot="application.proofs",
            name="金丝雀报告.jpg",
            content=SimpleUploadedFile("金丝雀报告.jpg", JPEG),
            by=case.created_by,
            now=AT,
        )
        sheet.answers |= {
            "background": words + str(sheet.answers["background"]),
            "contact": "金雀儿",
            "telephone": "024-7777 1234",
            "proofs": [{"id": held.public_id, "name": held.name}],
            "members": [{"name": {"id": "", "name": "金雀儿"}, "organisation": {"id": "", "name": "金丝雀大学"}}],
            "milestones": [{"month": 6, "what": "金丝雀精密完成试切"}],
        }
        sheet.version = version
        sheet.save()
        Case.objects.filter(pk=case.pk).update(title=f"金丝雀精密的{case.title}")
    return cases


def browser(login: str) -> Client:
    """A browser in which somebody signed in."""
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(Account.objects.get(login=login))
    return client


def crawl(client: Client, start: list[str]) -> dict[str, str]:
    """Every page and file of the house that can be reached, with its headers; forms are not sent."""
    wanted, seen = list(start), {}
    while wanted:
        path = wanted.pop()
        if path in seen:
            continue
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        seen[path] = f"{answer.status_code} {dict(answer.headers)} {body.decode('utf-8', 'replace')}"
        found = re.findall(r'(?:href|action|data-\w+)="(/[^"#]*)', seen[path])
        wanted += [one.replace("&amp;", "&") for one in found if not one.startswith(("/static/", "/demo/"))]
    return seen


def leaks(seen: dict[str, str]) -> list[tuple[str, str]]:
    """Where a canary sings."""
    return [(path, one) for path, text in seen.items() for one in CANARIES if one in text or escape(one) in text]


def start(seats: Any) -> list[str]:
    """Where an expert might try his luck, beside his desk."""
    case = Case.objects.first()
    assert case is not None
    guessed = [
        f"/desk/cases/{case.public_id}/",
        f"/desk/sheets/{Sheet.objects.filter(owner__startswith='application')[0].public_id}/",
    ]
    api = ["/api/v1/openapi.json", f"/api/v1/case/{case.public_id}", "/api/v1/case", "/api/v1/review-assignment"]
    return ["/", "/desk/", "/desk/messages/", *guessed, *api, *(f"/desk/review/read/{one.public_id}/" for one in seats)]


def test_no_page_file_header_or_message_tells_an_expert_who_applies(
    planted: list[Case], pool: Any, secretary: Actor
) -> None:
    review = ReviewRound.objects.get()
    perform(review, "assign", secretary, now=AT)
    perform(review, "invite", secretary, {"due_at": UNTIL}, now=AT)
    batch = max(Batch.objects.all(), key=lambda one: one.assignments.count())
    login = batch.expert.person.account.login
    client = browser(login)
    client.post("/language/", {"language": "zh-hans"})
    visited: set[str] = set()
    for move in ("asked", "promised", "accepted", "signed"):
        if move == "promised":
            promise(batch)
        elif move == "accepted":
            accept_all(batch)
            perform(Batch.objects.get(pk=batch.pk), "remind", secretary, now=AT)
            for seat in batch.assignments.filter(state="accepted"):
                write(seat, 8)
        elif move == "signed":
            sign(batch)
        seen = crawl(client, start(batch.assignments.all()))
        assert leaks(seen) == [], move
        visited |= seen.keys()
    files = [path for path in visited if "/files/" in path]
    assert files, "the crawl reached no file"
    assert len([path for path in visited if "/review/read/" in path]) > 8
    texts = [str(message.text) for message in Message.objects.filter(person=batch.expert.person)]
    assert len(texts) == 2
    assert not [text for text in texts for one in CANARIES if one in text]


def test_the_canaries_do_sing_for_whoever_may_hear_them(planted: list[Case], review: Any, secretary: Actor) -> None:
    seen = crawl(browser("fang"), ["/desk/cases/", f"/desk/cases/{planted[0].public_id}/"])
    assert {one for _path, one in leaks(seen)} >= {"金丝雀精密", "024-7777", "CXY2026"}


def test_names_in_the_text_are_covered_and_the_rest_stays(planted: list[Case], review: Any) -> None:
    seat = Assignment.objects.filter(batch__round=review).first()
    assert seat is not None
    promise(seat.batch)
    perform(Assignment.objects.get(pk=seat.pk), "accept", acting(seat.batch.appointment), now=AT)
    text = browser(seat.batch.expert.person.account.login).get(f"/desk/review/read/{seat.public_id}/").content.decode()
    assert "■■■与■■■（■■■）由■■■牵头，电话■■■，■■■已有产线" in text
    assert "表面粗糙度" in text
    assert "附件1.jpg" in text


def test_a_file_comes_under_its_number(planted: list[Case], review: Any) -> None:
    seat = Assignment.objects.filter(batch__round=review).first()
    assert seat is not None
    client = browser(seat.batch.expert.person.account.login)
    answer = client.get(f"/desk/review/read/{seat.public_id}/files/1/")
    assert b"".join(answer.streaming_content) == JPEG  # type: ignore[attr-defined]
    assert "%E9%99%84%E4%BB%B61.jpg" in answer["Content-Disposition"]
    assert client.get(f"/desk/review/read/{seat.public_id}/files/2/").status_code == 404


def test_another_s_case_is_not_there(planted: list[Case], review: Any) -> None:
    seats = list(Assignment.objects.filter(batch__round=review))
    seat = seats[0]
    stranger = next(one for one in seats if one.batch_id != seat.batch_id)
    client = browser(stranger.batch.expert.person.account.login)
    for page in ("", "hand-back/", "files/1/", "choose/"):
        assert client.get(f"/desk/review/read/{seat.public_id}/{page}").status_code == 404
    for page in ("accept/", "marks/", "marks/1/drop/"):
        assert client.post(f"/desk/review/read/{seat.public_id}/{page}").status_code == 404
    for page in ("promise/", "sign/"):
        assert client.get(f"/desk/review/parts/{seat.batch.public_id}/{page}").status_code == 404
    for page in (
        "rounds/",
        f"rounds/{review.public_id}/",
        f"cases/{seat.stay.public_id}/",
        f"experts/{seat.batch.public_id}/",
    ):
        assert client.get(f"/desk/review/{page}").status_code == 404


def test_what_is_over_is_closed_to_the_expert(planted: list[Case], review: Any, secretary: Actor) -> None:
    seat = Assignment.objects.filter(batch__round=review).first()
    assert seat is not None
    client = browser(seat.batch.expert.person.account.login)
    path = f"/desk/review/read/{seat.public_id}/"
    assert client.get(path).status_code == 200
    perform(seat, "decline", acting(seat.batch.appointment), {"reason": "recognised"}, now=AT)
    assert client.get(path).status_code == 404
