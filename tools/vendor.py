"""Fetch what the product carries of others' work, at the versions of `vendor.toml`. For developers; needs npm.

Every file is written as it came, but for source-map comments (the maps are not carried); `vendor.lock.json` holds the
digest of each, which the tests compare.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "kechuang" / "ui" / "static" / "vendor"
DIGESTS = "vendor.lock.json"
MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
"""The licence's text, for packages that state MIT and carry no file of it."""
STROKE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
MAP_COMMENT = re.compile(rb"\n?/[/*]# sourceMappingURL=[^\n*]*(\*/)?")


def unpacked(package: dict[str, Any], folder: Path) -> Path:
    """The package's files, fetched by npm."""
    wanted = f"{package['name']}@{package['version']}"
    said = subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True, capture_output=True, text=True)  # noqa: S607
    with tarfile.open(folder / said.stdout.strip()) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def sprite(icons: Path, names: list[str]) -> str:
    """One file with every named icon as a symbol."""
    symbols = []
    for name in names:
        drawing = (icons / f"{name}.svg").read_text()
        paths = re.findall(r"<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*/>", drawing)
        body = "".join(path for path in paths if 'd="M0 0h24v24H0z"' not in path)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24" {STROKE}>{body}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def carry(package: dict[str, Any], source: Path) -> None:
    """Copy what the package gives to its place."""
    copies = [(source / here, TARGET / there) for here, there in package.get("files", {}).items()]
    for here, there in package.get("folders", {}).items():
        copies += [(path, TARGET / there / path.name) for path in sorted((source / here).iterdir())]
    if "licence_file" in package:
        copies.append((source / package["licence_file"], TARGET / "licences" / f"{Path(package['name']).name}.txt"))
    if package.get("licence_file") is None:
        name = TARGET / "licences" / f"{Path(package['name']).name}.txt"
        name.parent.mkdir(parents=True, exist_ok=True)
        name.write_text(f"{package['copyright']}\n\n{MIT}")
    for here, there in copies:
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(
            MAP_COMMENT.sub(b"", here.read_bytes()) if here.suffix in {".css", ".js"} else here.read_bytes()
        )
    if "icons" in package:
        (TARGET / "icons.svg").write_text(sprite(source / "icons" / "outline", package["icons"]))


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every carried file by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != DIGESTS)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    """Fetch everything anew."""
    packages = tomllib.loads((ROOT / "tools" / "vendor.toml").read_text())["package"]
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for package in packages:
        with tempfile.TemporaryDirectory() as folder:
            carry(package, unpacked(package, Path(folder)))
        print(f"{package['name']} {package['version']}")
    (TARGET / DIGESTS).write_text(json.dumps(digests(TARGET), indent=1) + "\n")


if __name__ == "__main__":
    main()
