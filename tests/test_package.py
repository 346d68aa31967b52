"""The package as it is built and installed elsewhere."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import numpy as np
import pytest

from kechuang import __version__

pytestmark = pytest.mark.system

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "src" / "kechuang" / "decide" / "tests" / "golden"


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


def test_the_base_package_verifies_a_record_with_numpy_and_nothing_else(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=True)
    python = str(tmp_path / "bare" / "bin" / "python")
    quiet = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    program(python, "-m", "pip", "install", *quiet, str(wheel))
    site = Path(program(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    for part in Path(np.__file__).parents[1].glob("numpy*"):  # NumPy as it is locked; nothing is downloaded
        (site / part.name).symlink_to(part)
    kechuang = str(tmp_path / "bare" / "bin" / "kechuang")
    assert program(kechuang, "--version") == f"kechuang {__version__}\n"
    assert "doctor" in program(kechuang, "--help")
    assert "solved again" in program(kechuang, "verify", str(GOLDEN / "assignment.sealed.json"))
    listed = program(python, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check")
    assert {line.split("==")[0] for line in listed.splitlines()} <= {"kechuang", "numpy", "pip", "setuptools"}
