"""The words of the interface: `messages.py update` collects them, `compile` makes them readable to Django.

English is written in the code; each room keeps its Chinese in `<room>/locale/zh_Hans/LC_MESSAGES/django.po`.
No system tool is needed: templates are read by Django's own lexer, catalogues by Babel.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src"
CALL = re.compile(r"\b(gettext|ngettext|pgettext|npgettext|_)\(")
FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
Found = tuple[str | tuple[str, str], str | None]
"""One message: its id (with the plural where it has one) and its context."""


def catalogues(source: Path) -> list[Path]:
    """Every `.po` file of the package."""
    return sorted(source.glob("kechuang/**/locale/*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """A catalogue as its file holds it."""
    return read_po(io.BytesIO(path.read_bytes()), locale="zh_Hans")


def compile_catalogues(source: Path) -> int:
    """Write a `.mo` beside every `.po` that is newer; the number written."""
    written = 0
    for path in catalogues(source):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        catalogue = read(path)
        with target.open("wb") as binary:
            write_mo(binary, catalogue)
        written += 1
    return written


def python_messages(path: Path) -> Iterator[Found]:
    """What a Python file marks for translation."""
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in FUNCTIONS:
            yield from message(call.func.id, constants(call))


def template_messages(path: Path) -> Iterator[Found]:
    """What a template marks for translation, as Django itself reads it."""
    from django.utils.translation.template import templatize  # noqa: PLC0415  `compile` must run without Django

    for line in io.StringIO(templatize(path.read_text(), origin=str(path))):
        for call in CALL.finditer(line):
            yield from message(call[1], literals(line, call.end() - 1))


def constants(call: ast.Call) -> list[str | None]:
    """The arguments of a call, None for those that are no literal text."""
    values = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
    return [value if isinstance(value, str) else None for value in values]


def literals(line: str, start: int) -> list[str | None]:
    """The string arguments of the call whose bracket opens at `start`."""
    for end in (match.end() for match in re.finditer(r"\)", line[start:])):
        try:
            tree = ast.parse("f" + line[start : start + end], mode="eval")
        except SyntaxError:
            continue
        if isinstance(tree.body, ast.Call):
            return constants(tree.body)
    return []


def message(function: str, arguments: list[str | None]) -> Iterator[Found]:
    """The message that a call with these literal arguments stands for, if it stands for one."""
    texts = [argument for argument in arguments if argument is not None]
    name = function.removesuffix("_lazy")
    if name == "ngettext" and len(texts) > 1:
        yield (texts[0], texts[1]), None
    elif name == "pgettext" and len(texts) > 1:
        yield texts[1], texts[0]
    elif name in {"gettext", "_"} and texts:
        yield texts[0], None


def collected(room: Path) -> Catalog:
    """Every message of a room, in a catalogue with nothing translated."""
    template = Catalog(locale="zh_Hans", domain="django", charset="utf-8")
    for path in sorted(room.rglob("*")):
        if "tests" in path.parts or "static" in path.parts:
            continue
        if path.suffix == ".py":
            found = python_messages(path)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found = template_messages(path)
        else:
            continue
        for identifier, context in found:
            template.add(identifier, context=context, locations=[(path.relative_to(room).as_posix(), 0)])
    return template


def merged(room: Path) -> tuple[Path, Catalog]:
    """The room's catalogue with every message that the code has now and none that it has not."""
    path = room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    template = collected(room)
    catalogue = Catalog(locale="zh_Hans", domain="django", charset="utf-8")
    if path.exists():
        catalogue = read(path)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return path, catalogue


def rooms(source: Path) -> list[Path]:
    """The folders that hold code and keep their own words; each kind of stage is one."""
    found = [*source.glob("kechuang/*/__init__.py"), *source.glob("kechuang/stages/*/__init__.py")]
    return sorted(path.parent for path in found if path.parent.name not in {"stages", "tests"})


def shown(catalogue: Catalog) -> bytes:
    """A catalogue as the text of its file: sorted, without dates and line numbers, so that a diff shows words only."""
    body = io.BytesIO()
    write_po(body, catalogue, width=110, sort_output=True, omit_header=True, include_lineno=False)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: zh_Hans\\n"\n'
    return (head + '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n').encode() + body.getvalue().strip() + b"\n"


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages that have no Chinese."""
    return [str(entry.id) for entry in catalogue if entry.id and not (entry.string and all(entry.string))]


def update(source: Path) -> list[str]:
    """Write every room's catalogue anew; the messages that still want Chinese."""
    missing = []
    for room in rooms(source):
        path, catalogue = merged(room)
        if len(catalogue) == 0:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(shown(catalogue))
        missing += [f"{room.name}: {text}" for text in untranslated(catalogue)]
    return missing


def main() -> int:
    """Do what the command line names."""
    if sys.argv[1:] == ["update"]:
        missing = update(SOURCE)
        print("\n".join(missing) or "every message has its Chinese")
        compile_catalogues(SOURCE)
        return 0
    if sys.argv[1:] == ["compile"]:
        compile_catalogues(SOURCE)
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
