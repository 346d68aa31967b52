"""The house as a whole: nothing in it that does not belong there, and every word in both languages."""

import hashlib
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from tools import messages, paper_fonts, third_party

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
TEMPLATES = sorted(SOURCE.glob("kechuang/**/templates/**/*.html"))
VENDOR = SOURCE / "kechuang" / "ui" / "static" / "vendor"
PROGRAM_LIMIT = 400


def tracked() -> list[Path]:
    """Every file that git knows or would know."""
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in said.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize("room", messages.rooms(SOURCE), ids=lambda room: str(room.name))
def test_every_word_of_a_room_has_its_chinese(room: Path) -> None:
    path, catalogue = messages.merged(room)
    if len(catalogue) == 0:
        assert not path.exists()
        return
    assert messages.untranslated(catalogue) == []
    assert path.read_bytes() == messages.shown(catalogue), "run `make messages`"


def test_the_same_words_are_translated_the_same_everywhere() -> None:
    chinese: dict[tuple[str, str], set[str]] = {}
    for path in messages.catalogues(SOURCE):
        for entry in messages.read(path):
            if entry.id:
                chinese.setdefault((str(entry.context), str(entry.id)), set()).add(str(entry.string))
    assert {words: found for words, found in chinese.items() if len(found) > 1} == {}
    assert len(chinese) > 50


def test_every_placeholder_survives_translation() -> None:
    for path in messages.catalogues(SOURCE):
        for entry in messages.read(path):
            texts = [entry.id] if isinstance(entry.id, str) else list(entry.id)
            wanted = set(re.findall(r"%\(\w+\)s", texts[0]))
            strings = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
            for string in strings if texts[0] else []:
                assert set(re.findall(r"%\(\w+\)s", string)) == wanted, texts[0]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_has_nothing_inline_and_no_bare_words(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\sstyle=|<style|<script(?! src=)|\son\w+=|javascript:", text)
    text = re.sub(r"{% blocktranslate.*?endblocktranslate %}", "", text, flags=re.DOTALL)
    bare = re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>|&\w+;|<!doctype html>", "", text, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z一-鿿]{2,}", bare) == []


def test_what_is_vendored_is_what_was_fetched() -> None:
    files = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path.name != "vendor.lock.json")
    found = {path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert found == json.loads((VENDOR / "vendor.lock.json").read_text())
    assert len(found) > 100


def test_icons_that_templates_name_are_carried() -> None:
    carried = set(re.findall(r'<symbol id="([\w-]+)"', (VENDOR / "icons.svg").read_text()))
    code = "".join(path.read_text() for path in [*TEMPLATES, *SOURCE.glob("kechuang/demo/cast.py")])
    named = set(re.findall(r'{% icon "([\w-]+)"', code)) | set(re.findall(r'Role\.\w+: "([\w-]+)"', code))
    assert named <= carried
    assert len(named) > 20


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_a_lock_file_hashes_everything_and_names_no_place(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text()
    assert "http" not in text
    assert "--index" not in text
    assert "/" not in re.sub(r"--hash=sha256:[0-9a-f]{64}", "", text)
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert len(blocks) > 15


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    run = [*project["project"]["optional-dependencies"]["city"], *groups["build"]]
    for lock, wanted in (("run", run), ("dev", groups["dev"])):
        text = (ROOT / "requirements" / f"{lock}.lock").read_text().lower()
        for requirement in wanted:
            name = re.split(r"[\[<>=]", requirement.lower())[0]
            assert re.search(rf"^{re.escape(name)}==", text, re.MULTILINE), (
                f"{name} is not in {lock}.lock: run make lock"
            )


def test_no_program_file_outgrows_its_subject() -> None:
    programs = [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]
    assert {path.name for path in programs if len(path.read_text().splitlines()) > PROGRAM_LIMIT} == set()
    assert len(programs) > 50


def test_no_room_is_a_drawer_for_anything() -> None:
    assert [path for path in tracked() if re.search(r"(^|/)(utils|helpers|common|misc)(\.py|/)", path.as_posix())] == []


def test_every_public_thing_says_what_it_is() -> None:
    import ast  # noqa: PLC0415

    silent = []
    for path in SOURCE.rglob("*.py"):
        if {"migrations", "tests"} & set(path.parts):
            continue
        tree = ast.parse(path.read_text())
        things = [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef))]
        for thing in things:
            name = getattr(thing, "name", path.name)
            inner = name.startswith("_") or name in {"Meta", "middleware"}
            if not inner and ast.get_docstring(thing) is None:
                silent.append(f"{path.relative_to(SOURCE)}:{name}")
    assert silent == []


def test_the_list_of_others_work_is_true() -> None:
    assert (ROOT / "THIRD_PARTY.md").read_text() == third_party.written(), "run `make third-party`"


def test_the_fonts_of_papers_are_what_was_cut_and_small_enough() -> None:
    folder = SOURCE / "kechuang" / "documents" / "fonts"
    assert paper_fonts.digests(folder) == json.loads((folder / paper_fonts.DIGESTS).read_text())
    assert sum(path.stat().st_size for path in folder.iterdir()) < 20_000_000
