"""The verbs of papers: issue, withdraw, make the PDF."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kechuang.directory.models import Appointment, Installation
from kechuang.directory.public_id import new_public_id
from kechuang.documents import numbers, sealing, setting
from kechuang.documents.kinds import kinds
from kechuang.documents.models import Mark, Paper, Rendering, Withdrawal
from kechuang.documents.words import Words
from kechuang.files import blobs


class Chained(Protocol):
    """A subject: something with a chain in the trail."""

    @property
    def chain(self) -> str:
        """The chain's name."""


@transaction.atomic
def issue(
    *,
    kind: str,
    subject: Chained,
    title: str,
    words: Words | Mapping[str, Any],
    by: Appointment | None,
    now: datetime,
    public_id: str = "",
) -> Paper:
    """Issue a paper: it takes the next number of its series and is sealed by the digest of what it says.

    The words are checked by the kind's own model (ValueError names what is wrong). The PDF is not made here: the
    transaction stays short, and the words, not the drawing, are what holds.
    """
    sort = kinds()[kind]
    given = words.model_dump(mode="python") if isinstance(words, Words) else dict(words)
    checked = sort.words.model_validate(given).model_dump(mode="json")
    house = Installation.objects.select_related("bureau").get()
    year = now.astimezone(ZoneInfo(settings.TIME_ZONE)).year
    place = numbers.next_place(sort.series, year)
    own = public_id or new_public_id()
    paper = Paper(
        public_id=own,
        number=numbers.shown(numbers.mark_of(house.bureau, now) + sort.series, year, place),
        series=sort.series,
        year=year,
        place=place,
        kind=kind,
        title=title.strip(),
        subject=subject.chain,
        issuer=house.bureau.name,
        words=checked,
        address=f"{site()}/check/{own}/",
        demonstration=house.demonstration,
        issued_at=now,
        by=by,
    )
    paper.digest = sealing.digest_of(paper)
    paper.save()
    return paper


def site() -> str:
    """The address under which the public reaches this installation, for papers to print."""
    chosen = settings.CONFIGURATION
    if chosen.public_address:
        return str(chosen.public_address).rstrip("/")
    port = "" if chosen.https or chosen.port in {0, 80} else f":{chosen.port}"
    return f"{'https' if chosen.https else 'http'}://{chosen.hosts[0]}{port}"


@transaction.atomic
def withdraw(
    *, paper: Paper, reason: str, by: Appointment | None, now: datetime, replaced_by: Paper | None = None
) -> Withdrawal:
    """Say that a paper holds no longer. Raises ValidationError where it was withdrawn already or no reason is given."""
    Paper.objects.select_for_update().get(pk=paper.pk)
    if Withdrawal.objects.filter(paper=paper).exists():
        raise ValidationError(_("This paper is withdrawn already."), code="withdrawn")
    if not reason.strip():
        raise ValidationError(_("Say why the paper is withdrawn."), code="no_reason")
    return Withdrawal.objects.create(paper=paper, reason=reason.strip(), replaced_by=replaced_by, by=by, at=now)


def rendered(*, paper: Paper, now: datetime) -> Rendering:
    """The PDF of a paper, made where it is not there yet. Best called outside of a transaction (some 50 ms)."""
    known = Rendering.objects.filter(paper=paper).first()
    if known is not None:
        return known
    made = setting.pdf(paper)
    sha256 = blobs.keep(io.BytesIO(made))
    kept, _new = Rendering.objects.get_or_create(
        paper=paper, defaults={"sha256": sha256, "size": len(made), "made_with": setting.made_with(), "at": now}
    )
    return kept


def render_waiting(now: datetime, *, most: int = 50) -> int:
    """Make the PDFs that are not there yet, the earliest first; how many. Time calls it."""
    waiting = Paper.objects.filter(rendering__isnull=True).order_by("id")[:most]
    return len([rendered(paper=paper, now=now) for paper in waiting])


def set_mark(*, text: str, by: Appointment, now: datetime) -> Mark:
    """Change the bureau's sign before its numbers from now on. Raises ValidationError where it is not one."""
    mark = Mark(text=text.strip(), since=now, by=by)
    if any(letter in mark.text for letter in "〔〕[]()（）【】") or any(letter.isspace() for letter in mark.text):
        raise ValidationError(_("The sign has no brackets and no blanks: for example 澜科."), code="bad_mark")
    mark.full_clean()
    mark.save()
    return mark
