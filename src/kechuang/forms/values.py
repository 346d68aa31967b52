"""One answer: what was typed becomes what is kept, or says what is wrong. What is kept already stays as it is.

Typed are texts; kept are whole numbers (fen, last decimal places), ISO dates, codes and `{id, name}`.
"""

import re
from datetime import date
from typing import Any

from kechuang.forms.fields import (
    TICKED,
    Asked,
    Attachment,
    Choice,
    Day,
    Declaration,
    FromList,
    Money,
    Number,
    Prose,
    SomeOrganisation,
    SomePerson,
    Text,
)
from kechuang.forms.known import Known, Party
from kechuang.forms.problems import WrongError
from kechuang.money.amounts import BadAmountError, MoneyFault, parse_wan, wan

BLANK = re.compile("[ \t\r\n\u00a0\u3000]")
"""What a count leaves out; the page's script leaves out the same."""
FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－：／", "0123456789.,-:/")
DECIMAL = re.compile(r"^-?\d+(\.\d+)?$", re.ASCII)
SHAPES = {
    "telephone": (re.compile(r"^\+?[\d][\d ()-]{5,24}\d$", re.ASCII), "not_a_telephone"),
    "email": (re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$"), "not_an_email"),
}
DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$", re.ASCII)
AMOUNT_FAULTS = {
    MoneyFault.NEGATIVE: "too_small",
    MoneyFault.TOO_LARGE: "too_large",
    MoneyFault.TOO_PRECISE: "too_precise",
}
PLACES_OF_WAN = 6
MOST_DIGITS = 18


def length(text: str) -> int:
    """How many characters count."""
    return len(BLANK.sub("", text))


def cleaned(field: Asked, given: Any, known: Known) -> Any:
    """What is kept of `given`; None where nothing is given. Raises WrongError."""
    if given is None or given in ("", [], {}):
        return None
    return CLEANERS[type(field)](field, given, known)


def text(field: Text, given: Any, _known: Known) -> str | None:
    """One line."""
    line = " ".join(plain(given).split())
    if not line:
        return None
    within(field, line)
    if field.shape:
        shape, fault = SHAPES[field.shape]
        line = line.translate(FULL_WIDTH)
        if not shape.match(line):
            raise WrongError(fault)
    return line


def prose(field: Prose, given: Any, _known: Known) -> str | None:
    """Several lines; blanks at their ends go."""
    lines = [line.rstrip() for line in plain(given).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    whole = "\n".join(lines).strip("\n")
    if not whole.strip():
        return None
    within(field, whole)
    return whole


def within(field: Text | Prose, words: str) -> None:
    """Refuse what is too short or too long."""
    count = length(words)
    if count < field.minimum:
        raise WrongError("too_short", least=field.minimum, count=count)
    if count > field.maximum:
        raise WrongError("too_long", most=field.maximum, count=count)


def plain(given: Any) -> str:
    """Text. Raises WrongError where it is none."""
    if not isinstance(given, str):
        raise WrongError("not_an_answer")
    return given


def number(field: Number, given: Any, _known: Known) -> int | None:
    """A number as a whole number of its last decimal place."""
    scale = 10**field.places
    if isinstance(given, int) and not isinstance(given, bool):
        scaled = given
    else:
        typed = plain(given).strip().translate(FULL_WIDTH).replace(",", "")
        if not typed:
            return None
        if not DECIMAL.match(typed) or len(typed) > MOST_DIGITS:
            raise WrongError("not_a_number")
        whole, _dot, part = typed.partition(".")
        part = part.rstrip("0")
        if len(part) > field.places:
            raise WrongError("too_precise", most=field.places)
        digits = int(whole.lstrip("-") + part.ljust(field.places, "0"))
        scaled = -digits if typed.startswith("-") else digits
    if scaled < field.minimum * scale:
        raise WrongError("too_small", least=field.minimum)
    if scaled > field.maximum * scale:
        raise WrongError("too_large", most=field.maximum)
    return scaled


def money(field: Money, given: Any, _known: Known) -> int | None:
    """Fen, from 万元."""
    if isinstance(given, int) and not isinstance(given, bool):
        fen = given
    else:
        typed = plain(given)
        if not typed.strip():
            return None
        try:
            fen = parse_wan(typed)
        except BadAmountError as bad:
            code = AMOUNT_FAULTS.get(bad.fault, "not_an_amount")
            raise WrongError(code, least=wan(field.minimum), most=amount_limit(field, code)) from bad
    if fen < field.minimum:
        raise WrongError("too_small", least=wan(field.minimum))
    if fen > field.maximum:
        raise WrongError("too_large", most=wan(field.maximum))
    return fen


def amount_limit(field: Money, code: str) -> str:
    """What the remedy says is the most: decimals or 万元."""
    return str(PLACES_OF_WAN) if code == "too_precise" else wan(field.maximum)


def day(field: Day, given: Any, _known: Known) -> str | None:
    """A date as ISO 8601; also written 2026/3/17, 2026.3.17 or 2026年3月17日."""
    typed = plain(given).strip().translate(FULL_WIDTH)
    if not typed:
        return None
    found = DATE.match(typed)
    try:
        read = date(*map(int, found.groups())) if found else None
    except ValueError:
        read = None
    if read is None:
        raise WrongError("not_a_date")
    if field.earliest and read < field.earliest:
        raise WrongError("too_early", least=field.earliest)
    if field.latest and read > field.latest:
        raise WrongError("too_late", most=field.latest)
    return read.isoformat()


def choice(field: Choice | FromList, given: Any, _known: Known) -> str | list[str]:
    """A code, or several in the order of the form. A label is understood too: a paste from a sheet brings labels."""
    codes = {one.code: one.code for one in field.option}
    named = {word: one.code for one in field.option for word in (one.name.zh, one.name.en)} | codes
    asked = given if isinstance(given, list) else [given]
    if not field.many and len(asked) != 1:
        raise WrongError("not_a_choice")
    if any(not isinstance(one, str) or one.strip() not in named for one in asked):
        raise WrongError("not_a_choice")
    chosen = {named[one.strip()] for one in asked}
    return [code for code in codes if code in chosen] if field.many else chosen.pop()


def organisation(field: SomeOrganisation, given: Any, known: Known) -> dict[str, str] | None:
    """An organisation by id, full name or credit code."""
    return party(given, known.organisations, required=field.known, fault="not_known")


def person(field: SomePerson, given: Any, known: Known) -> dict[str, str] | None:
    """A person by id or name."""
    return party(given, known.people, required=field.known, fault="person_not_known")


def party(given: Any, known: Any, *, required: bool, fault: str) -> dict[str, str] | None:
    """Who is meant. Where nobody need be known, the name alone stays."""
    ident, name = (given.get("id", ""), given.get("name", "")) if isinstance(given, dict) else ("", given)
    name = " ".join(plain(name).split())
    if not name and not ident:
        return None
    found: tuple[Party, ...] = known.get(plain(ident), ()) or known.get(name, ()) or known.get(name.upper(), ())
    if len(found) == 1:
        return {"id": found[0].id, "name": found[0].name}
    if required:
        raise WrongError("ambiguous" if found else fault)
    if not name or len(name) > MOST_NAME:
        raise WrongError("not_an_answer")
    return {"id": "", "name": name}


MOST_NAME = 200


def attachment(field: Attachment, given: Any, _known: Known) -> list[dict[str, str]]:
    """The files by id and name."""
    rows = given if isinstance(given, list) else [given]
    if not all(isinstance(one, dict) and isinstance(one.get("id"), str) and one["id"] for one in rows):
        raise WrongError("not_an_answer")
    if len(rows) > field.most:
        raise WrongError("too_many_files", most=field.most)
    return [{"id": one["id"], "name": str(one.get("name", ""))} for one in rows]


def declaration(_field: Declaration, given: Any, _known: Known) -> str:
    """Agreed to."""
    if given is True or given in (TICKED, "on"):
        return TICKED
    raise WrongError("not_an_answer")


CLEANERS: dict[type[Asked], Any] = {
    Text: text,
    Prose: prose,
    Number: number,
    Money: money,
    Day: day,
    Choice: choice,
    FromList: choice,
    SomePerson: person,
    SomeOrganisation: organisation,
    Attachment: attachment,
    Declaration: declaration,
}
