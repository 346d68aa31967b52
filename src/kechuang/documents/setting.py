"""Setting a paper as PDF: with the house's own fonts, no system font, no network, and the same bytes every time."""

import io
import json
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, Final
from zoneinfo import ZoneInfo

import segno
import typst
from django.conf import settings

from kechuang.documents.models import Paper

HERE = Path(str(files("kechuang") / "documents"))
STANDARD: Final = "a-2a"
"""PDF/A-2a: fonts inside, text that can be searched, read aloud and kept (ISO 19005-2)."""
MISSING = "〓"
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_one_at_a_time = Lock()


@cache
def compiler() -> typst.Compiler:
    """The compiler of this process; it keeps the fonts in memory."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])
    return typst.Compiler(root=str(HERE / "typst"), font_paths=fonts, ignore_system_fonts=True)


@cache
def covered() -> tuple[list[int], list[int]]:
    """The characters that the fonts can show, as the beginnings and the ends of ranges."""
    ranges = json.loads((HERE / "fonts" / "covered.json").read_text())
    return [begin for begin, _end in ranges], [end for _begin, end in ranges]


def shows(letter: str) -> bool:
    """Whether the fonts can show a character; the end of a line is none."""
    begins, ends = covered()
    place = bisect_right(begins, ord(letter)) - 1
    return letter == "\n" or (place >= 0 and ord(letter) <= ends[place])


def printable(value: Any) -> Any:
    """Words as the fonts can print them: what they cannot show stands as 〓, printers' sign for a missing type.

    What is not seen anyway (marks of direction, joiners) is left out.
    """
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value).replace("\t", " ")
        seen = (letter for letter in composed if letter == "\n" or unicodedata.category(letter) not in UNSEEN)
        return "".join(letter if shows(letter) else MISSING for letter in seen)
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [printable(one) for one in value]
    return value


def made_with() -> str:
    """The program that sets papers, and its version."""
    return f"typst {version('typst')}"


def pdf(paper: Paper) -> bytes:
    """The PDF of a paper. The same paper gives the same bytes."""
    given = {"paper": json.dumps(printable(printed(paper)), ensure_ascii=False), "code": code(paper.address)}
    with _one_at_a_time:
        made = compiler().compile(
            input=str(HERE / "typst" / f"{paper.sort.template}.typ"),
            format="pdf",
            sys_inputs=given,
            pdf_standards=STANDARD,
            timestamp=int(paper.issued_at.timestamp()),
        )
    if not isinstance(made, bytes):
        raise TypeError("the compiler gave no single PDF")
    return made


def sheet(title: str, lines: Sequence[str]) -> bytes:
    """A plain sheet as PDF: a title and paragraphs. The same words give the same bytes."""
    given = {"sheet": json.dumps(printable({"title": title, "lines": list(lines)}), ensure_ascii=False)}
    with _one_at_a_time:
        made = compiler().compile(input=str(HERE / "typst" / "sheet.typ"), format="pdf", sys_inputs=given, timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError("the compiler gave no single PDF")
    return made


def printed(paper: Paper) -> dict[str, object]:
    """What the template is given."""
    day = paper.issued_at.astimezone(ZoneInfo(settings.TIME_ZONE))
    return {
        "number": paper.number,
        "kind": paper.sort.printed,
        "head": paper.sort.head,
        "title": paper.title,
        "issuer": paper.issuer,
        "day": f"{day.year}年{day.month}月{day.day}日",
        "digest": paper.digest,
        "site": paper.address.partition("/check/")[0],
        "demonstration": paper.demonstration,
        "words": paper.words,
    }


def code(address: str) -> str:
    """The square code of an address, as SVG."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue().decode()
