"""The configuration: what is accepted, and the words for what is not."""

import stat
from pathlib import Path

import pytest

from kechuang.config.configuration import FILE_NAME, SECRET_NAME, Configuration, load, secret_of
from kechuang.config.databases import database
from kechuang.config.example import rendered
from kechuang.config.installing import write_home
from kechuang.config.words import Refused

ROOT = Path(__file__).resolve().parents[4]


def refusal(home: Path, text: str) -> str:
    """What is said of this configuration."""
    home.mkdir(exist_ok=True)
    (home / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load(home)
    return "\n".join(f"{reason.zh}\n{reason.en}" for reason in refused.value.reasons)


def test_a_new_home_has_every_setting_at_its_default_and_a_private_secret(tmp_path: Path) -> None:
    home = tmp_path / "home"
    write_home(home, {})
    assert load(home) == Configuration()
    assert len(secret_of(home)) >= 50
    for path, mode in ((home, 0o700), (home / SECRET_NAME, 0o600), (home / FILE_NAME, 0o600)):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_two_homes_never_share_a_secret(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_home(tmp_path / name, {})
    assert secret_of(tmp_path / "a") != secret_of(tmp_path / "b")


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(Refused):
        write_home(tmp_path, {})
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_what_is_chosen_is_written_and_read(tmp_path: Path) -> None:
    write_home(tmp_path / "home", {"port": 9000, "hosts": ["kechuang.example"], "https": True})
    read = load(tmp_path / "home")
    assert (read.port, read.hosts, read.https) == (9000, ["kechuang.example"], True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("port = 70000", "port = 70000"),
        ('port = "8000"', "port = '8000'"),
        ("prot = 8000", "没有名为 prot 的设置"),
        ('database = "mysql://x"', "postgresql://USER:PASSWORD@HOST/NAME"),
        ('time_zone = "Beijing"', "Asia/Shanghai"),
        ("sign_in_attempts = 0", "sign_in_attempts = 0"),
        ("port = ", "不是合法的 TOML"),
        ('demonstration = true\naddress = "0.0.0.0"', "演示安装只能监听 127.0.0.1"),
    ],
)
def test_a_wrong_setting_is_named_with_the_remedy(tmp_path: Path, text: str, named: str) -> None:
    said = refusal(tmp_path / "home", text)
    assert named in said
    assert FILE_NAME in said


@pytest.mark.parametrize("name", [FILE_NAME, SECRET_NAME])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(Refused) as refused:
        load(tmp_path) if name == FILE_NAME else secret_of(tmp_path)
    assert str(tmp_path / name) in refused.value.reasons[0].zh


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    said = refusal(tmp_path / "home", "port = -1\nidle_minutes = 1\n")
    assert "port" in said
    assert "idle_minutes" in said


def test_a_home_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load(tmp_path)
    assert "kechuang init" in refused.value.reasons[0].en


@pytest.mark.parametrize("secret", [None, "", "short"])
def test_there_is_no_default_secret(tmp_path: Path, secret: str | None) -> None:
    if secret is not None:
        (tmp_path / SECRET_NAME).write_text(secret)
    with pytest.raises(Refused):
        secret_of(tmp_path)


def test_the_example_in_the_repository_shows_every_setting() -> None:
    assert (ROOT / "kechuang.example.toml").read_text(encoding="utf-8") == rendered({})
    for name in Configuration.model_fields:
        assert f"# {name} = " in rendered({})


def test_postgresql_is_one_setting() -> None:
    settings = database("postgresql://u:p%40ss@db.example:5433/city?sslmode=require", Path("/home"))
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "city",
        "USER": "u",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_sqlite_lies_in_the_home_and_takes_its_lock_at_once() -> None:
    settings = database("sqlite:kechuang.sqlite3", Path("/home"))
    assert settings["NAME"] == "/home/kechuang.sqlite3"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]
