"""What a stranger reads first is short, leads somewhere, and says what the code says."""

import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kechuang.forms.definition import read as read_form
from kechuang.schemes.definition import Scheme, faults_of, read

ROOT = Path(__file__).resolve().parent.parent
README = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
SCHEME_PAGES = [ROOT / "docs" / "first-scheme.md", ROOT / "docs" / "first-scheme.zh-CN.md"]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
PICTURES = ROOT / "docs" / "pictures"
LINES, PICTURE_BYTES, PICTURE_COUNT = 150, 3_000_000, 6


def shown(path: Path) -> str:
    """A page's name for the test's report."""
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> list[str]:
    """The TOML that a page shows."""
    return re.findall(r"```toml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("path", README, ids=shown)
def test_a_readme_is_short_and_shows_at_most_six_pictures(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES
    assert 1 <= len(set(re.findall(r"!\[[^\]]+\]\((docs/pictures/[^)]+)\)", text))) <= PICTURE_COUNT


def test_the_pictures_are_small_and_each_is_shown() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    pictures = sorted(PICTURES.iterdir())
    assert [one.name for one in pictures if f"pictures/{one.name}" not in text] == []
    assert sum(one.stat().st_size for one in pictures) <= PICTURE_BYTES


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_every_link_of_a_page_leads_to_a_file(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_every_make_command_of_a_page_exists(path: Path) -> None:
    known = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    said = re.findall(r"(?:`|\$ )make ([a-z-]+)", path.read_text(encoding="utf-8"))
    assert set(said) <= known


def test_make_help_tells_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = " ".join(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)).split()
    assert set(targets) == set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


@pytest.mark.parametrize("path", README, ids=shown)
def test_the_cast_of_a_readme_is_that_of_the_city(path: Path) -> None:
    city = tomllib.loads((ROOT / "src/kechuang/catalogue/demo/city.toml").read_text(encoding="utf-8"))
    people = {one["key"]: one["name"]["zh"] for one in city["person"]}
    cast = {people[key] for part in city["cast"] for key in part["people"]}
    assert set(re.findall(r"^\| ([一-鿿]{2,4})\b", path.read_text(encoding="utf-8"), re.MULTILINE)) >= cast


@pytest.mark.parametrize("path", SCHEME_PAGES, ids=shown)
def test_the_schemes_of_a_page_are_sound(path: Path) -> None:
    small, whole = blocks(path)
    assert [stage.kind for stage in read(small).stage] == ["intake", "screening"]
    form = (ROOT / "src/kechuang/catalogue/forms/cooperation-project.toml").read_text(encoding="utf-8")
    assert read_form(form).code == "cooperation-project"
    scheme = Scheme.model_validate(
        tomllib.loads(whole.replace('form = "soft-science"', 'form = "cooperation-project"'))
    )
    assert faults_of(scheme) == []
    assert len(scheme.stage) == 10


def test_both_pages_show_the_same_schemes() -> None:
    assert blocks(SCHEME_PAGES[0]) == blocks(SCHEME_PAGES[1])


@pytest.fixture(scope="module")
def chinese() -> dict[str, set[str]]:
    """What every word of the interface and every name of the cast is in Chinese."""
    known: dict[str, set[str]] = {}
    for path in (ROOT / "src").rglob("django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                known.setdefault(str(message.id), set()).add(str(message.string))
    city = tomllib.loads((ROOT / "src/kechuang/catalogue/demo/city.toml").read_text(encoding="utf-8"))
    for one in city["person"]:
        known.setdefault(one["name"]["en"], set()).add(one["name"]["zh"])
    return known


def test_both_tours_name_the_same_buttons_as_the_pages_do(chinese: dict[str, set[str]]) -> None:
    said = []
    for name in ("tour.md", "tour.zh-CN.md"):
        steps = (ROOT / "docs" / name).read_text(encoding="utf-8").partition("```console")[2]
        said.append(re.findall(r"\*\*([^*]+)\*\*", steps.replace("\n", " ")))
    assert [both for both in zip(*said, strict=False) if both[1] not in chinese.get(both[0], ())] == []
    assert len(said[0]) == len(said[1])
