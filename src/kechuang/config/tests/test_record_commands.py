"""Verifying a record on the command line: what it says and how it ends."""

from pathlib import Path

import pytest

from kechuang.config.command_line import main
from kechuang.config.record_commands import CHECKS, FAULTS, KINDS
from kechuang.decide.record_kinds import KINDS as KNOWN

GOLDEN = Path(__file__).parents[2] / "decide" / "tests" / "golden"


def test_a_sound_record_passes_and_says_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(GOLDEN / "assignment.sealed.json")]) == 0
    said = capsys.readouterr().out
    assert "✓ 证书成立：不存在更优的方案" in said
    assert "solved again: the same, to the letter" in said


def test_a_public_record_says_what_it_could_not_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(GOLDEN / "portfolio.public.json")]) == 0
    assert "– 未核：公开件与完整件对应" in capsys.readouterr().out
    sealed = str(GOLDEN / "portfolio.sealed.json")
    assert main(["verify", str(GOLDEN / "portfolio.public.json"), "--sealed", sealed]) == 0
    assert "✓ 公开件与完整件对应" in capsys.readouterr().out


def test_an_altered_record_ends_with_one_and_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "altered.json"
    path.write_text((GOLDEN / "portfolio.sealed.json").read_text().replace("10000000", "11000000"))
    assert main(["verify", str(path)]) == 1
    assert "✗ 内容与摘要不符：被改动过" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_what_cannot_be_read_is_explained(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "no.json"
    if content is not None:
        path.write_bytes(content)
    assert main(["verify", str(path)]) == 1
    assert "cannot read" in capsys.readouterr().err


def test_every_kind_check_and_fault_has_words() -> None:
    assert KINDS.keys() == KNOWN.keys()
    decide = Path(__file__).parents[2] / "decide"
    code = "".join((decide / name).read_text() for name in ("verify.py", "record_kinds.py", "assignment_proof.py"))
    for word in (*CHECKS, *FAULTS):
        assert f'"{word}"' in code, word
