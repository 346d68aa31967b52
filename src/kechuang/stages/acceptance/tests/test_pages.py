"""The pages of acceptance: what was typed stays, files are kept or refused with words, and strangers see nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kechuang.cases.models import Case
from kechuang.conftest import NOW, PASSWORD
from kechuang.directory.models import Expert
from kechuang.directory.services import open_account
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.files.models import Attachment
from kechuang.files.queries import current
from kechuang.stages.acceptance.tests.conftest import AT, OPINION, REQUEST, expert, group_of, stay


def signed_in(login: str) -> Client:
    """A person at his browser."""
    client = Client()
    assert client.login(username=login, password=PASSWORD)
    return client


def as_expert(one: Expert) -> Client:
    """An expert at his browser."""
    open_account(person=one.person, login=one.public_id, password=PASSWORD, now=NOW)
    return signed_in(one.public_id)


@pytest.fixture
def typed() -> dict[str, Any]:
    """The request as it is typed."""
    return {
        "summary": REQUEST["summary"],
        "spent": "79",
        "actual-1": "0.038 mm",
        "met-1": "yes",
        "actual-2": "九百一十二万元",
        "met-2": "no",
        "seen": "1",
        "key": "k",
    }


def test_the_request_is_written_and_files_are_kept(
    delivered: Case, applicant: Actor, typed: dict[str, Any], pdf: bytes
) -> None:
    client, path = signed_in("shen"), f"/desk/acceptance/{stay(delivered).public_id}/request/"
    assert client.get(path).status_code == 200
    files = {"file-summary": SimpleUploadedFile("总结.pdf", pdf), "file-accounts": SimpleUploadedFile("坏.pdf", b"MZ")}
    answer = client.post(path, typed | files | {"spent": "七十九"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="七十九"' in text
    assert "“坏.pdf”是程序或含有程序" in text
    assert [(one.slot, one.name) for one in current(stay(delivered).chain)] == [("summary", "总结.pdf")]
    answer = client.post(path, typed | {"file-accounts": SimpleUploadedFile("决算.pdf", pdf)})
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/cases/{delivered.public_id}/")
    assert stay(delivered).spent == 79_000_000
    assert [one.met for one in stay(delivered).results.all()] == [True, False]
    removed = client.post(
        path, typed | {"remove": Attachment.objects.get(name="总结.pdf").public_id, "summary": "改到一半"}
    )
    assert "改到一半" in removed.content.decode()
    assert [one.name for one in current(stay(delivered).chain)] == ["决算.pdf"]
    case_page = client.get(f"/desk/cases/{delivered.public_id}/").content.decode()
    assert "决算.pdf" in case_page


def test_others_do_not_write_the_request(delivered: Case, unit: Actor, officer: Actor, experts: list[Expert]) -> None:
    path = f"/desk/acceptance/{stay(delivered).public_id}/request/"
    assert signed_in("gao").get(path).status_code == 403
    assert as_expert(experts[0]).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_the_officer_chooses_the_group_and_sees_who_may_not(
    asked: Case, officer: Actor, experts: list[Expert], partner: Any
) -> None:
    expert("同事", partner)
    client, path = signed_in("lin"), f"/desk/acceptance/{stay(asked).public_id}/group/"
    page = client.get(path).content.decode()
    assert "同一单位：澜川理工大学" in page
    assert page.index("评议任务的专家") < page.index(">甲<") < page.index("评议经费的专家") < page.index(">丙<")
    given = group_of(experts)
    answer = client.post(path, {"members": given["members"][:2], "leader": given["leader"], "key": "a"})  # type: ignore[index]
    assert answer.status_code == 422
    assert "现已选 2 人" in answer.content.decode()
    assert answer.content.decode().count(" checked") == 3
    assert client.post(path, given | {"key": "b", "seen": str(stay(asked).revision)}).status_code == 302
    assert stay(asked).seats.count() == 3


def test_a_member_reads_the_materials_and_signs(asked: Case, officer: Actor, experts: list[Expert]) -> None:
    perform(stay(asked), "appoint", officer, group_of(experts), now=AT)
    path = f"/desk/acceptance/{stay(asked).public_id}/opinion/"
    client = as_expert(experts[0])
    assert stay(asked).public_id in client.get("/desk/").content.decode()
    page = client.get(path).content.decode()
    file = current(stay(asked).chain)[0]
    assert f"/materials/{file.public_id}/" in page
    answer = client.get(f"/desk/acceptance/{stay(asked).public_id}/materials/{file.public_id}/")
    assert answer.getvalue().startswith(b"%PDF-")
    short = client.post(path, {"action": "opine", "proposal": "passed", "text": "好", "declares": "on"})
    assert (short.status_code, "好" in short.content.decode()) == (422, True)
    given = OPINION | {"action": "opine", "declares": "on", "seen": str(stay(asked).revision), "key": "k"}
    assert client.post(path, given).status_code == 302
    waiting = client.get(path).content.decode()
    assert "还有成员未签署意见。" in waiting
    assert "您已于" in waiting
    stranger = as_expert(expert("外人", experts[1].organisation))
    assert stranger.get(path).status_code == 404
    assert stranger.get(f"/desk/acceptance/{stay(asked).public_id}/materials/{file.public_id}/").status_code == 404


def test_members_see_each_other_s_opinions_only_once_it_is_for_the_leader(
    asked: Case, officer: Actor, experts: list[Expert]
) -> None:
    perform(stay(asked), "appoint", officer, group_of(experts), now=AT)
    path = f"/desk/acceptance/{stay(asked).public_id}/opinion/"
    second = as_expert(experts[1])
    given = OPINION | {
        "action": "opine",
        "declares": "on",
        "key": "k",
        "text": "乙的意见：寿命试验样本偏少，其余各项指标均已完成。",
    }
    assert second.post(path, given).status_code == 302
    leader = as_expert(experts[0])
    assert "乙的意见" not in leader.get(path).content.decode()
    assert leader.post(path, OPINION | {"action": "opine", "declares": "on", "key": "l"}).status_code == 302
    assert "乙的意见" in leader.get(path).content.decode()
    applicant = signed_in("shen").get(f"/desk/cases/{asked.public_id}/").content.decode()
    assert "乙的意见" not in applicant
    assert "甲" in applicant


def test_the_director_sees_what_the_group_said_and_concludes(judged: Case, director: Actor) -> None:
    client, path = signed_in("he"), f"/desk/acceptance/{stay(judged).public_id}/conclusion/"
    page = client.get(path).content.decode()
    assert "验收组一致认为项目完成了任务书规定的全部任务" in page
    assert '<option value="passed" selected>' in page
    departs = client.post(path, {"conclusion": "failed", "ground": "", "seen": str(stay(judged).revision), "key": "a"})
    assert departs.status_code == 422
    assert "请写明局里不采纳的理由" in departs.content.decode()
    good = {"conclusion": "passed", "seen": str(stay(judged).revision), "key": "b"}
    assert client.post(path, good).status_code == 302
    assert "澜科验〔2026〕1号" in client.get(f"/desk/cases/{judged.public_id}/").content.decode()
