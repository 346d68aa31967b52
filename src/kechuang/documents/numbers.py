"""The numbers of papers (文号): gapless in a series and year, and read however people type them."""

import re
import unicodedata
from datetime import datetime

from django.db import transaction

from kechuang.directory.models import Organisation
from kechuang.documents.models import Mark, Register

TYPED = re.compile(r"^(?P<sign>.+?)[\[(〔【](?P<year>\d{4})[\])〕】](?:第)?0*(?P<place>\d+)号?$")


def mark_of(bureau: Organisation, at: datetime) -> str:
    """The bureau's sign: what was set last, else the first character of its name and 科, as is the custom."""
    chosen = Mark.objects.filter(since__lte=at).first()
    return chosen.text if chosen else f"{bureau.name[:1]}科"


def next_place(series: str, year: int) -> int:
    """The next place of a series, its row locked until the transaction ends: undone, the place is free again."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    line, _new = Register.objects.select_for_update().get_or_create(series=series, year=year)
    line.last += 1
    line.save(update_fields=["last"])
    return line.last


def shown(sign: str, year: int, place: int) -> str:
    """A number as papers print it: 澜科发〔2026〕12号."""
    return f"{sign}〔{year}〕{place}号"


def read(typed: str) -> str:
    """What somebody typed, as papers print it; as it is where it is no number."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    found = TYPED.match(text)
    return shown(found["sign"], int(found["year"]), int(found["place"])) if found else text
