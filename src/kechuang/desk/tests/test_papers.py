"""Papers and files are read by whoever reads the whole case, and by nobody else."""

import io
from datetime import date

import pytest
import typst
from django.test import Client

from kechuang.cases.models import Case
from kechuang.conftest import NOW
from kechuang.directory import services as directory
from kechuang.directory.models import Account, Organisation
from kechuang.directory.roles import Role
from kechuang.documents import services as documents
from kechuang.door.table import Actor
from kechuang.files import services as files
from kechuang.schemes.models import Call


@pytest.fixture
def case(call: Call, officer: Actor, house: Organisation) -> Case:
    """A submitted case of 林晓岚's division."""
    appointment = officer.appointment
    assert appointment is not None
    return Case.objects.create(
        call=call,
        number="2026-0001",
        title="叶盘",
        lead=house,
        created_by=appointment,
        state="running",
        state_since=NOW,
    )


@pytest.fixture
def addresses(case: Case, officer: Actor) -> tuple[str, str]:
    """A paper and a file of the case, as addresses."""
    assert officer.appointment is not None
    words = {"paragraphs": ["已收到。"]}
    paper = documents.issue(
        kind="submission", subject=case, title="提交回执", words=words, by=officer.appointment, now=NOW
    )
    content = typst.compile(b"= Contract")
    assert isinstance(content, bytes)
    file = files.attach(
        owner=case.chain, slot="contract", name="合同.pdf", content=io.BytesIO(content), by=officer.appointment, now=NOW
    )
    return f"/desk/papers/{paper.public_id}/", f"/desk/files/{file.public_id}/"


def test_an_officer_of_the_division_reads_them(client: Client, lin: Account, addresses: tuple[str, str]) -> None:
    for address in addresses:
        client.force_login(lin)
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response.getvalue().startswith(b"%PDF-")


@pytest.mark.parametrize("role", [Role.EXPERT, Role.APPLICANT, Role.SYSTEM_ADMINISTRATOR])
def test_others_get_the_same_answer_as_for_what_is_not_there(
    client: Client, house: Organisation, addresses: tuple[str, str], role: Role
) -> None:
    person = directory.register_person(name="陌生人")
    directory.appoint(person=person, organisation=house, role=role, since=date(2020, 1, 1))
    client.force_login(directory.open_account(person=person, login="stranger", password=None, now=NOW))
    for address in (*addresses, "/desk/papers/zzzzzzzzzzzz/", "/desk/files/zzzzzzzzzzzz/"):
        assert client.get(address).status_code == 404


def test_nobody_reads_them_without_signing_in(client: Client, addresses: tuple[str, str]) -> None:
    for address in addresses:
        assert client.get(address).status_code == 302
