"""The command line, run from outside as people run it."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from tools import postgres

import kechuang
from kechuang import __version__
from tests.conftest import missing

pytestmark = pytest.mark.system

KECHUANG = [sys.executable, "-m", "kechuang"]
BUREAU = ["--bureau", "甲市科学技术局", "--credit-code", "11990100000000019F", "--name", "唐可基", "--login", "tang"]
PATIENCE_SECONDS = 60
PASSWORD = "correct horse battery\n"


def environment() -> dict[str, str]:
    """The environment without what belongs to these tests."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("KECHUANG", "DJANGO"))}


def run(*arguments: str, typed: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `kechuang` to its end."""
    command = [*KECHUANG, *arguments]
    return subprocess.run(
        command,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment(),
        timeout=PATIENCE_SECONDS,
    )


def init(home: Path, *changes: str, typed: str = PASSWORD) -> subprocess.CompletedProcess[str]:
    """`kechuang init` with everything given; later options override earlier ones."""
    return run("init", "--home", str(home), *BUREAU, "--password-stdin", *changes, typed=typed)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real installation."""
    home = tmp_path_factory.mktemp("real") / "home"
    done = init(home)
    assert done.returncode == 0, done.stderr
    return home


@contextmanager
def served(home: Path, *arguments: str) -> Iterator[tuple[str, list[str]]]:
    """The installation while it is served: its address, and the lines it printed until then."""
    command = [*KECHUANG, *(arguments or ("serve", "--port", "0")), "--home", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as server:
        assert server.stdout is not None
        watch = threading.Timer(PATIENCE_SECONDS, server.kill)
        watch.start()
        lines = []
        for line in server.stdout:
            lines.append(line)
            if found := re.search(r"http://\S+?:\d+", line):
                break
        else:
            pytest.fail("".join(lines))
        try:
            yield found[0], lines
        finally:
            server.terminate()
            ended = server.wait()
            watch.cancel()
        assert ended in {0, -15}


def get(address: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    """A page: status, text and headers."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  our own address
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return answer.status, answer.read().decode(), headers_of(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(), headers_of(refused)


def headers_of(answer: Any) -> dict[str, str]:
    """The headers by their names in small letters."""
    return {name.lower(): value for name, value in answer.headers.items()}


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    """What the installation's database holds."""
    with closing(sqlite3.connect(home / "kechuang.sqlite3")) as connection:
        return connection.execute(query).fetchall()


def test_version_and_help() -> None:
    assert run("--version").stdout == f"kechuang {__version__}\n"
    shown = run()
    assert shown.returncode == 2
    for command in ("demo", "doctor", "init", "serve"):
        assert command in shown.stdout


def test_a_terminal_without_chinese_is_no_reason_to_end(tmp_path: Path) -> None:
    plain = environment() | {"PYTHONIOENCODING": "ascii"}
    for arguments in (["--help"], ["serve", "--home", str(tmp_path)]):
        done = subprocess.run([*KECHUANG, *arguments], capture_output=True, text=True, check=False, env=plain)
        assert "Traceback" not in done.stderr
        assert "kechuang" in done.stdout + done.stderr


@pytest.mark.parametrize("absent", ["django", "pydantic"])
def test_the_base_package_says_what_a_command_of_the_city_needs(absent: str, tmp_path: Path) -> None:
    program = (
        f"import sys; sys.modules[{absent!r}] = None; from kechuang.config.command_line import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", program]
    version = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False, env=environment())
    assert version.stdout == f"kechuang {__version__}\n"
    doctor = subprocess.run(
        [*command, "doctor"], capture_output=True, text=True, check=False, env=environment(), cwd=tmp_path
    )
    assert doctor.returncode == 1
    if absent == "pydantic":
        assert "pip install 'kechuang[city]'" in doctor.stderr


def test_a_real_installation_has_one_person_and_nothing_of_the_demonstration(home: Path) -> None:
    assert rows(home, "SELECT login, is_active FROM directory_account") == [("tang", 1)]
    assert rows(home, "SELECT role FROM directory_appointment") == [("system_administrator",)]
    assert rows(home, "SELECT demonstration, clock_at FROM directory_installation") == [(0, None)]
    (stored,) = rows(home, "SELECT password FROM directory_account")[0]
    assert str(stored).startswith("argon2$argon2id$")


def test_a_real_installation_is_served_without_debug_and_without_one_click(home: Path) -> None:
    with served(home) as (address, _lines):
        status, page, headers = get(address + "/")
        assert status == 200
        assert "甲市科学技术局" in page
        assert "演示" not in page
        assert "content-security-policy" in headers
        status, page, _headers = get(address + "/no-such-page/")
        assert status == 404
        assert "没有这个页面" in page
        assert "urlpatterns" not in page
        assert get(address + "/demo/enter/")[0] == 404
        assert get(address + "/", Host="evil.example")[0] == 400
        assert json.loads(get(address + "/health/")[1]) == {"status": "ok", "version": __version__}


def test_whoever_serves_keeps_time_and_begins_again(home: Path) -> None:
    asked = "SELECT ticked_at FROM directory_installation WHERE ticked_at IS NOT NULL"
    with served(home):
        until = time.monotonic() + PATIENCE_SECONDS
        while not rows(home, asked) and time.monotonic() < until:
            time.sleep(0.2)
        assert rows(home, asked), "time was not kept"
    assert "到期事项按时执行" in run("doctor", "--home", str(home)).stdout


def test_an_installation_behind_a_proxy_with_a_name_of_its_own(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert init(home).returncode == 0
    with (home / "kechuang.toml").open("a") as settings:
        settings.write('hosts = ["kechuang.example"]\nhttps = true\n')
    with served(home) as (address, _lines):
        assert get(address + "/")[0] == 400
        through = {"Host": "kechuang.example", "X-Forwarded-Proto": "https"}
        status, _page, headers = get(address + "/", **through)
        assert status == 200
        assert "max-age=31536000" in headers["strict-transport-security"]
        assert "; Secure" in headers["set-cookie"]


def test_styles_and_fonts_are_served_to_be_kept(home: Path) -> None:
    with served(home) as (address, _lines):
        page = get(address + "/")[1]
        sheets = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', page)
        assert len(sheets) == 3
        for sheet in sheets:
            status, text, headers = get(address + sheet)
            assert status == 200
            assert "immutable" in headers["cache-control"]
            for font in re.findall(r'url\("?(files/[^)"]+)', text)[:3]:
                assert get(f"{address}/static/vendor/noto-sans-sc/{font}")[0] == 200


def test_the_same_on_postgresql(tmp_path: Path) -> None:
    programs = postgres.programs()
    if programs is None:
        missing("no PostgreSQL here: apt install postgresql")
    home = tmp_path / "home"
    with postgres.server(programs) as database:
        done = init(home, "--database", database)
        assert done.returncode == 0, done.stderr
        with served(home) as (address, _lines):
            assert "甲市科学技术局" in get(address + "/")[1]
        done = run("doctor", "--home", str(home))
        assert done.returncode == 0, done.stdout
        assert "postgresql" in done.stdout
    assert not list(home.glob("*.sqlite3*"))
    done = run("doctor", "--home", str(home))
    assert done.returncode == 1
    assert "✗ 数据库可用" in done.stdout


def test_doctor_finds_a_new_installation_sound(home: Path) -> None:
    done = run("doctor", "--home", str(home))
    assert done.returncode == 0, done.stdout
    assert "✗" not in done.stdout
    assert done.stdout.count("✓") >= 9
    assert "✗" not in done.stdout


def test_doctor_names_an_open_secret_and_the_remedy(home: Path) -> None:
    secret = home / "secret.key"
    secret.chmod(0o644)
    done = run("doctor", "--home", str(home))
    secret.chmod(0o600)
    assert done.returncode == 1
    assert f"chmod 600 {secret}" in done.stdout


def test_an_installation_is_never_founded_twice(home: Path) -> None:
    before = (home / "secret.key").read_text()
    done = init(home)
    assert done.returncode == 1
    assert "不是空文件夹" in done.stderr
    assert (home / "secret.key").read_text() == before


@pytest.mark.parametrize(
    ("changes", "typed", "said"),
    [
        (["--credit-code", "11990100000000019E"], PASSWORD, "credit_code: 校验位不符"),
        (["--credit-code", "1199"], PASSWORD, "credit_code: 统一社会信用代码应为 18 位"),
        (["--login", " "], PASSWORD, "login"),
        ([], "short\n", "密码"),
        ([], "", "密码"),
        (["--database", "mysql://x/y"], PASSWORD, "postgresql://"),
    ],
)
def test_a_founding_that_will_not_do_is_explained_and_leaves_nothing(
    tmp_path: Path, changes: list[str], typed: str, said: str
) -> None:
    done = init(tmp_path / "home", *changes, typed=typed)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "home").exists()


def test_what_is_not_given_and_cannot_be_asked_is_named(tmp_path: Path) -> None:
    done = run("init", "--home", str(tmp_path / "home"))
    assert done.returncode == 1
    assert "科技局名称" in done.stderr


@pytest.mark.parametrize("command", ["serve", "doctor"])
def test_a_folder_without_an_installation_says_how_to_make_one(tmp_path: Path, command: str) -> None:
    done = run(command, "--home", str(tmp_path))
    assert done.returncode == 1
    assert "kechuang init" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["65536", "-1", "abc", ""])
def test_a_port_that_is_none_is_explained(home: Path, port: str) -> None:
    done = run("serve", "--home", str(home), f"--port={port}")
    assert done.returncode == 2
    assert "端口为 0 到 65535 的整数" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("database", ["postgresql://u:p@127.0.0.1:1/x", "sqlite:no-such-folder/x.sqlite3"])
def test_a_database_that_does_not_answer_is_explained(tmp_path: Path, database: str) -> None:
    done = init(tmp_path / "home", "--database", database)
    assert done.returncode == 1
    assert "数据库连不上或打不开" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "home").exists()


def test_a_port_that_is_taken_is_named(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("serve", "--home", str(home), "--port", str(port))
    assert done.returncode == 1
    assert f"127.0.0.1:{port} 已被占用" in done.stderr


def test_the_demonstration_is_built_once_and_prints_its_cast(demo_home: Path) -> None:
    built = (demo_home / "kechuang.sqlite3").stat().st_ino
    started = time.monotonic()
    with served(demo_home, "demo") as (address, lines):
        assert time.monotonic() - started < 30
        assert "演示数据" in get(address + "/")[1]
        assert address.startswith("http://127.0.0.1:")
        assert "演示城市就绪" in "".join(lines)
    assert (demo_home / "kechuang.sqlite3").stat().st_ino == built


def test_the_year_of_the_demonstration_is_sound(demo_home: Path) -> None:
    verified = run("trail", "verify", "--home", str(demo_home))
    assert verified.returncode == 0, verified.stdout
    assert "0 faults" in verified.stdout
    checked = run("doctor", "--home", str(demo_home))
    assert "✗" not in checked.stdout
    with closing(sqlite3.connect(demo_home / "kechuang.sqlite3")) as database:
        stages = database.execute("select stage_kind, count(*) from cases_case where state = 'running' group by 1")
        live = dict(stages.fetchall())
        outcomes = dict(database.execute("select kind, count(*) from cases_outcome group by 1").fetchall())
    every = {
        "intake",
        "screening",
        "review",
        "decision",
        "notice",
        "approval",
        "agreement",
        "execution",
        "acceptance",
        "archive",
    }
    assert set(live) == every
    assert set(outcomes) == every
    assert sum(live.values()) > 60


def test_readers_find_what_waits_for_them_and_a_case_to_follow(demo_home: Path) -> None:
    with closing(sqlite3.connect(demo_home / "kechuang.sqlite3")) as database:
        followed = dict(
            database.execute(
                "select c.title, c.stage_kind from cases_case c where c.number = 'CXY2026-0007'"
            ).fetchall()
        )
        waiting = database.execute(
            "select count(*) from cases_case c join directory_organisation o on o.id = c.lead_id"
            " where o.name like '%恒锐%' and c.step = 'unit'"
        ).fetchone()
        readings = database.execute(
            "select count(*) from stage_review_batch b join directory_appointment a on a.id = b.appointment_id"
            " join directory_person p on p.id = a.person_id where p.name = '许清和' and b.state = 'invited'"
        ).fetchone()
    assert followed == {"钛合金涡轮叶片离心精密铸造与缺陷压实研究": "agreement"}, "funded"
    assert waiting == (1,)
    assert readings == (1,)


def test_the_demonstration_never_takes_the_place_of_anything_else(home: Path, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    for folder in (home, tmp_path):
        before = sorted(path.name for path in folder.iterdir())
        done = run("demo", "--home", str(folder), "--no-serve")
        assert done.returncode == 1
        assert sorted(path.name for path in folder.iterdir()) == before


def test_schemes_are_checked_listed_shown_and_compared(tmp_path: Path) -> None:
    listed = run("scheme", "list")
    assert listed.returncode == 0
    assert "joint-rd  共性关键技术联合攻关" in listed.stdout
    catalogue = Path(kechuang.__file__).parent / "catalogue" / "schemes" / "joint-rd.toml"
    other = tmp_path / "other.toml"
    other.write_text(catalogue.read_text().replace("days = 7", "days = 9"))
    assert run("scheme", "check", str(other)).returncode == 0
    assert run("scheme", "diff", "joint-rd", "joint-rd").returncode == 0
    differs = run("scheme", "diff", "joint-rd", str(other))
    assert differs.returncode == 1
    assert '+        "days": 9' in differs.stdout
    other.write_text(catalogue.read_text().replace('kind = "screening"', 'kind = "magic"'))
    broken = run("scheme", "check", str(other))
    assert broken.returncode == 1
    assert "stage 2 (screening)：unknown_kind" in broken.stdout
    assert "stage 3 (review)：need_not_given" in broken.stdout
    assert run("scheme", "show", "nothing").returncode == 1
