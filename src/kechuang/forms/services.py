"""What is done to sheets: open, save, restore, lock. Saving leaves no trace in the trail (contract 5)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Appointment
from kechuang.door.refusal import Refusal
from kechuang.files import blobs
from kechuang.files.models import Attachment
from kechuang.files.services import attach
from kechuang.forms.answers import Answers, Checked, digest_of, tidied
from kechuang.forms.definition import Form
from kechuang.forms.fields import Attachment as Field
from kechuang.forms.models import FormVersion, Sheet, SheetRevision
from kechuang.forms.queries import slot_of

Judge = Callable[[Sheet], Checked]
SITTING = timedelta(minutes=10)
"""Saves by one window within this time of the first share a row of the history."""
KEPT = 60
"""Rows of history; beyond, the oldest go."""
Way = SheetRevision.Way


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft is saved, as this revision."""

    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another window had saved meanwhile: the sheet stands as that left it, and what came now is kept aside."""

    sheet: Sheet
    aside: SheetRevision


@transaction.atomic
def open_sheet(*, owner: str, part: str, form: Form, answers: Answers, by: Appointment, now: datetime) -> Sheet:
    """A sheet of a form, with what is known beforehand filled in. The same owner and part give the same sheet."""
    version, _new = FormVersion.objects.get_or_create(
        digest=form.digest, defaults={"code": form.code, "text": form.canonical.decode()}
    )
    begun = tidied(form, answers)
    sheet, new = Sheet.objects.get_or_create(
        owner=owner,
        part=part,
        issue=1,
        defaults={"version": version, "answers": begun, "saved_by": by, "saved_at": now},
    )
    if new:
        remember(sheet, begun, Way.SAVED, by=by, now=now, window="")
    return sheet


def save_draft(
    *, sheet: Sheet, answers: Any, base: int, by: Appointment, now: datetime, window: str = ""
) -> Saved | Conflict:
    """Save what was typed over revision `base`. Raises Refusal where the sheet is locked, BadAnswersError.

    Saving what stands already changes nothing. A `window` never conflicts with its own saves, so that a save whose
    answer was lost on the way can be sent again.
    """
    with transaction.atomic():
        locked = opened(sheet)
        typed = tidied(locked.form, answers)
        if typed == locked.answers:
            return Saved(locked)
        own = bool(window) and locked.window == window and base >= locked.window_from
        if base != locked.revision and not own:
            return Conflict(locked, set_aside(locked, typed, base, by=by, now=now, window=window))
        return Saved(written(locked, typed, Way.SAVED, by=by, now=now, window=window))


def opened(sheet: Sheet) -> Sheet:
    """The sheet, its row locked, if it may be changed. Raises Refusal."""
    found = Sheet.objects.select_for_update(of=("self",)).select_related("version").get(pk=sheet.pk)
    if found.locked:
        raise Refusal("locked", _("This was submitted and is locked. It can no longer be changed here."))
    return found


def written(sheet: Sheet, answers: Answers, way: Way, *, by: Appointment, now: datetime, window: str) -> Sheet:
    """Put the answers on the sheet as its next revision."""
    if not window or sheet.window != window:
        sheet.window, sheet.window_from = window, sheet.revision
    sheet.answers, sheet.saved_by, sheet.saved_at = answers, by, now
    sheet.revision += 1
    sheet.save()
    remember(sheet, answers, way, by=by, now=now, window=window)
    return sheet


def remember(sheet: Sheet, answers: Answers, way: Way, *, by: Appointment, now: datetime, window: str) -> None:
    """Write the history: into the row of this sitting, else into a new one; the oldest beyond `KEPT` go."""
    rows = sheet.revisions.exclude(way=Way.ASIDE).order_by("-number")
    last = rows.first()
    sitting = last is not None and way == Way.SAVED == last.way and last.window == window != ""
    if sitting and last is not None and last.by_id == by.pk and now - last.begun_at < SITTING:
        last.number, last.answers, last.at = sheet.revision, answers, now
        last.save()
        return
    SheetRevision.objects.create(
        sheet=sheet, number=sheet.revision, way=way, answers=answers, by=by, begun_at=now, at=now, window=window
    )
    for old in rows[KEPT:]:
        old.delete()


def set_aside(
    sheet: Sheet, answers: Answers, base: int, *, by: Appointment, now: datetime, window: str
) -> SheetRevision:
    """Keep what could not be saved, one row a window."""
    row, _new = SheetRevision.objects.update_or_create(
        sheet=sheet,
        way=Way.ASIDE,
        window=window,
        by=by,
        settled=False,
        number=max(base, 0),
        defaults={"answers": answers, "at": now},
        create_defaults={"answers": answers, "at": now, "begun_at": now},
    )
    return row


def settle(
    *, sheet: Sheet, aside: SheetRevision, mine: frozenset[str], base: int, by: Appointment, now: datetime
) -> Saved | Conflict:
    """End a conflict: of the fields that differ, `mine` are taken from what was kept aside, the rest stay.

    Raises Refusal. Where the sheet moved on again while somebody chose, nothing is changed.
    """
    with transaction.atomic():
        locked = opened(sheet)
        if locked.revision != base:
            return Conflict(locked, aside)
        merged = dict(locked.answers)
        for name in compare(locked.answers, aside.answers):
            if name in mine:
                merged[name] = aside.answers.get(name, "")
        merged = tidied(locked.form, {name: value for name, value in merged.items() if value != ""})
        SheetRevision.objects.filter(pk=aside.pk).update(settled=True)
        if merged == locked.answers:
            return Saved(locked)
        return Saved(written(locked, merged, Way.MERGED, by=by, now=now, window=""))


def restore(*, sheet: Sheet, revision: SheetRevision, by: Appointment, now: datetime) -> Sheet:
    """Take the draft back to what it held; what it holds now stays in the history. Raises Refusal."""
    with transaction.atomic():
        locked = opened(sheet)
        return written(locked, tidied(locked.form, revision.answers), Way.RESTORED, by=by, now=now, window="")


def compare(one: Answers, other: Answers) -> list[str]:
    """The fields whose answers differ, nothing and an empty answer being the same."""
    names = dict.fromkeys([*one, *other])
    return [name for name in names if (one.get(name) or "") != (other.get(name) or "")]


def lock(*, sheet: Sheet, judge: Judge, now: datetime) -> tuple[Sheet, Checked]:
    """Seal the sheet: its answers become what is kept, its digest stands. Call it inside the transaction that uses it.

    `judge` checks the sheet as it stands under the lock. Raises Refusal, code `incomplete`, naming every field that is
    missing or wrong.
    """
    with transaction.atomic():
        locked = opened(sheet)
        result = judge(locked)
        if not result.complete:
            said: dict[str, list[Any]] = {}
            for problem in result.problems:
                said.setdefault(problem.field, []).append(str(problem))
            raise Refusal("incomplete", _("The form is not complete. Correct what is named."), said)
        locked.answers = result.answers
        locked.digest, locked.locked_at = digest_of(locked.form, result.answers), now
        locked.save()
        return locked, result


@transaction.atomic
def reopen(*, sheet: Sheet, by: Appointment, now: datetime) -> Sheet:
    """A new issue of a locked sheet, to be corrected; the locked one stays as evidence. Twice is once."""
    issue, new = Sheet.objects.get_or_create(
        owner=sheet.owner,
        part=sheet.part,
        issue=sheet.issue + 1,
        defaults={
            "version": sheet.version,
            "answers": tidied(sheet.form, sheet.answers),
            "saved_by": by,
            "saved_at": now,
        },
    )
    if new:
        remember(issue, issue.answers, Way.SAVED, by=by, now=now, window="")
    return issue


def copy_to(*, sheet: Sheet, owner: str, by: Appointment, now: datetime) -> Sheet:
    """A draft of another owner that begins with a locked sheet's answers and files, to be corrected. Twice is once."""
    with transaction.atomic():
        copy = open_sheet(owner=owner, part=sheet.part, form=sheet.form, answers=sheet.answers, by=by, now=now)
        slots = {slot_of(sheet, field.id): field for field in sheet.form.fields.values() if isinstance(field, Field)}
        named = {row["id"] for field in slots.values() for row in sheet.answers.get(field.id, [])}
        for one in Attachment.objects.filter(owner=sheet.owner, public_id__in=named).select_related("by"):
            with blobs.opened(one.sha256) as content:
                attach(
                    owner=owner,
                    slot=one.slot,
                    name=one.name,
                    content=content,
                    by=one.by,
                    now=now,
                    several=True,
                    accept=slots[one.slot].accept,
                )
        return copy
