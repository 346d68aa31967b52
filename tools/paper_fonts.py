"""Cut the fonts of the papers again, as `paper_fonts.toml` says. For developers; needs npm.

The serif face keeps every character that it has, so that no name of a person meets a box; the bold sans face, for heads
and labels only, keeps GB 2312 and the signs, and typst takes the rest from the serif; the Latin serif adds what both
lack: superior and inferior figures, the letters of Europe. `covered.json` lists what they can show, in ranges.
Tables for layout that papers do not use are dropped. The cutter lives in an environment of its own.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "kechuang" / "documents" / "fonts"
LIST = ROOT / "tools" / "paper_fonts.toml"
DIGESTS = "fonts.lock.json"
COVERED = "covered.json"
LATIN = [(0x20, 0x250), (0x2B0, 0x300), (0x370, 0x530), (0x1E00, 0x2000), (0x2000, 0x2200)]
COVERAGE = """
import json, sys
from fontTools.ttLib import TTFont
codes = sorted(set().union(*(TTFont(face, lazy=True).getBestCmap() for face in sys.argv[1:])))
ranges = []
for code in codes:
    if ranges and ranges[-1][1] == code - 1:
        ranges[-1][1] = code
    else:
        ranges.append([code, code])
print(json.dumps(ranges))
"""
SIGNS = [
    (0x20, 0x7F), (0xA0, 0x180), (0x370, 0x400), (0x2000, 0x20C0), (0x2100, 0x2300), (0x2460, 0x2670),
    (0x2700, 0x27C0), (0x3000, 0x3040), (0x3200, 0x3400), (0xFF00, 0xFFF0),
]  # fmt: skip


def gb2312() -> set[int]:
    """The characters of GB 2312."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def wanted(cut: str) -> str:
    """What the cutter shall keep, as its option."""
    if cut == "everything":
        return "--unicodes=*"
    ranges = LATIN if cut == "Latin" else SIGNS
    kept = {code for begin, end in ranges for code in range(begin, end)} | (set() if cut == "Latin" else gb2312())
    return "--unicodes=" + ",".join(f"U+{code:04X}" for code in sorted(kept))


def cutter() -> Path:
    """The program that cuts fonts, in an environment of its own."""
    tools = ROOT / ".tools" / "fonts"
    if not (tools / "bin" / "pyftsubset").exists():
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        pinned = tomllib.loads(LIST.read_text())["cutter"]
        subprocess.run([str(tools / "bin" / "pip"), "install", "--quiet", pinned], check=True)
    return tools / "bin" / "pyftsubset"


def carry(package: dict[str, Any], folder: Path, program: Path) -> None:
    """Fetch one package and cut the face that papers use."""
    fetched = f"{package['name']}@{package['version']}"
    said = subprocess.run(["npm", "pack", "--silent", fetched], cwd=folder, check=True, capture_output=True, text=True)  # noqa: S607
    with tarfile.open(folder / said.stdout.strip()) as archive:
        archive.extractall(folder, filter="data")
    face = folder / "package" / package["file"]
    command = [str(program), str(face), wanted(package["cut"]), f"--output-file={TARGET / face.name}"]
    command += ["--no-hinting", "--layout-features=kern,liga,locl", "--name-IDs=0,1,2,3,4,5,6,13,14"]
    command += ["--drop-tables+=DSIG,GPOS,vhea,vmtx,VORG,BASE", "--no-recalc-timestamp"]
    subprocess.run(command, check=True)
    (TARGET / f"{face.stem}.OFL.txt").write_bytes((folder / "package" / package["licence_file"]).read_bytes())


def coverage(program: Path) -> str:
    """What the faces together can show."""
    faces = [str(path) for path in sorted(TARGET.glob("*.ttf"))]
    done = subprocess.run(
        [str(program.parent / "python"), "-c", COVERAGE, *faces], check=True, capture_output=True, text=True
    )
    return done.stdout


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every carried file by its name."""
    files = sorted(path for path in folder.iterdir() if path.name != DIGESTS)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    """Fetch and cut everything anew."""
    TARGET.mkdir(parents=True, exist_ok=True)
    program = cutter()
    for package in tomllib.loads(LIST.read_text())["package"]:
        with tempfile.TemporaryDirectory() as folder:
            carry(package, Path(folder), program)
        print(f"{package['name']} {package['version']}")
    (TARGET / COVERED).write_text(coverage(program))
    (TARGET / DIGESTS).write_text(json.dumps(digests(TARGET), indent=1) + "\n")


if __name__ == "__main__":
    main()
