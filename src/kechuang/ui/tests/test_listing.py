"""The list component, on a list of bodies: narrowing, sorting, pages, columns, selections, exports, views."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import ValidationError
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.utils import translation
from python_calamine import CalamineWorkbook

from kechuang.directory.models import Account, Organisation
from kechuang.ui import listing as listings
from kechuang.ui import searching
from kechuang.ui.cells import badge, link
from kechuang.ui.listing import Listing, chosen, respond
from kechuang.ui.models import SavedView
from kechuang.ui.narrowing import pointed_at
from kechuang.ui.saved_views import MOST_VIEWS, keep_columns, keep_view, views_of
from kechuang.ui.table import Batch, Column, Empty, Filter, Kind, Rows, Table

KINDS = [("enterprise", "企业"), ("university", "大学"), ("institute", "院所")]
FOUNDED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def enterprises_only(rows: Rows, kind: str, _request: HttpRequest) -> Rows:
    """Bodies of one kind."""
    return rows.filter(kind=kind)


BODIES = Table[Organisation](
    code="bodies",
    title="单位/名录",
    rows=lambda _request: Organisation.objects.exclude(kind="bureau"),
    columns=(
        Column("name", "名称", lambda body: body.name, lambda body: link("/x/", body.name), order=("name",)),
        Column("kind", "类型", lambda body: body.kind, lambda body: badge(body.kind, body.kind), card=True),
        Column("money", "经费（万元）", lambda body: body.pk * 12_345_678, kind=Kind.MONEY, order=("pk",)),
        Column("at", "时间", lambda _body: FOUNDED, kind=Kind.MOMENT, shown=False),
        Column("secret", "密", lambda _body: "密级", seen=lambda request: "secret" in request.headers),
    ),
    filters=(Filter("kind", "类型", lambda _request: KINDS, enterprises_only, chips=True),),
    search=("name", "name_en"),
    order=("name",),
    empty=Empty("还没有单位。", "登记一个。"),
    batch=(Batch("act", "处理", "portal:home"),),
)


@pytest.fixture
def bodies(house: Organisation) -> list[Organisation]:
    """Sixty bodies of three kinds."""
    made = [
        Organisation(name=f"单位{number:02d}", name_en=f"Body {number}", kind=KINDS[number % 3][0])
        for number in range(60)
    ]
    return Organisation.objects.bulk_create(made)


def asked(query: str = "", *, account: Account | None = None, post: dict[str, Any] | None = None) -> HttpRequest:
    """A request for the list."""
    factory = RequestFactory()
    request = factory.post("/list/", post) if post is not None else factory.get(f"/list/?{query}")
    request.user = account or AnonymousUser()
    request.session = SessionStore()
    return request


def names(found: Sequence[Organisation]) -> list[str]:
    """The names of some bodies."""
    return [body.name for body in found]


def content(response: HttpResponseBase) -> bytes:
    """Everything that a streamed answer sends."""
    assert isinstance(response, FileResponse | StreamingHttpResponse)
    whole = b"".join(bytes(part) for part in response)
    request_finished.disconnect(close_old_connections)  # as Django's own test client does
    response.close()
    request_finished.connect(close_old_connections)
    return whole


def test_words_filters_and_sort_narrow_and_order_the_list(bodies: list[Organisation]) -> None:
    listing = Listing(BODIES, asked("q=单位 1&kind=university&sort=-name"))
    assert names(listing.shown) == ["单位61", "单位31", "单位19", "单位16", "单位13", "单位10", "单位01"][1:]
    assert listing.count == 6
    assert Listing(BODIES, asked("q=body+59")).count == 1


@pytest.mark.parametrize(
    ("query", "page", "first"),
    [
        ("", 1, "单位00"),
        ("page=3", 3, "单位50"),
        ("page=99", 3, "单位50"),
        ("page=-1", 1, "单位00"),
        ("page=²", 1, "单位00"),
    ],
)
def test_a_page_that_is_not_there_is_the_nearest(bodies: list[Organisation], query: str, page: int, first: str) -> None:
    listing = Listing(BODIES, asked(query))
    assert (listing.page, listing.shown[0].name, listing.pages) == (page, first, 3)


@pytest.mark.parametrize("query", ["kind=king", "sort=secret", "sort=kind", "columns=nothing.all", "size=7", "q=+"])
def test_what_the_list_does_not_know_is_ignored(bodies: list[Organisation], query: str) -> None:
    listing = Listing(BODIES, asked(query))
    assert (listing.count, len(listing.shown), [column.code for column in listing.columns]) == (
        60,
        25,
        ["name", "kind", "money"],
    )


def test_addresses_keep_what_was_chosen_and_forget_the_page(bodies: list[Organisation]) -> None:
    listing = Listing(BODIES, asked("q=单位&kind=institute&page=2&columns=name.at&size=50&junk=1"))
    assert listing.query == "q=%E5%8D%95%E4%BD%8D&kind=institute&columns=name.at&size=50"
    assert listing.address(kind="", q="", columns="", size="") == "?all=1"
    assert listing.after == ""
    assert [column.code for column in listing.columns] == ["name", "at"]


def test_a_column_that_is_not_the_reader_s_is_nowhere(bodies: list[Organisation]) -> None:
    request = asked("columns=name.secret")
    assert "密" not in Listing(BODIES, request).body + Listing(BODIES, request).heads
    assert "密级".encode() not in content(respond(asked("columns=name.secret&export=csv"), BODIES, ""))
    told = RequestFactory(headers={"secret": "yes"}).get("/list/?columns=name.secret")
    told.user, told.session = AnonymousUser(), SessionStore()
    assert "密级" in Listing(BODIES, told).body


def test_cells_are_escaped(house: Organisation) -> None:
    Organisation.objects.create(name="<script>alert(1)</script>", kind="enterprise")
    listing = Listing(BODIES, asked())
    assert "<script>" not in listing.body
    assert listing.body.count("&lt;script&gt;") == 2


def test_counting_stops_and_says_so(bodies: list[Organisation], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "COUNTED", 40)
    listing = Listing(BODIES, asked("page=9"))
    assert (listing.more, listing.count, listing.pages, len(listing.shown)) == (True, 40, 2, 15)


def test_a_selection_holds_only_what_the_reader_may_see(bodies: list[Organisation], house: Organisation) -> None:
    ticked = [bodies[0].public_id, bodies[1].public_id, house.public_id, "nonsense"]
    assert names(chosen(asked(post={"chosen": ticked}), BODIES)) == ["单位00", "单位01"]  # type: ignore[arg-type]
    whole = chosen(asked(post={"chosen": ticked, "whole": "yes", "query": "kind=institute"}), BODIES)
    assert whole.count() == 20


def test_the_workbook_holds_everything_that_fits_with_real_numbers_and_dates(
    bodies: list[Organisation], house: Organisation
) -> None:
    Organisation.objects.create(name="=1+1", kind="enterprise")
    with translation.override("zh-hans"):
        answer = respond(asked("columns=name.money.at&export=xlsx&kind=enterprise"), BODIES, "")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content(answer)))
    rows = book.get_sheet_by_index(0).to_python()
    assert book.sheet_names == ["单位名录", "导出说明"]
    assert rows[0] == ["名称", "经费（万元）", "时间"]
    assert len(rows) == 22
    assert rows[1][0] == "=1+1"
    assert rows[2] == ["单位00", pytest.approx(bodies[0].pk * 12.345678), datetime(2026, 3, 2, 9, 0)]  # noqa: DTZ001
    assert ["类型", "企业"] in book.get_sheet_by_index(1).to_python()


def test_selected_rows_are_exported_alone(bodies: list[Organisation]) -> None:
    answer = respond(
        asked(post={"export": "xlsx", "chosen": [bodies[4].public_id], "query": "columns=name"}), BODIES, ""
    )
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content(answer))).get_sheet_by_index(0)
    assert sheet.to_python() == [["名称"], ["单位04"]]
    assert respond(asked(post={"chosen": [bodies[4].public_id]}), BODIES, "").status_code == 405


def test_text_is_read_by_excel_and_never_as_a_formula(house: Organisation) -> None:
    Organisation.objects.create(name="=cmd|' /C calc'!A0", kind="enterprise")
    text = content(respond(asked("export=csv&columns=name.kind"), BODIES, "")).decode()
    assert text == "\ufeff名称,类型\r\n'=cmd|' /C calc'!A0,enterprise\r\n"


def test_more_than_a_workbook_holds_is_refused_in_words(
    bodies: list[Organisation], lin: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kechuang.ui.export.MOST_ROWS", 59)
    from django.contrib.messages.storage.fallback import FallbackStorage  # noqa: PLC0415

    request = asked("export=xlsx&kind=")
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # noqa: SLF001  as the middleware does
    answer = respond(request, BODIES, "")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/list/?all=1")


def test_a_view_is_kept_under_a_name_and_again_under_the_same(lin: Account) -> None:
    keep_view(account=lin, table="bodies", name=" 我的  企业 ", query="kind=enterprise")
    keep_view(account=lin, table="bodies", name="我的 企业", query="kind=enterprise&q=1")
    keep_view(account=lin, table="other", name="我的 企业", query="")
    assert [(one.name, one.query) for one in views_of(lin, "bodies")] == [("我的 企业", "kind=enterprise&q=1")]


@pytest.mark.parametrize(
    ("name", "query", "code"),
    [("  ", "", "nameless"), ("长" * 41, "", "long"), ("好", "q=" + "x" * 1000, "long_query")],
)
def test_a_view_that_cannot_be_kept_is_refused(lin: Account, name: str, query: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        keep_view(account=lin, table="bodies", name=name, query=query)
    assert [error.code for errors in refused.value.error_dict.values() for error in errors] == [code]


def test_nobody_keeps_views_without_end(lin: Account) -> None:
    for number in range(MOST_VIEWS):
        keep_view(account=lin, table="bodies", name=f"视图{number}", query="")
    keep_view(account=lin, table="bodies", name="视图3", query="q=1")
    with pytest.raises(ValidationError):
        keep_view(account=lin, table="bodies", name="多一个", query="")


def test_chosen_columns_stay_chosen_until_reset(bodies: list[Organisation], lin: Account) -> None:
    keep_columns(account=lin, table="bodies", columns=["at", "name"])
    assert [column.code for column in Listing(BODIES, asked(account=lin)).columns] == ["name", "at"]
    keep_columns(account=lin, table="bodies", columns=[])
    assert [column.code for column in Listing(BODIES, asked(account=lin)).columns] == ["name", "kind", "money"]
    with pytest.raises(ValidationError):
        keep_columns(account=lin, table="bodies", columns=["c" * 20] * 60)


def test_pages_keep_and_drop_views(client: Client, lin: Account) -> None:
    assert client.post("/lists/calls/keep/", {"name": "x"}).status_code == 302
    assert SavedView.objects.count() == 0
    client.force_login(lin)
    next_page = {"next": "/desk/calls/?state=open"}
    answer = client.post("/lists/calls/keep/", {"name": "在办", "query": "state=open", **next_page}, follow=True)
    assert "视图“在办”已保存。" in answer.content.decode()
    assert 'href="?state=open" aria-current="true"' in answer.content.decode()
    client.post("/lists/calls/columns/", {"column": ["title", "contact"], **next_page})
    assert "联系人" in client.get("/desk/calls/").content.decode()
    client.post("/lists/calls/columns/", {"column": ["title"], "reset": "yes", **next_page})
    assert [one.name for one in views_of(lin, "calls")] == ["在办"]
    assert client.post("/lists/calls/drop/", {"view": "nonsense", "next": "//elsewhere"})["Location"] == "/"
    client.post("/lists/calls/drop/", {"view": views_of(lin, "calls")[0].public_id})
    assert views_of(lin, "calls") == []


def test_a_list_that_cannot_be_meant_is_refused() -> None:
    column = Column[Any]("a", "A", lambda _row: "")
    shared: dict[str, Any] = {
        "code": "x",
        "title": "X",
        "rows": lambda _request: None,
        "order": (),
        "empty": Empty("", ""),
    }
    with pytest.raises(ValueError, match="column's code"):
        Table[Any](columns=(column, column), **shared)
    with pytest.raises(ValueError, match="reserved"):
        Table[Any](columns=(column,), filters=(Filter("q", "Q", lambda _request: [], enterprises_only),), **shared)


@pytest.mark.parametrize("sparse", [0, 1000])
def test_few_and_many_that_are_pointed_at_are_found_alike(
    bodies: list[Organisation], monkeypatch: pytest.MonkeyPatch, sparse: int
) -> None:
    monkeypatch.setattr("kechuang.ui.narrowing.SPARSE", sparse)
    for body in bodies[:3]:
        body.family = bodies[7]
        body.save()
    bodies[5].family = bodies[9]
    bodies[5].save()
    branches = Organisation.objects.filter(family__isnull=False)
    assert names(pointed_at(Organisation.objects.order_by("name"), branches, "family")) == ["单位07", "单位09"]  # type: ignore[arg-type]


def test_words_are_looked_for_in_the_latest_rows_and_the_page_says_so(
    bodies: list[Organisation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "SEARCHED", 10)
    listing = Listing(BODIES, asked("q=单位"))
    assert (listing.count, listing.partly, listing.shown[0].name) == (10, "10", "单位50")
    assert Listing(BODIES, asked("q=单位&kind=king&size=50")).count == 10
    whole = replace(BODIES, exact=("name",))
    named = Listing(whole, asked("q=单位03"))
    assert (names(named.shown), named.partly) == (["单位03"], "")
    assert Listing(whole, asked("q=位03")).count == 0


def test_what_is_absent_comes_last_in_either_direction(bodies: list[Organisation]) -> None:
    bodies[3].district, bodies[4].district = bodies[0], bodies[1]
    bodies[3].save()
    bodies[4].save()
    column = Column[Organisation]("district", "区县", lambda _body: "", order=("district__name",))
    table = replace(BODIES, columns=(*BODIES.columns, column))
    up, down = (Listing(table, asked(f"sort={sort}district&size=100")).shown for sort in ("", "-"))
    assert names(up)[:2] == ["单位03", "单位04"]
    assert names(down)[:2] == ["单位04", "单位03"]
    assert names(up)[2:] == list(reversed(names(down)[2:]))
