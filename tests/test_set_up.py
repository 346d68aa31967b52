"""The set-up script's words for a Python that will not do."""

import ast
from pathlib import Path

import pytest
from tools import setup

ROOT = Path(__file__).resolve().parent.parent


def everything(_name: str) -> bool:
    """A Python that has all of its standard library."""
    return True


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_fitting_pythons_are_taken(version: tuple[int, int]) -> None:
    assert setup.problem_with(version, everything) is None


@pytest.mark.parametrize(
    ("version", "zh", "en"), [((3, 10), "太旧", "too old"), ((3, 6), "太旧", "too old"), ((3, 15), "太新", "too new")]
)
def test_others_are_told_why_and_what_to_do(version: tuple[int, int], zh: str, en: str) -> None:
    problem = setup.problem_with(version, everything)
    assert problem is not None
    assert zh in problem[0]
    assert en in problem[1]
    assert all("make demo PYTHON=" in words for words in problem)


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_which_package_brings_it(missing: str) -> None:
    problem = setup.problem_with((3, 11), lambda name: name != missing)
    assert problem is not None
    assert all("apt install python3.11-venv" in words and missing in words for words in problem)


def test_an_old_python_can_read_the_script() -> None:
    ast.parse((ROOT / "tools" / "setup.py").read_text(), feature_version=(3, 6))


def test_pip_is_not_led_elsewhere_by_the_person_s_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    assert "PIP_USER" not in setup.pip_environment()
    assert setup.pip_environment()["PIP_INDEX_URL"] == "kept"


def test_the_supported_versions_are_the_project_s() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    assert f'requires-python = ">={setup.named(setup.OLDEST)}"' in text
