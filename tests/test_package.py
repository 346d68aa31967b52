"""The package as it is built and installed elsewhere."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from kechuang import __version__

pytestmark = pytest.mark.system

ROOT = Path(__file__).resolve().parent.parent


def program(*command: str, cwd: Path | None = None) -> str:
    """What a program prints; it must succeed."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KECHUANG", "DJANGO", "PYTHON"))}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=kept)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    program(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_what_the_product_needs_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "kechuang/catalogue/demo/city.toml",
        "kechuang/ui/locale/zh_Hans/LC_MESSAGES/django.mo",
        "kechuang/ui/static/vendor/tabler.min.css",
        "kechuang/ui/static/vendor/licences/noto-sans-sc.txt",
        "kechuang/ui/templates/ui/desk.html",
        "kechuang/directory/migrations/0001_initial.py",
    ):
        assert needed in names
    assert sum(name.endswith(".woff2") for name in names) > 90
    assert [name for name in names if "/tests/" in name or "conftest" in name] == []


def test_the_base_package_answers_in_an_environment_with_nothing_else(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=True)
    python = str(tmp_path / "bare" / "bin" / "python")
    program(python, "-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", str(wheel))
    assert program(str(tmp_path / "bare" / "bin" / "kechuang"), "--version") == f"kechuang {__version__}\n"
    assert "doctor" in program(str(tmp_path / "bare" / "bin" / "kechuang"), "--help")
    listed = program(python, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check")
    assert {line.split("==")[0] for line in listed.splitlines()} <= {"kechuang", "pip", "setuptools"}
