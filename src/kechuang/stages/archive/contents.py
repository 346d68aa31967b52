"""What an archive holds of a case: its row, the application, each stage's rows, outcome and trail, papers, files."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, cast

from django.db import models
from django.utils import timezone

from kechuang.cases.kinds import room_of_chain
from kechuang.cases.models import Case
from kechuang.decide.canonical import digest
from kechuang.documents.models import Paper
from kechuang.documents.queries import of
from kechuang.files import blobs
from kechuang.files.models import Attachment
from kechuang.forms.models import Sheet
from kechuang.stages.archive.bag import Payload
from kechuang.trail.form import instant
from kechuang.trail.models import Event

UNSAFE = re.compile(r'[<>:"/\\|?*%\x00-\x1f]')
"""What the file systems that people unpack on do not take in a name, and % which not every BagIt reader unescapes."""
LIST = "contents.csv"
DEEP = 2
"""How far the rows behind a stage's row are followed: a report of an execution, an opinion of a seat."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the archive: where it lies, what it is, when it came about."""

    path: str
    label: str
    at: datetime | None
    size: int
    sha256: str
    content: bytes | None = None
    """The bytes; none where they are kept under their digest."""

    @property
    def payload(self) -> Payload:
        """As the writer of the package wants it."""
        source = partial(blobs.opened, self.sha256) if self.content is None else partial(io.BytesIO, self.content)
        return Payload(self.path, self.size, self.sha256, cast("Any", source))


def written(path: str, label: str, content: bytes, at: datetime | None = None) -> Item:
    """An item made from bytes."""
    return Item(path, label, at, len(content), hashlib.sha256(content).hexdigest(), content)


def as_json(value: Any) -> bytes:
    """Rows as text that people and programs read."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, default=plain) + "\n").encode()


def plain(value: Any) -> str:
    """A value that JSON does not know."""
    return (
        instant(value) if isinstance(value, datetime) else value.isoformat() if isinstance(value, date) else str(value)
    )


def safe(name: str) -> str:
    """A name that every file system takes."""
    return UNSAFE.sub("_", name).strip(" .") or "_"


def items_of(case: Case) -> list[Item]:
    """All that the archive holds, in the order of paths; its list included."""
    outcomes = list(case.outcomes.order_by("id"))
    names = {safe(part.id): part.name.zh for part in case.scheme.stage}
    folders = {case.chain: "case"}
    for place, outcome in enumerate(outcomes, 1):
        folders.setdefault(outcome.stay_chain, f"stages/{place:02d}-{safe(outcome.stage)}")
    if case.stay_chain:
        folders.setdefault(case.stay_chain, f"stages/{len(outcomes) + 1:02d}-{safe(case.stage)}")
    folders.pop("", None)
    found = [written("case/case.json", "办件", as_json(row_of(case, DEEP - 1)))]
    for place, outcome in enumerate(outcomes, 1):
        folder = f"stages/{place:02d}-{safe(outcome.stage)}"
        label = f"{names.get(outcome.stage, outcome.stage)}：环节结果"
        found.append(written(f"{folder}/outcome.json", label, as_json(row_of(outcome, 0)), outcome.at))
    for chain, folder in folders.items():
        of_what = names.get(folder.partition("-")[2], "办件")
        found += rows_of_stay(chain, folder, of_what)
        found += trail_of(chain, folder, of_what)
    found += applications(list(folders))
    found += papers(of(list(folders)))
    found += attachments(folders)
    ordered = sorted(found, key=lambda one: one.path)
    return [written(LIST, "卷内目录", contents_list(ordered)), *ordered]


def row_of(row: models.Model, deep: int) -> dict[str, Any]:
    """A row with its columns, and so many steps of the rows that hang on it."""
    held: dict[str, Any] = {}
    for field in row._meta.fields:  # noqa: SLF001  Django names it so
        value = getattr(row, field.name if isinstance(field, models.ForeignKey) else field.attname)
        held[field.name] = named(value) if isinstance(value, models.Model) else value
    for relation in row._meta.related_objects if deep else ():  # noqa: SLF001
        name = relation.get_accessor_name()
        if relation.one_to_many and name and relation.related_model is not type(row):
            rows = [row_of(one, deep - 1) for one in getattr(row, name).order_by("pk")]
            if rows:
                held[name] = rows
    return held


def named(row: models.Model) -> dict[str, Any]:
    """A row that another points to: its public id where it has one, and its name."""
    return {"id": getattr(row, "public_id", row.pk), "name": str(row)}


def rows_of_stay(chain: str, folder: str, of_what: str) -> Iterator[Item]:
    """What a stage's room keeps of its stay."""
    room = room_of_chain(chain)
    packing = room is None or room.kind == "archive"  # what is being packed is not a part of itself
    stay = None if packing or room is None else room.model.objects.filter(public_id=chain.partition("/")[2]).first()
    if stay is not None:
        yield written(f"{folder}/record.json", f"{of_what}：环节记录", as_json(row_of(stay, DEEP)))


def trail_of(chain: str, folder: str, of_what: str) -> Iterator[Item]:
    """The chain of events, one a line, so that its digests can be computed again."""
    columns = ("seq", "prev", "digest", "at", "action", "actor", "before", "after", "facts")
    events = list(Event.objects.filter(chain__name=chain).order_by("seq").values(*columns))
    lines = [json.dumps({"chain": chain} | one, ensure_ascii=False, sort_keys=True, default=plain) for one in events]
    if lines:
        yield written(f"{folder}/trail.jsonl", f"{of_what}：留痕", ("\n".join(lines) + "\n").encode(), events[-1]["at"])


def applications(chains: Sequence[str]) -> Iterator[Item]:
    """The forms that were filled in and locked."""
    sheets = Sheet.objects.filter(owner__in=chains, locked_at__isnull=False).select_related("version")
    for place, sheet in enumerate(sheets.order_by("locked_at", "id"), 1):
        held = {
            "form": sheet.version.code,
            "form_digest": sheet.version.digest,
            "answers": sheet.answers,
            "digest": sheet.digest,
            "locked_at": sheet.locked_at,
        }
        # Numbered through: a correction in the formality check is a sheet of another stage under the same name.
        path = f"application/{safe(sheet.part)}-{place}"
        yield written(f"{path}.json", "申报书（数据）", as_json(held), sheet.locked_at)
        yield written(f"{path}-form.json", "申报书（表单）", sheet.version.text.encode(), sheet.locked_at)


def papers(issued: Sequence[Paper]) -> Iterator[Item]:
    """Each paper as PDF and as its words; one whose PDF is not made yet shows by an empty digest."""
    for paper in issued:
        name = f"papers/{safe(paper.number)}"
        made = getattr(paper, "rendering", None)
        size, sha256 = (made.size, made.sha256) if made else (0, "")
        yield Item(f"{name}.pdf", f"{paper.sort.printed} {paper.title}", paper.issued_at, size, sha256)
        yield written(f"{name}.json", f"{paper.sort.printed}（数据）", as_json(row_of(paper, 0)), paper.issued_at)


def attachments(folders: dict[str, str]) -> Iterator[Item]:
    """Every version of every file, superseded ones too."""
    for file in Attachment.objects.filter(owner__in=folders).order_by("owner", "slot", "line", "version"):
        path = f"files/{folders[file.owner].rpartition('/')[2]}/{safe(file.slot)}/v{file.version} {safe(file.name)}"
        label = "附件" if file.superseded_at is None else "附件（已被替换）"
        yield Item(path, f"{label} {file.name}", file.at, file.size, file.sha256)


def contents_list(items: Sequence[Item]) -> bytes:
    """The list that people read (卷内目录), as a table that Excel opens."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["序号", "题名", "形成时间", "文件", "字节", "SHA-256"])
    for place, one in enumerate(items, 1):
        at = f"{timezone.localtime(one.at):%Y-%m-%d %H:%M}" if one.at else ""
        table.writerow([place, one.label, at, one.path, one.size, one.sha256])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def fingerprint(items: Sequence[Item]) -> str:
    """A digest of all that the archive holds."""
    return digest([[one.path, one.sha256] for one in items])
