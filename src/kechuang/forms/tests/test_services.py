"""Drafts: nothing typed is lost, whoever else saves; what is locked stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kechuang.conftest import NOW
from kechuang.directory.models import Account, Appointment
from kechuang.door.refusal import Refusal
from kechuang.forms.answers import Checked, check, digest_of
from kechuang.forms.definition import Form
from kechuang.forms.invariants import altered
from kechuang.forms.models import FormVersion, Sheet, SheetRevision
from kechuang.forms.services import Conflict, Saved, compare, lock, open_sheet, reopen, restore, save_draft, settle
from kechuang.forms.tests.conftest import COMPLETE, KNOWN
from kechuang.trail.models import Event


@pytest.fixture
def lin_acts(lin: Account) -> Appointment:
    """林晓岚 in her appointment."""
    return lin.person.appointments.get()


def judge(sheet: Sheet) -> Checked:
    """Check it with the people that the tests know."""
    return check(sheet.form, sheet.answers, KNOWN)


@pytest.fixture
def sheet(form: Form, lin_acts: Appointment) -> Sheet:
    """A sheet with a title in it."""
    return open_sheet(owner="trial/x", part="form", form=form, answers={"title": "轴承"}, by=lin_acts, now=NOW)


def put(
    sheet: Sheet, by: Appointment, base: int, minutes: int = 0, window: str = "w1", **answers: Any
) -> Saved | Conflict:
    """Save so many minutes after the beginning."""
    return save_draft(
        sheet=sheet, answers=answers, base=base, by=by, now=NOW + timedelta(minutes=minutes), window=window
    )


def test_opening_twice_gives_the_same_sheet_and_the_form_stands_once(
    sheet: Sheet, form: Form, lin_acts: Appointment
) -> None:
    again = open_sheet(owner="trial/x", part="form", form=form, answers={}, by=lin_acts, now=NOW)
    other = open_sheet(owner="trial/y", part="form", form=form, answers={}, by=lin_acts, now=NOW)
    assert (again.pk, again.answers) == (sheet.pk, {"title": "轴承"})
    assert other.version == sheet.version
    assert FormVersion.objects.get().form.digest == form.digest


def test_saving_moves_the_revision_and_never_the_trail(sheet: Sheet, lin_acts: Appointment) -> None:
    done = put(sheet, lin_acts, 0, title="轴承淬火")
    assert isinstance(done, Saved)
    assert (done.sheet.revision, done.sheet.answers) == (1, {"title": "轴承淬火"})
    assert Event.objects.count() == 0


def test_wrong_answers_are_saved_as_they_were_typed(sheet: Sheet, lin_acts: Appointment) -> None:
    put(sheet, lin_acts, 0, asked="八十万")
    sheet.refresh_from_db()
    assert sheet.answers == {"asked": "八十万"}


def test_two_windows_conflict_and_lose_nothing(sheet: Sheet, lin_acts: Appointment) -> None:
    put(sheet, lin_acts, 0, window="w1", title="甲的名称")
    clash = put(sheet, lin_acts, 0, window="w2", title="乙的名称", text="乙的正文")
    assert isinstance(clash, Conflict)
    assert clash.sheet.answers == {"title": "甲的名称"}
    assert clash.aside.answers == {"title": "乙的名称", "text": "乙的正文"}
    assert compare(clash.sheet.answers, clash.aside.answers) == ["title", "text"]
    done = settle(sheet=sheet, aside=clash.aside, mine=frozenset({"text"}), base=1, by=lin_acts, now=NOW)
    assert isinstance(done, Saved)
    assert (done.sheet.revision, done.sheet.answers) == (2, {"title": "甲的名称", "text": "乙的正文"})
    clash.aside.refresh_from_db()
    assert clash.aside.settled


def test_settling_what_moved_on_meanwhile_changes_nothing(sheet: Sheet, lin_acts: Appointment) -> None:
    put(sheet, lin_acts, 0, window="w1", title="甲")
    clash = put(sheet, lin_acts, 0, window="w2", title="乙")
    assert isinstance(clash, Conflict)
    put(sheet, lin_acts, 1, window="w1", title="丙")
    assert isinstance(
        settle(sheet=sheet, aside=clash.aside, mine=frozenset({"title"}), base=1, by=lin_acts, now=NOW), Conflict
    )
    sheet.refresh_from_db()
    assert (sheet.revision, sheet.answers) == (2, {"title": "丙"})


def test_a_window_whose_answer_was_lost_does_not_conflict_with_itself(sheet: Sheet, lin_acts: Appointment) -> None:
    put(sheet, lin_acts, 0, title="一")
    again = put(sheet, lin_acts, 0, title="一")
    later = put(sheet, lin_acts, 0, title="二")
    assert isinstance(again, Saved)
    assert isinstance(later, Saved)
    assert later.sheet.revision == 2
    put(sheet, lin_acts, 2, window="w2", title="三")
    assert isinstance(put(sheet, lin_acts, 2, window="w1", title="四"), Conflict)


def test_saving_what_stands_already_changes_nothing(sheet: Sheet, lin_acts: Appointment) -> None:
    done = put(sheet, lin_acts, 7, window="w9", title="轴承")
    assert isinstance(done, Saved)
    assert done.sheet.revision == 0


def test_a_sitting_is_one_row_of_history_and_an_earlier_one_can_be_restored(
    sheet: Sheet, lin_acts: Appointment
) -> None:
    put(sheet, lin_acts, 0, 1, title="一")
    put(sheet, lin_acts, 1, 5, title="二")
    put(sheet, lin_acts, 2, 30, title="三")
    rows = list(sheet.revisions.order_by("number"))
    assert [(row.number, row.answers["title"]) for row in rows] == [(0, "轴承"), (2, "二"), (3, "三")]
    back = restore(sheet=sheet, revision=rows[1], by=lin_acts, now=NOW + timedelta(minutes=31))
    assert (back.revision, back.answers) == (4, {"title": "二"})
    assert sheet.revisions.count() == 4


def test_a_lock_keeps_what_was_cleaned_and_seals_it(sheet: Sheet, form: Form, lin_acts: Appointment) -> None:
    put(sheet, lin_acts, 0, **COMPLETE)
    locked, result = lock(sheet=sheet, judge=judge, now=NOW)
    assert locked.answers["asked"] == 80_500_000
    assert locked.digest == digest_of(form, result.answers)
    first = SheetRevision.objects.filter(sheet=sheet)[0]
    for attempt in (
        lambda: put(sheet, lin_acts, 1, title="改"),
        lambda: lock(sheet=sheet, judge=judge, now=NOW),
        lambda: restore(sheet=sheet, revision=first, by=lin_acts, now=NOW),
    ):
        with pytest.raises(Refusal) as refusal:
            attempt()
        assert refusal.value.code == "locked"


def test_an_incomplete_sheet_is_not_locked_and_every_field_is_named(sheet: Sheet, lin_acts: Appointment) -> None:
    put(sheet, lin_acts, 0, **{**COMPLETE, "title": "", "asked": "x"})
    with pytest.raises(Refusal) as refusal:
        lock(sheet=sheet, judge=judge, now=NOW)
    assert refusal.value.code == "incomplete"
    assert list(refusal.value.fields) == ["title", "asked"]
    sheet.refresh_from_db()
    assert not sheet.locked


def test_a_return_opens_a_new_issue_and_leaves_the_locked_one(sheet: Sheet, lin_acts: Appointment) -> None:
    put(sheet, lin_acts, 0, **COMPLETE)
    locked, _result = lock(sheet=sheet, judge=judge, now=NOW)
    issue = reopen(sheet=locked, by=lin_acts, now=NOW)
    assert reopen(sheet=locked, by=lin_acts, now=NOW).pk == issue.pk
    assert (issue.issue, issue.locked) == (2, False)
    assert judge(issue).answers == locked.answers
    done = put(issue, lin_acts, 0, **{**locked.answers, "title": "改过了"})
    assert isinstance(done, Saved)
    again, _result = lock(sheet=issue, judge=judge, now=NOW)
    locked.refresh_from_db()
    assert again.digest != locked.digest


def test_the_database_refuses_a_lock_without_a_digest(sheet: Sheet) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(locked_at=NOW)


def test_the_doctor_finds_a_locked_sheet_that_was_changed_by_hand(sheet: Sheet, lin_acts: Appointment) -> None:
    put(sheet, lin_acts, 0, **COMPLETE)
    locked, _result = lock(sheet=sheet, judge=judge, now=NOW)
    assert altered() == []
    Sheet.objects.filter(pk=locked.pk).update(answers=locked.answers | {"asked": 1})
    assert altered() == [f"trial/x form ({locked.public_id})"]
