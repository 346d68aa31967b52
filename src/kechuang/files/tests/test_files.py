"""Files that were really made, good and bad: what is taken, what is refused and with which words."""

import base64
import io
import struct
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import typst
import xlsxwriter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from kechuang.conftest import NOW
from kechuang.directory.models import Appointment
from kechuang.door.table import Actor
from kechuang.files import blobs, pages, queries, services
from kechuang.files.archives import Limits, look_into
from kechuang.files.checks import check
from kechuang.files.faults import FAULTS
from kechuang.files.models import Attachment

OWNER = "case/k3vabcdefgh2"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////"
    "////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)


def packed(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these members."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


def word(**more: bytes) -> bytes:
    """A Word document, as small as one can be."""
    part = f'<Types><Override PartName="/word/document.xml" ContentType="{DOCX}"/></Types>'
    return packed({"[Content_Types].xml": part.encode(), "word/document.xml": b"<w:document/>", **more})


def workbook() -> bytes:
    """An Excel workbook as a program writes it."""
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as book:
        book.add_worksheet("预算").write(0, 0, "设备费")
    return whole.getvalue()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A PDF of one page."""
    made = typst.compile(b"= Report")
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def png() -> bytes:
    """A picture."""
    made = typst.compile(b"#set page(width: 9pt, height: 9pt)", format="png")
    assert isinstance(made, bytes)
    return made


@pytest.fixture
def lin(officer: Actor) -> Appointment:
    """林晓岚 in her appointment."""
    assert officer.appointment is not None
    return officer.appointment


def fault_of(name: str, content: bytes, **options: tuple[str, ...]) -> str:
    """The code a file is refused with, its sentence being whole in both languages; empty where it is taken."""
    try:
        check(name, io.BytesIO(content), **options)
    except ValidationError as refused:
        for language in ("zh-hans", "en"):
            with translation.override(language):
                assert "%(" not in refused.messages[0]
        return str(refused.code)
    return ""


def test_good_files_are_taken(pdf: bytes, png: bytes) -> None:
    taken = {
        "立项申请书.PDF": pdf,
        "示意图.png": png,
        "照片.jpeg": JPEG,
        "附件1.合同.docx": word(),
        "申报书.docx.pdf": pdf,
        "预算.xlsx": workbook(),
        "证明材料.zip": packed({"一/合同.pdf": pdf, "一/预算.xlsx": workbook(), "数据.csv": b"a,b"}),
    }
    assert {name: fault_of(name, content) for name, content in taken.items()} == dict.fromkeys(taken, "")


def test_names_that_mislead_are_refused(pdf: bytes) -> None:
    refused = {
        "": "no_name",
        "..": "no_name",
        "合同\u202efdp.exe": "bad_name",
        "合\x00同.pdf": "bad_name",
        "x" * 150 + ".pdf": "long_name",
        "合同": "no_extension",
        "合同.rar": "extension",
        "合同.pdf.exe": "program",
        "合同.exe.pdf": "double_extension",
        "网页.html": "program",
        "图.svg": "program",
        "申报书.doc": "older_format",
        "申报书.wps": "older_format",
        "预算.xlsm": "macros",
    }
    assert {name: fault_of(name, pdf) for name in refused} == refused
    assert check("C:\\我的文件\\合同.pdf . ", io.BytesIO(pdf)).name == "合同.pdf"
    assert check("../../etc/合同.pdf", io.BytesIO(pdf)).name == "合同.pdf"


def test_contents_that_are_not_what_the_name_says_are_refused(pdf: bytes, png: bytes) -> None:
    assert fault_of("合同.pdf", b"") == "empty"
    assert fault_of("合同.pdf", png) == "other_content"
    assert fault_of("合同.pdf", b"MZ\x90\x00" + pdf) == "program"
    assert fault_of("合同.pdf", b"\x7fELF") == "program"
    assert fault_of("合同.pdf", b" " + pdf) == "other_content"
    assert fault_of("合同.pdf", pdf[: len(pdf) // 2]) == "damaged"
    assert fault_of("合同.pdf", pdf.replace(b"/Root", b"/Encrypt 9 0 R /Root")) == "protected"
    assert fault_of("图.png", png[:-12]) == "damaged"
    assert fault_of("申报书.docx", workbook()) == "other_content"
    assert fault_of("申报书.docx", packed({"a.txt": b"a"})) == "other_content"
    assert fault_of("申报书.zip", word()) == "other_content"
    assert fault_of("申报书.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == "protected"
    assert fault_of("申报书.docx", word(**{"word/vbaProject.bin": b"macro"})) == "macros"
    assert fault_of("申报书.docx", word()[:-30]) == "damaged"
    assert fault_of("申报书.docx", pdf) == "other_content"
    assert fault_of("图.png", png, accept=("pdf",)) == "extension"


def test_archives_that_harm_are_refused(pdf: bytes) -> None:
    inner = packed({"合同.pdf": pdf})
    assert fault_of("a.zip", packed({"../../etc/passwd": b"x"})) == "escapes"
    assert fault_of("a.zip", packed({"C:\\windows\\x.txt": b"x"})) == "escapes"
    assert fault_of("a.zip", packed({"/etc/passwd": b"x"})) == "escapes"
    assert fault_of("a.zip", packed({"里面.zip": inner})) == "nested"
    assert fault_of("a.zip", packed({"里面.dat": inner})) == "nested"
    assert fault_of("a.zip", packed({"里面.rar": b"Rar!\x1a\x07\x00"})) == "nested"
    assert fault_of("a.zip", packed({"setup.exe": b"x"})) == "program"
    assert fault_of("a.zip", packed({"说明.pdf": b"MZ\x90\x00"})) == "program"
    assert fault_of("a.zip", packed({"表.xlsm": workbook()})) == "macros"
    assert fault_of("a.zip", packed({"表.docx": word(**{"word/vbaProject.bin": b"macro"})})) == "macros"
    assert fault_of("a.zip", packed({"bomb.txt": b"\0" * 20_000_000})) == "ratio"
    assert fault_of("a.zip", packed({f"{n}.txt": b"" for n in range(2001)}, method=zipfile.ZIP_STORED)) == "too_many"
    assert fault_of("a.zip", b"PK\x03\x04" + b"\0" * 100) == "damaged"


def test_an_archive_that_is_locked_or_lies_about_its_members_is_refused() -> None:
    plain = packed({"a.txt": b"hello hello hello"}, method=zipfile.ZIP_STORED)
    central = plain.index(b"PK\x01\x02")
    locked = plain[: central + 8] + struct.pack("<H", 1) + plain[central + 10 :]
    assert fault_of("a.zip", locked) == "protected"
    altered = plain.replace(b"hello hello hello", b"hello hella hello")
    assert fault_of("a.zip", altered) == "damaged"
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert fault_of("a.zip", whole.getvalue()) == "escapes"
    with pytest.raises(ValidationError) as refused:
        look_into("a.zip", io.BytesIO(packed({"a": b"x" * 3000}, method=zipfile.ZIP_STORED)), Limits(unpacked=2000))
    assert refused.value.code == "expands"


def test_a_file_over_the_limit_names_the_limit(monkeypatch: pytest.MonkeyPatch, pdf: bytes) -> None:
    small = settings.CONFIGURATION.model_copy(update={"largest_file_mib": 1})
    monkeypatch.setattr(settings, "CONFIGURATION", small)
    with pytest.raises(ValidationError) as refused, translation.override("zh-hans"):
        check("合同.pdf", io.BytesIO(pdf + b"\0" * (1 << 20)))
    assert refused.value.code == "too_large"
    assert refused.value.messages == ["“合同.pdf”有 2 MiB，最多接收 1 MiB。请压缩或拆分后再上传。"]


def test_every_fault_names_a_remedy_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert [code for code, sentence in FAULTS.items() if "请" not in str(sentence)] == []


def attached(lin: Appointment, name: str, content: bytes, *, several: bool = False) -> Attachment:
    """A file attached to the case at one slot."""
    return services.attach(
        owner=OWNER, slot="contract", name=name, content=io.BytesIO(content), by=lin, now=NOW, several=several
    )


def test_a_later_file_takes_the_place_and_the_earlier_stays_readable(lin: Appointment, pdf: bytes) -> None:
    first = attached(lin, "合同.pdf", pdf)
    assert attached(lin, "合同.pdf", pdf) == first
    second = attached(lin, "合同（盖章）.pdf", pdf + b"\n%%EOF")
    assert [(one.version, one.name) for one in queries.history(OWNER, "contract")] == [
        (2, "合同（盖章）.pdf"),
        (1, "合同.pdf"),
    ]
    assert queries.current(OWNER) == [second]
    with blobs.opened(first.sha256) as kept:
        assert kept.read() == pdf
    services.take_away(attachment=second, now=NOW + timedelta(days=1))
    assert queries.current(OWNER) == []
    assert attached(lin, "合同.pdf", pdf).version == 3


def test_a_slot_for_several_keeps_one_of_each_name(lin: Appointment, pdf: bytes) -> None:
    attached(lin, "a.pdf", pdf, several=True)
    attached(lin, "b.pdf", pdf, several=True)
    attached(lin, "A.pdf", pdf + b"\n%%EOF", several=True)
    assert [(one.name, one.version) for one in queries.current(OWNER, "contract")] == [("A.pdf", 2), ("b.pdf", 1)]


def test_a_version_is_never_rewritten(lin: Appointment, pdf: bytes) -> None:
    kept = attached(lin, "合同.pdf", pdf)
    kept.name = "另一个.pdf"
    with pytest.raises(TypeError):
        kept.save()
    with pytest.raises(TypeError):
        kept.delete()


def test_a_content_is_kept_once_and_never_under_a_given_name(lin: Appointment, pdf: bytes) -> None:
    attached(lin, "合同.pdf", pdf)
    services.attach(
        owner="case/other", slot="x", name="别名.pdf", content=SimpleUploadedFile("n", pdf), by=lin, now=NOW
    )
    (sha256,) = {one.sha256 for one in Attachment.objects.all()}
    assert default_storage.path(blobs.place_of(sha256)) == f"{settings.HOME}/files/blobs/{sha256[:2]}/{sha256}"
    shelf = Path(default_storage.path(f"blobs/{sha256[:2]}"))
    assert [path.name for path in shelf.iterdir() if path.read_bytes() == pdf] == [sha256]


def test_an_altered_or_missing_content_is_found(lin: Appointment, pdf: bytes) -> None:
    good = attached(lin, "好.pdf", pdf)
    bad = services.attach(
        owner=OWNER, slot="bad", name="坏.pdf", content=io.BytesIO(pdf + b"\n%bad\n%%EOF"), by=lin, now=NOW
    )
    path = Path(default_storage.path(blobs.place_of(bad.sha256)))
    path.write_bytes(pdf)
    assert queries.damaged() == [bad.sha256]
    path.unlink()
    assert queries.damaged() == [bad.sha256]
    assert blobs.whole(good.sha256)


def test_a_download_is_named_and_runs_nothing(lin: Appointment, pdf: bytes) -> None:
    kept = attached(lin, "合同 “终稿”.pdf", pdf)
    response = pages.send(kept)
    assert response.getvalue() == pdf
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%90%88%E5%90%8C")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(pdf))
    response.close()
    blind = pages.send(kept, as_name="file-1.pdf")
    assert blind["Content-Disposition"] == 'attachment; filename="file-1.pdf"'
    blind.close()
