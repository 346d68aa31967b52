"""Papers: their numbers, their seal, their PDF, and what anybody may learn of them."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from pydantic import ValidationError as BadWordsError

from kechuang.conftest import NOW
from kechuang.directory.models import Appointment, Organisation
from kechuang.documents import numbers, pages, queries, sealing, services, setting
from kechuang.documents.kinds import kinds
from kechuang.documents.models import Paper, Register, Rendering
from kechuang.documents.tests.samples import SAMPLES
from kechuang.door.table import Actor
from kechuang.files import blobs

CASE = SimpleNamespace(chain="case/k3vabcdefgh2")


@pytest.fixture
def lin(officer: Actor) -> Appointment:
    """林晓岚 in her appointment."""
    assert officer.appointment is not None
    return officer.appointment


def issued(lin: Appointment, kind: str = "submission", **more: Any) -> Paper:
    """A paper with the sample's words."""
    title, words = SAMPLES[kind]
    given: dict[str, Any] = {"kind": kind, "subject": CASE, "title": title, "words": words, "by": lin, "now": NOW}
    return services.issue(**(given | more))


def text_of(made: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(made) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    """Every sample as PDF, of papers that are not in the database."""
    made = {}
    for kind, (title, words) in SAMPLES.items():
        sort = kinds()[kind]
        paper = Paper(
            public_id="k3vabcdefgh2",
            number=numbers.shown(f"澜科{sort.series}", 2026, 12),
            kind=kind,
            title=title,
            subject=CASE.chain,
            issuer="澜川市科学技术局",
            words=sort.words.model_validate(words).model_dump(mode="json"),
            address="https://kj.example/check/k3vabcdefgh2/",
            demonstration=True,
            issued_at=NOW,
        )
        paper.digest = sealing.digest_of(paper)
        made[kind] = setting.pdf(paper)
        assert setting.pdf(paper) == made[kind]
    return made


def test_every_kind_has_a_sample() -> None:
    assert set(SAMPLES) == set(kinds())


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_paper_says_its_words_and_that_it_is_a_demonstration(drawn: dict[str, bytes], kind: str) -> None:
    title, words = SAMPLES[kind]
    whole = text_of(drawn[kind])
    flat = "".join("".join(whole).split())
    assert "".join(title.split()) in flat
    for fact in words.get("facts", []):
        assert "".join(fact["value"].split()) in flat.replace("\u200b", "")
    assert all("演示数据" in "".join(page.split()) for page in whole)
    assert f"澜科{kinds()[kind].series}〔2026〕12号" in flat
    assert "https://kj.example" in flat.replace("\u200b", "")
    assert "〓" not in flat
    assert b"pdfaid:part" in drawn[kind]


def test_a_cover_stays_on_its_page_and_an_addressee_has_one_colon(lin: Appointment) -> None:
    many = [{"label": f"第{place}项（万元）", "value": "甲乙丙丁" * 7} for place in range(10)]
    covered = text_of(setting.pdf(issued(lin, "agreement", words=SAMPLES["agreement"][1] | {"facts": many})))
    assert "2026年3月2日" in "".join(covered[0].split())
    letter = SAMPLES["correction"][1]
    for to in ("恒锐公司", "恒锐公司：", "恒锐公司:"):
        flat = "".join("".join(text_of(setting.pdf(issued(lin, "correction", words=letter | {"to": to})))).split())
        assert "恒锐公司：你单位" in flat


def test_numbers_have_no_gaps_even_where_a_transaction_is_undone(lin: Appointment) -> None:
    assert issued(lin).number == "澜科收〔2026〕1号"

    class UndoneError(Exception):
        """For the test."""

    with pytest.raises(UndoneError), transaction.atomic():
        assert issued(lin).number == "澜科收〔2026〕2号"
        raise UndoneError
    assert issued(lin).number == "澜科收〔2026〕2号"
    assert issued(lin, "intake").number == "澜科受〔2026〕1号"
    new_year = datetime(2026, 12, 31, 16, tzinfo=UTC)  # midnight in Shanghai
    assert issued(lin, now=new_year).number == "澜科收〔2027〕1号"
    assert dict(Register.objects.filter(series="收").values_list("year", "last")) == {2026: 2, 2027: 1}


def test_the_bureau_s_sign_changes_from_an_instant_on(lin: Appointment) -> None:
    services.set_mark(text="澜科技", by=lin, now=NOW + timedelta(days=1))
    assert issued(lin).number == "澜科收〔2026〕1号"
    assert issued(lin, now=NOW + timedelta(days=2)).number == "澜科技收〔2026〕2号"
    for bad in ("", "澜 科", "澜〔科", "澜" * 11):
        with pytest.raises(ValidationError):
            services.set_mark(text=bad, by=lin, now=NOW)


@pytest.mark.parametrize(
    "typed",
    ["澜科收〔2026〕1号", "澜科收[2026]1号", "澜科收（2026）001号", " 澜科收 【2026】 第1 号 ", "澜科收(2026)１"],
)
def test_a_number_is_found_however_it_is_typed(lin: Appointment, typed: str) -> None:
    paper = issued(lin)
    assert queries.by_number(typed) == paper


def test_words_that_do_not_fit_the_kind_issue_nothing(lin: Appointment) -> None:
    crooked = {"columns": [{"label": "a"}, {"label": "b"}], "rows": [["1"]]}
    bad: list[dict[str, Any]] = [
        {},
        {"paragraphs": []},
        {"paragraphs": ["x"], "extra": 1},
        {"paragraphs": ["x"], "parts": [crooked]},
    ]
    for words in bad:
        with pytest.raises(BadWordsError):
            issued(lin, "approval", words=words)
    assert Paper.objects.count() == 0
    assert Register.objects.count() == 0


def test_the_pdf_is_made_once_and_survives_whatever_people_type(lin: Appointment) -> None:
    hostile = '#panic("x") $x^2$ \\u{41} *bold* <b> // 注释 "引号" `code` 😀 張\u202e三\u200d ' + "w" * 300
    paper = issued(
        lin, words={"paragraphs": [hostile], "facts": [{"label": "名称", "value": hostile}]}, title=hostile[:80]
    )
    made = services.rendered(paper=paper, now=NOW)
    assert services.rendered(paper=paper, now=NOW) == made
    with blobs.opened(made.sha256) as kept:
        body = kept.read()
    flat = "".join("".join(text_of(body)).split())
    assert '#panic("x")$x^2$\\u{41}*bold*<b>//注释"引号"`code`〓張三' in flat
    assert len(body) == made.size
    assert services.render_waiting(NOW) == 0
    issued(lin)
    assert services.render_waiting(NOW) == 1
    assert Rendering.objects.count() == 2
    response = pages.send(paper, now=NOW)
    assert response.getvalue() == body
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


def test_an_altered_paper_is_seen(lin: Appointment, client: Client) -> None:
    paper = issued(lin)
    assert sealing.digest_of(paper) == paper.digest
    Paper.objects.update(title="另一个")
    page = client.get(f"/check/{paper.public_id}/").content.decode()
    assert "请勿采信此文书" in page
    assert "真实有效" not in page


def test_anybody_checks_a_paper_and_learns_only_what_is_public(lin: Appointment, client: Client) -> None:
    receipt, certificate = issued(lin), issued(lin, "certificate")
    page = client.get("/check/", {"number": "澜科收[2026]1"}).content.decode()
    assert "真实有效" in page
    assert "提交回执" in page
    assert receipt.digest[:8] in page
    assert receipt.title not in page
    for secret in ("赵闻博", "恒锐", "钛合金"):
        assert secret not in page
    shown = client.get(f"/check/{certificate.public_id}/").content.decode()
    assert certificate.title in shown
    assert "80.00" not in shown


def test_a_withdrawn_paper_says_so_and_what_stands_in_its_place(lin: Appointment, client: Client) -> None:
    paper, better = issued(lin, "certificate"), issued(lin, "certificate")
    services.withdraw(paper=paper, reason="金额写错", by=lin, now=NOW, replaced_by=better)
    page = client.get(f"/check/{paper.public_id}/").content.decode()
    assert "已作废" in page
    assert better.number in page
    assert "金额写错" not in page
    assert queries.holding(CASE.chain, "certificate") == better
    with pytest.raises(ValidationError):
        services.withdraw(paper=paper, reason="再次", by=lin, now=NOW)
    with pytest.raises(ValidationError):
        services.withdraw(paper=better, reason=" ", by=lin, now=NOW)


@pytest.mark.parametrize(
    "address", ["/check/?number=%E6%BE%9C%E7%A7%91", "/check/zzzzzzzzzzzz/", "/check/?number=" + "9" * 500]
)
def test_what_was_not_issued_here_is_not_found(house: Organisation, client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "未查到" in response.content.decode()
    assert client.get("/check/").status_code == 200
    assert client.post("/check/").status_code == 405


@pytest.mark.parametrize(
    ("chosen", "printed"),
    [
        ({"public_address": "https://kj.example/"}, "https://kj.example"),
        ({"hosts": ["kj.example"], "https": True}, "https://kj.example"),
        ({"hosts": ["kj.example"], "port": 8000}, "http://kj.example:8000"),
        ({"hosts": ["kj.example"], "port": 0}, "http://kj.example"),
    ],
)
def test_a_paper_prints_the_address_under_which_the_house_is_reached(
    lin: Appointment, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any], printed: str
) -> None:
    monkeypatch.setattr(settings, "CONFIGURATION", settings.CONFIGURATION.model_copy(update=chosen))
    paper = issued(lin)
    assert paper.address == f"{printed}/check/{paper.public_id}/"
