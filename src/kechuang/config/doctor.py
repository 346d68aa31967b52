"""What `kechuang doctor` looks at."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from kechuang.config.configuration import SECRET_NAME
from kechuang.config.words import Words
from kechuang.directory.models import Account, Installation
from kechuang.door.invariants import invariants
from kechuang.door.refusal import Sentence
from kechuang.files.queries import damaged

TOO_LONG = timedelta(minutes=15)
ENOUGH_SPACE = 1_000_000_000
FAULTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: Words
    good: bool
    detail: str
    remedy: Words


def findings() -> list[Finding]:
    """Everything that was looked at, good and bad."""
    looked = [database(), private_files(), space(), checks()]
    if not looked[0].good:
        return looked
    tables = migrations()
    if not tables.good:
        return [*looked, tables, founded(), attachments(), styles()]
    return [*looked, tables, founded(), *clockwork(), attachments(), styles(), *books()]


def database() -> Finding:
    """Whether the database answers."""
    what = Words("数据库可用", "the database answers")
    remedy = Words("检查 kechuang.toml 的 database 以及数据库服务", "check `database` in kechuang.toml and the server")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as fault:
        return Finding(what, False, str(fault).strip(), remedy)
    return Finding(what, True, connection.vendor, remedy)


def migrations() -> Finding:
    """Whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Finding(
        Words("数据表与本版本一致", "the tables fit this version"),
        not plan,
        f"{len(plan)} migrations outstanding",
        Words("运行一次 kechuang serve，会自动升级", "run `kechuang serve` once: it brings them up to date"),
    )


def founded() -> Finding:
    """Whether the installation has a bureau and somebody who can sign in."""
    house = Installation.objects.select_related("bureau").first()
    accounts = Account.objects.filter(is_active=True).count()
    return Finding(
        Words("已登记科技局和可登录的账号", "a bureau and an open account are entered"),
        house is not None and accounts > 0,
        f"{house.bureau if house else '-'}, {accounts} accounts",
        Words("运行 kechuang init", "run `kechuang init`"),
    )


def clockwork() -> list[Finding]:
    """Whether what time drives is done: calls open and close, notices end, days are sealed."""
    house = Installation.objects.first()
    if house is None or house.demonstration:
        return []
    last = house.ticked_at or house.founded_at
    return [
        Finding(
            Words("到期事项按时执行", "what time drives is done"),
            datetime.now(UTC) - last < TOO_LONG,
            f"last done {house.ticked_at.isoformat() if house.ticked_at else '-'}",
            Words(
                "运行 kechuang serve，或定时运行 kechuang tick", "run `kechuang serve`, or `kechuang tick` by a timer"
            ),
        )
    ]


def attachments() -> Finding:
    """Whether the content of every attachment is there and unaltered."""
    lost = damaged()
    return Finding(
        Words("附件完好", "every attachment is there and unaltered"),
        not lost,
        ", ".join(lost) or "-",
        Words("从备份恢复 files/blobs 中的这些文件", "restore these files of files/blobs from the backup"),
    )


def books() -> list[Finding]:
    """Whether what must hold in the database holds; each room says what that is (`door.invariants`)."""
    found = []
    for one in invariants().values():
        faults = one.check()
        shown = "; ".join(faults[:FAULTS_SHOWN]) + (f" … ({len(faults)})" if len(faults) > FAULTS_SHOWN else "")
        found.append(Finding(both(one.holds), not faults, shown or "0 faults", both(one.remedy)))
    return found


def both(sentence: Sentence) -> Words:
    """A sentence of the house in both languages."""
    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said.append(str(sentence))
    return Words(*said)


def private_files() -> Finding:
    """Whether the secret is readable by its owner only."""
    mode = (Path(settings.HOME) / SECRET_NAME).stat().st_mode & 0o077
    return Finding(
        Words("密钥文件只有所有者可读", "the secret is its owner's alone"),
        mode == 0,
        oct(mode),
        Words(f"chmod 600 {settings.HOME}/{SECRET_NAME}", f"chmod 600 {settings.HOME}/{SECRET_NAME}"),
    )


def space() -> Finding:
    """Whether the disk has room."""
    free = shutil.disk_usage(settings.HOME).free
    return Finding(
        Words("磁盘空间充足", "there is room on the disk"),
        free > ENOUGH_SPACE,
        f"{free / 1e9:.1f} GB",
        Words("至少留出 1 GB", "leave at least 1 GB free"),
    )


def styles() -> Finding:
    """Whether the style files were gathered."""
    gathered = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    return Finding(
        Words("样式与字体已就位", "styles and fonts are in place"),
        gathered,
        str(settings.STATIC_ROOT),
        Words("运行一次 kechuang serve", "run `kechuang serve` once"),
    )


def checks() -> Finding:
    """Whether Django finds its settings in order."""
    faults = [str(message) for message in run_checks() if message.level >= ERROR]
    return Finding(
        Words("框架自检通过", "the framework's own checks pass"),
        not faults,
        "; ".join(faults) or "0 errors",
        Words("把以上信息发给维护者", "send the lines above to the maintainers"),
    )
