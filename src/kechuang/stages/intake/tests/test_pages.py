"""The pages of an application, as each of those concerned sees them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kechuang.cases.models import Case
from kechuang.conftest import CLOSES
from kechuang.directory.models import Installation
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.forms.models import Sheet
from kechuang.forms.queries import sheet_of
from kechuang.schemes.models import Call
from kechuang.stages.intake.models import PART, Application
from kechuang.stages.intake.tests.alliance import AT, Alliance, filled, sent_up


@pytest.fixture(autouse=True)
def within_the_window(house: object) -> None:
    """The clock stands an hour after the call opened."""
    Installation.objects.update(clock_at=AT)


def at(client: Client, actor: Actor) -> Client:
    """The actor at a browser."""
    assert actor.appointment is not None
    client.force_login(actor.appointment.person.account)
    return client


def test_the_call_s_page_has_one_button_where_the_person_may(
    open_call: Call, alliance: Alliance, officer: Actor, client: Client
) -> None:
    address = reverse("stage_intake:apply", args=[open_call.public_id])
    assert f"?next={address}" in client.get(f"/calls/{open_call.public_id}/").content.decode()
    for actor, offered in ((alliance.applicant, True), (alliance.unit, False), (officer, False)):
        html = at(client, actor).get(f"/desk/calls/{open_call.public_id}/").content.decode()
        assert (f'href="{address}"' in html) is offered
        assert client.get(address).status_code == (200 if offered else 403)
    Installation.objects.update(clock_at=CLOSES)
    assert at(client, alliance.applicant).get(address).status_code == 403


def test_no_form_opens_without_the_declaration(open_call: Call, alliance: Alliance, client: Client) -> None:
    address = reverse("stage_intake:apply", args=[open_call.public_id])
    answer = at(client, alliance.applicant).post(address, {"name": "abcdefghjkmn"})
    assert answer.status_code == 422
    assert "不作声明不能打开表格。" in answer.content.decode()
    assert Case.objects.count() == 0
    for _time in range(2):
        answer = client.post(address, {"name": "abcdefghjkmn", "not_secret": "yes"})
        assert answer.status_code == 302
    assert Case.objects.count() == 1
    form = client.get(answer.headers["Location"]).headers["Location"]
    assert form == f"/desk/sheets/{Sheet.objects.get().public_id}/edit/"
    assert client.get(form).status_code == 200


def test_submitting_leads_to_the_receipt(open_call: Call, alliance: Alliance, client: Client) -> None:
    application = filled(open_call, alliance)
    address = reverse("stage_intake:submit", args=[application.public_id])
    html = at(client, alliance.applicant).get(address).content.decode()
    assert "高若琳 024-0000 1234" in html
    assert "澜川理工大学确认" in html
    seen = Application.objects.get().revision
    answer = client.post(address, {"seen": seen, "key": "k1"})
    receipt = reverse("stage_intake:receipt", args=[application.public_id])
    assert answer.headers["Location"] == receipt
    page = client.get(receipt).content.decode()
    application.refresh_from_db()
    assert "CXY2026-0001" in page
    assert application.digest in page
    again = client.post(address, {"seen": seen, "key": "k1"})
    assert (again.status_code, Case.objects.get().number) == (302, "CXY2026-0001")
    assert at(client, alliance.recommender).get(address).status_code == 302


def test_what_is_missing_is_listed_with_links_and_cannot_be_submitted(
    open_call: Call, alliance: Alliance, client: Client
) -> None:
    application = filled(open_call, alliance, background="")
    html = (
        at(client, alliance.applicant)
        .get(reverse("stage_intake:submit", args=[application.public_id]))
        .content.decode()
    )
    assert "还有1项要先完成" in html
    assert "#q-background" in html
    assert "提交并锁定" not in html


def test_a_partner_finds_it_waiting_and_confirms(open_call: Call, alliance: Alliance, client: Client) -> None:
    application = filled(open_call, alliance)
    perform(application, "submit", alliance.applicant, now=AT)
    confirmation = application.confirmations.get()
    html = at(client, alliance.partner).get("/desk/").content.decode()
    assert "请贵单位确认所承担的任务" in html
    case = Case.objects.get()
    confirm = reverse("stage_intake:respond", args=[confirmation.public_id, "confirm"])
    assert confirm in client.get(f"/desk/cases/{case.public_id}/").content.decode()
    assert "机理研究" in client.get(confirm).content.decode()
    client.post(confirm, {"seen": confirmation.revision, "key": "k"})
    application.refresh_from_db()
    assert application.state == "unit"
    assert "请贵单位确认" not in client.get("/desk/").content.decode()


def test_who_may_read_and_fill_the_form_in(
    open_call: Call, alliance: Alliance, officer: Actor, director: Actor, client: Client
) -> None:
    application = filled(open_call, alliance)
    sheet = sheet_of(application.chain, PART)
    assert sheet is not None
    page, edit = f"/desk/sheets/{sheet.public_id}/", f"/desk/sheets/{sheet.public_id}/edit/"
    draft = {"applicant": (200, 200), "unit": (200, 302), "partner": (404, 404), "recommender": (404, 404)}
    for name, expected in draft.items():
        person = at(client, getattr(alliance, name))
        assert (person.get(page).status_code, person.get(edit).status_code) == expected, name
    assert at(client, officer).get(page).status_code == 404
    perform(application, "submit", alliance.applicant, now=AT)
    for actor in (alliance.applicant, alliance.unit, alliance.partner, alliance.recommender, officer, director):
        assert (at(client, actor).get(page).status_code, client.get(edit).status_code) == (200, 302)


def test_the_case_page_leads_to_the_form_and_the_receipt_whatever_the_stage(
    open_call: Call, alliance: Alliance, officer: Actor, client: Client
) -> None:
    application = sent_up(open_call, alliance)
    html = at(client, officer).get(f"/desk/cases/{Case.objects.get().public_id}/").content.decode()
    assert f"/desk/sheets/{application.sheet}/" in html
    assert "提交回执" in html


def test_the_first_thing_to_do_with_a_draft_is_to_fill_it_in(
    open_call: Call, alliance: Alliance, client: Client
) -> None:
    application = filled(open_call, alliance)
    html = at(client, alliance.applicant).get(f"/desk/cases/{application.case.public_id}/").content.decode()
    fill = reverse("stage_intake:fill", args=[application.public_id])
    assert f'class="btn btn-primary ms-auto kc-primary" href="{fill}"' in html
    with pytest.raises(Refusal) as answer:
        perform(application, "fill", alliance.applicant, now=AT)
    assert answer.value.code == "on_its_page"


def test_the_form_costs_a_bounded_number_of_statements(open_call: Call, alliance: Alliance, client: Client) -> None:
    application = filled(open_call, alliance)
    sheet = sheet_of(application.chain, PART)
    assert sheet is not None
    at(client, alliance.applicant)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/desk/sheets/{sheet.public_id}/edit/")
    assert len(asked) <= 22
