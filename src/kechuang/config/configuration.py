"""The configuration of one installation: a folder (its home) with `kechuang.toml` in it.

Few things stand here. What a bureau changes in its work is data with history inside the product; this file says only
where the product lives and how it is reached.
"""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from kechuang.config.words import Refused, Words

FILE_NAME = "kechuang.toml"
SECRET_NAME = "secret.key"  # noqa: S105  the name of the file, not the secret
HOME_VARIABLE = "KECHUANG_HOME"
SHORTEST_SECRET = 50


def existing_zone(name: str) -> str:
    """Refuse a time zone that is not in the tz database."""
    if name not in available_timezones():
        raise ValueError("写时区名称，如 Asia/Shanghai · give a zone name such as Asia/Shanghai")
    return name


def known_database(text: str) -> str:
    """Refuse a database that is neither SQLite nor PostgreSQL."""
    if not text.startswith(("sqlite:", "postgresql://")):
        raise ValueError(
            "写 sqlite:文件名 或 postgresql://用户:密码@主机/库名 · give sqlite:FILE or postgresql://USER:PASSWORD@HOST/NAME"
        )
    return text


class Configuration(BaseModel):
    """Every setting there is. The description of each is its comment in the example file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    database: Annotated[str, AfterValidator(known_database)] = Field(
        "sqlite:kechuang.sqlite3",
        description="数据库。默认为本文件夹内的 SQLite；规模较大时改用 PostgreSQL：postgresql://用户:密码@主机:5432/库名\n"
        "The database: an SQLite file in this folder, or PostgreSQL: postgresql://USER:PASSWORD@HOST:5432/NAME",
    )
    hosts: list[str] = Field(
        ["127.0.0.1", "localhost"],
        min_length=1,
        description="用户在浏览器里输入的主机名；其他主机名一律拒绝。\n"
        "The host names people type; requests for any other are refused.",
    )
    public_address: str = Field(
        "",
        pattern=r"^(https?://[^/\s]+)?/?$",
        description="文书上印的核验地址，如 https://kj.example.gov.cn；留空则由 hosts、port、https 得出。\n"
        "The address that papers print for checking them, such as https://kj.example.gov.cn; empty: made from\n"
        "hosts, port and https.",
    )
    address: str = Field(
        "127.0.0.1",
        description="监听的网络地址；经反向代理对外服务时保持默认。\n"
        "The address to listen on; leave it as it is behind a reverse proxy.",
    )
    port: int = Field(
        8000, ge=0, le=65535, description="监听的端口；0 表示任选空闲端口。\nThe port; 0 takes any that is free."
    )
    https: bool = Field(
        False,
        description="经 HTTPS 访问时设为 true：Cookie 只走加密通道，并信任代理的 X-Forwarded-Proto。\n"
        "True when people reach it by HTTPS: cookies then travel encrypted only, and the proxy's\n"
        "X-Forwarded-Proto is believed.",
    )
    web_workers: int = Field(
        1, ge=1, le=64, description="网页进程数，一般每个处理器核一个。\nWeb processes, about one a core."
    )
    web_threads: int = Field(4, ge=1, le=64, description="每个网页进程的线程数。\nThreads of each web process.")
    time_zone: Annotated[str, AfterValidator(existing_zone)] = Field(
        "Asia/Shanghai",
        description="显示时间所用的时区；数据库一律存 UTC。\n"
        "The zone in which times are shown; they are stored in UTC.",
    )
    idle_minutes: int = Field(
        30,
        ge=5,
        le=480,
        description="无操作多少分钟后须重新登录。\nMinutes without activity after which one signs in again.",
    )
    sign_in_attempts: int = Field(
        5, ge=3, le=20, description="密码连续输错多少次后锁定。\nWrong passwords in a row that lock a login name."
    )
    sign_in_lock_minutes: int = Field(
        15, ge=1, le=1440, description="锁定多少分钟。\nHow many minutes that lock lasts."
    )
    largest_file_mib: int = Field(
        20,
        ge=1,
        le=500,
        description="上传的单个文件最大多少 MiB。\nThe largest file that is taken in, in MiB.",
    )
    demonstration: bool = Field(
        False,
        description="演示安装：只由 kechuang demo 设置，可一键登录；真实安装必须为 false。\n"
        "A demonstration, with one-click sign-in: set by `kechuang demo` alone; false in any real installation.",
    )

    @model_validator(mode="after")
    def demonstration_stays_home(self) -> Self:
        """A demonstration lets anybody in with one click, so it listens on the loopback only."""
        if self.demonstration and self.address != "127.0.0.1":
            raise ValueError(
                "演示安装只能监听 127.0.0.1（address） · a demonstration listens on 127.0.0.1 only (address)"
            )
        return self


def home_folder(named: str | None = None) -> Path:
    """The installation's folder: the one named, else `KECHUANG_HOME`, else `kechuang-home` in the present folder."""
    return Path(named or os.environ.get(HOME_VARIABLE) or "kechuang-home").resolve()


def load(home: Path) -> Configuration:
    """Read the configuration of `home`. Raises Refused naming the setting that is wrong and the remedy."""
    path = home / FILE_NAME
    if not path.exists():
        raise Refused(
            Words(
                f"{home} 里没有安装（缺 {FILE_NAME}）。先运行：kechuang init --home {home}",
                f"no installation in {home} ({FILE_NAME} is missing). First run: kechuang init --home {home}",
            )
        )
    try:
        return Configuration.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Refused(
            Words(f"{path} 不是合法的 TOML（UTF-8 编码）：{fault}", f"{path} is not valid TOML in UTF-8: {fault}")
        ) from fault
    except OSError as fault:
        raise Refused(Words(f"读不了 {path}：{fault}。请检查权限", f"cannot read {path}: {fault}")) from fault
    except ValidationError as faults:
        raise Refused(*[explained(path, dict(fault)) for fault in faults.errors()]) from faults


def explained(path: Path, fault: dict[str, Any]) -> Words:
    """One fault of the file, with the setting's name and what would be right."""
    name = ".".join(str(part) for part in fault["loc"]) or FILE_NAME
    if fault["type"] == "extra_forbidden":
        known = list(Configuration.model_fields)
        return Words(
            f"{path}：没有名为 {name} 的设置；可用：{'、'.join(known)}",
            f"{path}: there is no setting {name}; there are: {', '.join(known)}",
        )
    said = fault["msg"].removeprefix("Value error, ")
    return Words(
        f"{path}：{name} = {fault['input']!r} 不可用：{said}",
        f"{path}: {name} = {fault['input']!r} will not do: {said}",
    )


def secret_of(home: Path) -> str:
    """The installation's own secret key. Raises Refused where it is missing or too short: there is no default."""
    path = home / SECRET_NAME
    try:
        secret = path.read_text(encoding="ascii").strip() if path.exists() else ""
    except (OSError, UnicodeDecodeError) as fault:
        raise Refused(Words(f"读不了 {path}：{fault}。请检查权限", f"cannot read {path}: {fault}")) from fault
    if len(secret) < SHORTEST_SECRET:
        raise Refused(
            Words(
                f"{path} 缺失或过短。请从备份恢复；没有备份就写入至少 {SHORTEST_SECRET} 个随机字符，所有人须重新登录",
                f"{path} is missing or too short. Restore it from the backup; without one write at least "
                f"{SHORTEST_SECRET} random characters into it, and everybody signs in again",
            )
        )
    return secret
