"""The pages of a sheet: saved by script and without one, read blind, never shown to others."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from kechuang.conftest import NOW
from kechuang.directory import services as directory
from kechuang.directory.models import Account, Organisation
from kechuang.files.models import Attachment
from kechuang.forms import owners
from kechuang.forms.definition import Form
from kechuang.forms.models import Sheet
from kechuang.forms.owners import Access, Frame, Owner
from kechuang.forms.services import open_sheet
from kechuang.forms.tests.conftest import COMPLETE

PDF = b"%PDF-1.4\n%%EOF\n"


class Room:
    """A room above: what it allows, for each test to say."""

    access = Access(read=True, edit=True)

    def allows(self, _request: HttpRequest, _sheet: Sheet) -> Access:
        """What the test says."""
        return self.access

    def frames(self, _request: HttpRequest, _sheet: Sheet) -> Frame:
        """A title and a way back."""
        return Frame("试表", "/desk/", "返回", next="/desk/", next_label="检查并提交", names=("恒锐精密",))


@pytest.fixture
def room() -> Iterator[Room]:
    """The room of the sheets of these tests."""
    found = Room()
    owners.register("trial", Owner(found.allows, found.frames))
    yield found
    owners.forget("trial")


@pytest.fixture
def sheet(form: Form, lin: Account, room: Room) -> Sheet:
    """A sheet with a title in it."""
    by = lin.person.appointments.get()
    return open_sheet(owner="trial/x", part="form", form=form, answers={"title": "轴承"}, by=by, now=NOW)


@pytest.fixture
def reader(lin: Account, client: Client) -> Client:
    """林晓岚 at her browser."""
    client.force_login(lin)
    return client


def save(client: Client, sheet: Sheet, base: int = 0, window: str = "w1", **answers: Any) -> tuple[int, dict[str, Any]]:
    """What the page's script sends, and the answer."""
    body = {"answers": answers, "base": base, "window": window}
    response = client.post(f"/desk/sheets/{sheet.public_id}/edit/", json.dumps(body), content_type="application/json")
    return response.status_code, response.json()


def posted(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers as a page without a script sends them."""
    flat: dict[str, Any] = {}
    for name, value in answers.items():
        if isinstance(value, list):
            for number, row in enumerate(value):
                flat |= {f"{name}.{number}.{column}": cell for column, cell in row.items()}
        else:
            flat[name] = value
    return flat


def test_the_page_has_a_control_for_every_field(reader: Client, sheet: Sheet) -> None:
    html = reader.get(f"/desk/sheets/{sheet.public_id}/edit/").content.decode()
    names = [
        "title",
        "asked",
        "modes",
        "lead",
        "text",
        "budget.0.row",
        "budget.1.own_money",
        "things.0.price",
        "permit",
        "true",
    ]
    assert [name for name in names if f'name="{name}"' not in html] == []
    assert 'value="轴承"' in html
    assert "还缺什么" in html


def test_a_save_of_the_script_answers_with_what_is_wrong_and_how_far_each_section_is(
    reader: Client, sheet: Sheet
) -> None:
    status, told = save(reader, sheet, title="轴承淬火", asked="八十")
    assert status == 200
    assert (told["state"], told["revision"]) == ("saved", 1)
    assert told["sections"] == {"basics": "wrong", "people": "open", "money": "open", "papers": "open"}
    wrong = [one for one in told["problems"] if not one["missing"]]
    assert [(one["place"], one["section"], one["remedy"]) for one in wrong] == [
        ("asked", "basics", "请输入以万元为单位的数字，如 80 或 80.5。")
    ]


def test_a_name_where_reviewers_would_read_it_is_pointed_out(reader: Client, sheet: Sheet) -> None:
    told = save(reader, sheet, text="恒锐精密与某大学共同完成。", body="某大学")[1]
    assert [(one["field"], one["name"]) for one in told["flags"]] == [("text", "恒锐精密"), ("text", "某大学")]


def test_two_windows_are_told_and_can_put_their_versions_together(reader: Client, sheet: Sheet) -> None:
    assert save(reader, sheet, window="w1", title="甲的名称")[0] == 200
    status, told = save(reader, sheet, window="w2", title="轴承", text="乙写的正文")
    assert (status, told["state"]) == (409, "conflict")
    html = reader.get(told["settle"]).content.decode()
    assert 'name="pick-text" value="aside" checked' in html
    assert 'name="pick-title" value="saved" checked' in html
    reader.post(told["settle"], {"base": "1", "pick-text": "aside", "pick-title": "saved"})
    sheet.refresh_from_db()
    assert sheet.answers == {"title": "甲的名称", "text": "乙写的正文"}


@pytest.mark.parametrize(
    "body",
    ["{", "[]", "{}", '{"answers":{"colour":"red"},"base":0,"window":"w"}', '{"answers":{},"base":"x","window":"w"}'],
)
def test_what_is_no_save_is_refused(reader: Client, sheet: Sheet, body: str) -> None:
    response = reader.post(f"/desk/sheets/{sheet.public_id}/edit/", body, content_type="application/json")
    assert (response.status_code, response.json()) == (400, {"state": "bad"})


def test_who_may_only_read_cannot_save(reader: Client, sheet: Sheet, room: Room) -> None:
    room.access = Access(read=True, why_not="已提交")
    assert save(reader, sheet, title="改") == (423, {"state": "locked", "why": "已提交"})
    assert reader.get(f"/desk/sheets/{sheet.public_id}/edit/").headers["Location"] == f"/desk/sheets/{sheet.public_id}/"
    assert reader.post(f"/desk/sheets/{sheet.public_id}/attach/permit/", {"file": pdf("a.pdf")}).status_code == 404


def test_others_find_no_sheet(reader: Client, sheet: Sheet, room: Room) -> None:
    room.access = owners.NO_ACCESS
    for page in ("", "edit/", "history/", "settle/"):
        assert reader.get(f"/desk/sheets/{sheet.public_id}/{page}").status_code == 404, page
    assert reader.get("/desk/sheets/nothing/").status_code == 404


def test_without_a_script_a_button_saves_adds_and_drops_rows(reader: Client, sheet: Sheet) -> None:
    address = f"/desk/sheets/{sheet.public_id}/edit/"
    two = COMPLETE | {"things": [{"name": "甲"}, {"name": "乙"}]}
    assert (
        reader.post(address, posted(two) | {"base": "0", "add": "things"}).headers["Location"] == f"{address}#q-things"
    )
    sheet.refresh_from_db()
    assert [row.get("name") for row in sheet.answers["things"]] == ["甲", "乙", None]
    reader.post(address, posted(two) | {"base": "1", "drop": "things.0"})
    sheet.refresh_from_db()
    assert [row["name"] for row in sheet.answers["things"]] == ["乙"]
    assert reader.post(address, posted(two) | {"base": "2", "next": "yes"}).headers["Location"] == "/desk/"


def test_without_a_script_a_stale_page_goes_to_the_comparison(reader: Client, sheet: Sheet) -> None:
    save(reader, sheet, title="甲的名称")
    response = reader.post(f"/desk/sheets/{sheet.public_id}/edit/", {"base": "0", "title": "乙的名称"})
    assert "/settle/?aside=" in response.headers["Location"]


def pdf(name: str, content: bytes = PDF) -> SimpleUploadedFile:
    """A small document."""
    return SimpleUploadedFile(name, content, "application/pdf")


def received(client: Client, address: str) -> bytes:
    """The bytes of a file."""
    return b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]


def test_a_file_is_kept_at_once_and_counts(reader: Client, sheet: Sheet) -> None:
    save(reader, sheet, ethics="yes")
    address = f"/desk/sheets/{sheet.public_id}/"
    told = reader.post(f"{address}attach/permit/", {"file": pdf("批件.pdf")}).json()
    assert told["file"]["name"] == "批件.pdf"
    assert [one["place"] for one in told["problems"] if one["section"] == "papers"] == ["true"]
    assert received(reader, told["file"]["address"]) == PDF
    second = reader.post(f"{address}attach/permit/", {"file": pdf("另一.pdf")})
    assert (second.status_code, second.json()["errors"]) == (422, ["已有1个文件，请先移除一个。"])
    reader.post(f"{told['file']['address']}remove/", headers={"accept": "application/json"})
    assert reader.get(told["file"]["address"]).status_code == 404
    assert Attachment.objects.count() == 1


def test_a_file_that_is_not_what_it_says_is_refused_with_the_remedy(reader: Client, sheet: Sheet) -> None:
    answer = reader.post(f"/desk/sheets/{sheet.public_id}/attach/permit/", {"file": pdf("a.pdf", b"MZ\x90\x00")})
    assert answer.status_code == 422
    assert len(answer.json()["errors"]) == 1
    assert reader.post(f"/desk/sheets/{sheet.public_id}/attach/title/", {"file": pdf("a.pdf")}).status_code == 404


def test_a_blind_reader_sees_neither_hidden_fields_nor_hidden_files(
    reader: Client, sheet: Sheet, room: Room, house: Organisation
) -> None:
    save(reader, sheet, ethics="yes", body=house.name, text="轴承的正文。")
    told = reader.post(f"/desk/sheets/{sheet.public_id}/attach/permit/", {"file": pdf("恒锐精密批件.pdf")}).json()
    assert house.name in reader.get(f"/desk/sheets/{sheet.public_id}/").content.decode()
    room.access = Access(read=True, blind=True)
    html = reader.get(f"/desk/sheets/{sheet.public_id}/").content.decode()
    article = html[html.index("<article") : html.index("</article")]
    assert "轴承的正文。" in article
    assert house.name not in article
    sent = reader.get(told["file"]["address"])
    assert b"".join(sent.streaming_content) == PDF  # type: ignore[attr-defined]
    assert "%E6%81%92" not in sent.headers["Content-Disposition"]
    assert reader.get(f"/desk/sheets/{sheet.public_id}/history/").status_code == 404


def test_the_history_can_be_read_compared_and_restored(reader: Client, sheet: Sheet) -> None:
    save(reader, sheet, title="第二稿")
    address = f"/desk/sheets/{sheet.public_id}/history/"
    assert "修改了： 名称" in " ".join(reader.get(address).content.decode().split())
    first = sheet.revisions.get(number=0)
    html = reader.get(f"{address}{first.public_id}/").content.decode()
    assert "轴承" in html
    assert "第二稿" in html
    reader.post(f"{address}{first.public_id}/restore/")
    sheet.refresh_from_db()
    assert sheet.answers == {"title": "轴承"}


def test_names_are_offered_of_organisations_and_of_one_s_own_people_only(reader: Client, house: Organisation) -> None:
    other = directory.register_organisation(name="远岭大学", kind=Organisation.Kind.UNIVERSITY, credit_code=None)
    person = directory.register_person(name="林远")
    assert [one["name"] for one in reader.get("/desk/sheets/find/organisation/?q=远岭").json()["found"]] == [other.name]
    assert reader.get("/desk/sheets/find/person/?q=林远").json()["found"] == []
    assert reader.get("/desk/sheets/find/person/?q=林晓").json()["found"] == [{"name": "林晓岚", "note": ""}]
    assert reader.get("/desk/sheets/find/organisation/?q=远").json()["found"] == []
    assert person.name == "林远"
