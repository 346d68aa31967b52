"""The archive: a package that others can read, the same every time, and only of what still is."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import bagit
import pytest
from django.core.files.storage import default_storage
from django.test import Client

from kechuang.cases.engine import outcome_value, stay_of
from kechuang.cases.models import Case
from kechuang.conftest import PASSWORD
from kechuang.documents.models import Paper
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.files import blobs
from kechuang.files.models import Attachment
from kechuang.files.queries import current
from kechuang.files.services import take_away
from kechuang.stages.acceptance.tests.conftest import AT, stay
from kechuang.stages.archive import bag
from kechuang.stages.archive.kind import ArchiveParameters
from kechuang.stages.archive.models import Archive, Package
from kechuang.stages.archive.services import file_case, kept_until, make_package


@pytest.fixture
def concluded(judged: Case, director: Actor) -> Case:
    """A case whose acceptance is concluded, with a certificate, and which comes to the archive."""
    perform(stay(judged), "decide", director, {"conclusion": "passed"}, now=AT)
    judged.refresh_from_db()
    return judged


def archive_of(case: Case) -> Archive:
    """The present stay, which is an archive."""
    case.refresh_from_db()
    found = stay_of(case)
    assert isinstance(found, Archive)
    return found


def bytes_of(package: Package) -> bytes:
    """The package's bytes."""
    with blobs.opened(package.sha256) as kept:
        return bytes(kept.read())


def test_the_package_is_a_valid_bag_with_everything_in_it(concluded: Case, officer: Actor, tmp_path: Path) -> None:
    file_case(archive=archive_of(concluded), actor=officer, now=AT)
    archive = Archive.objects.get()
    package = archive.package
    assert package is not None
    whole = bytes_of(package)
    assert (hashlib.sha256(whole).hexdigest(), len(whole)) == (package.sha256, package.size)
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        packed.extractall(tmp_path)
    (root,) = tmp_path.iterdir()
    assert root.name == "PG2026-0001"
    found = bagit.Bag(str(root))
    found.validate()
    assert found.info["External-Identifier"] == "PG2026-0001"
    assert found.info["Retention"] == "30 years"
    paths = {path.relative_to(root / "data").as_posix() for path in (root / "data").rglob("*") if path.is_file()}
    assert {
        "contents.csv",
        "case/case.json",
        "case/trail.jsonl",
        "stages/02-acceptance/record.json",
        "stages/02-acceptance/outcome.json",
        "stages/02-acceptance/trail.jsonl",
        "stages/03-archive/trail.jsonl",
        "papers/澜科验〔2026〕1号.pdf",
        "papers/澜科验〔2026〕1号.json",
        "files/02-acceptance/summary/v1 summary.pdf",
    } <= paths
    assert len(paths) == package.files
    rows = list(csv.reader((root / "data" / "contents.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["序号", "题名", "形成时间", "文件", "字节", "SHA-256"]
    assert {row[3] for row in rows[1:]} == paths - {"contents.csv"}
    record = json.loads((root / "data/stages/02-acceptance/record.json").read_text())
    assert record["conclusion"] == "passed"
    assert [seat["opinions"][0]["proposal"] for seat in record["seats"]] == ["passed"] * 3
    paper = (root / "data/papers/澜科验〔2026〕1号.pdf").read_bytes()
    assert hashlib.sha256(paper).hexdigest() == Paper.objects.get().rendering.sha256


def test_the_case_is_finished_and_kept_for_the_years_of_the_rule(concluded: Case, officer: Actor) -> None:
    assert (concluded.step, concluded.holder) == ("collecting", "division_officer")
    file_case(archive=archive_of(concluded), actor=officer, now=AT)
    concluded.refresh_from_db()
    assert (concluded.state, concluded.stage) == ("finished", "")
    package = Package.objects.get()
    assert outcome_value(concluded, "package") == package.sha256
    assert outcome_value(concluded, "retained_until") == "2056-12-31"
    for retention, until in (("permanent", None), ("10 years", "2036-12-31")):
        rule = ArchiveParameters(retention=retention)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kechuang.stages.archive.services.rule_of", lambda _archive, rule=rule: rule)
            day = kept_until(Archive.objects.get(), AT.date())
        assert (day.isoformat() if day else None) == until


def test_the_same_case_gives_the_same_bytes(concluded: Case, officer: Actor) -> None:
    assert officer.appointment is not None
    first, second = (make_package(archive=archive_of(concluded), by=officer.appointment, now=AT) for _ in range(2))
    assert (first.sha256, first.fingerprint) == (second.sha256, second.fingerprint)


def test_a_package_of_what_is_no_more_is_not_filed(concluded: Case, officer: Actor, director: Actor) -> None:
    assert officer.appointment is not None
    archive = archive_of(concluded)
    package = make_package(archive=archive, by=officer.appointment, now=AT)
    chain = concluded.outcomes.get(stage="acceptance").stay_chain
    take_away(attachment=current(chain)[0], now=AT)
    with pytest.raises(Refusal) as answer:
        perform(archive, "file", officer, {"package": package.public_id}, now=AT)
    assert answer.value.code == "changed_meanwhile"
    for actor, given, code in (
        (officer, {"package": "zzzzzzzzzzzz"}, "unknown_package"),
        (director, {"package": package.public_id}, "not_yours"),
        (officer, {}, "payload"),
    ):
        with pytest.raises(Refusal) as answer:
            perform(archive, "file", actor, given, now=AT)
        assert answer.value.code == code
    assert file_case(archive=archive, actor=officer, now=AT).state == "filed"


@pytest.mark.parametrize("harm", ["lose", "alter"])
def test_a_lost_or_altered_file_is_named_and_nothing_is_filed(concluded: Case, officer: Actor, harm: str) -> None:
    file = Attachment.objects.order_by("id").first()
    assert file is not None
    path = Path(default_storage.path(blobs.place_of(file.sha256)))
    kept = path.read_bytes()
    try:
        if harm == "lose":
            path.unlink()
        else:
            path.write_bytes(kept + b"x")
        with pytest.raises(Refusal) as answer:
            file_case(archive=archive_of(concluded), actor=officer, now=AT)
    finally:
        path.write_bytes(kept)
    assert answer.value.code == "file_lost"
    assert Package.objects.count() == 0


def test_the_writer_escapes_and_refuses(tmp_path: Path) -> None:
    def payload(path: str, content: bytes = b"x") -> bag.Payload:
        return bag.Payload(path, len(content), hashlib.sha256(content).hexdigest(), lambda: io.BytesIO(content))

    whole = io.BytesIO()
    bag.write(whole, "bag", [payload("a/b 件.txt", b"a"), payload("c.txt")], [("Contact-Name", "林\n晓岚")])
    with zipfile.ZipFile(whole) as packed:
        packed.extractall(tmp_path)
    found = bagit.Bag(str(tmp_path / "bag"))
    found.validate()
    assert found.info["Contact-Name"] == "林 晓岚"
    escaped = io.BytesIO()
    bag.write(escaped, "bag", [payload("100%.txt")], [])
    assert b"  data/100%25.txt\n" in zipfile.ZipFile(escaped).read("bag/manifest-sha256.txt")  # RFC 8493, 2.1.3
    with pytest.raises(ValueError, match="stands twice"):
        bag.write(io.BytesIO(), "bag", [payload("a"), payload("a")], [])
    with pytest.raises(bag.TornError):
        bag.write(io.BytesIO(), "bag", [bag.Payload("a", 1, "0" * 64, lambda: io.BytesIO(b"x"))], [])


def test_the_officer_files_and_downloads_it_and_others_do_not(concluded: Case, officer: Actor, unit: Actor) -> None:
    client = Client()
    assert client.login(username="lin", password=PASSWORD)
    archive = archive_of(concluded)
    path = f"/desk/archive/{archive.public_id}/"
    page = client.get(path + "file/").content.decode()
    assert "files/02-acceptance/summary/v1 summary.pdf" in page
    assert client.get(path + "package/").status_code == 404
    assert client.post(path + "file/", {"key": "k"}).status_code == 302
    case_page = client.get(f"/desk/cases/{concluded.public_id}/").content.decode()
    assert path + "package/" in case_page
    answer = client.get(path + "package/")
    assert answer["Content-Disposition"] == 'attachment; filename="PG2026-0001.zip"'
    assert zipfile.is_zipfile(io.BytesIO(answer.getvalue()))
    for login in ("shen", "gao"):
        other = Client()
        assert other.login(username=login, password=PASSWORD)
        assert other.get(path + "package/").status_code == 404
        assert other.post(path + "file/").status_code == 403
        assert path not in other.get(f"/desk/cases/{concluded.public_id}/").content.decode()
