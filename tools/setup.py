"""Set up the environment: `setup.py run` for the product, `setup.py dev` for its tests as well.

Uses nothing but Python itself, and no syntax newer than Python 3.6, so that an old one can still say what is wrong.
Every package comes from a hash-locked file; which index serves it is pip's own business.
"""

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
NEWEST = (3, 14)
ROOT = Path(__file__).resolve().parent.parent
NOISE = re.compile("is ignored: it is neither|new release of pip")
STRAYS = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV", "PYTHONPATH", "PYTHONHOME")


def named(version: "tuple[int, int]") -> str:
    """A version as people write it."""
    return ".".join(str(part) for part in version)


def problem_with(version: "tuple[int, int]", present: "object") -> "tuple[str, str] | None":
    """Why this Python cannot run Kechuang, in Chinese and English, or None.

    `present(name)` tells whether a module of the standard library is there.
    """
    name, wanted = named(version), f"{named(OLDEST)} – {named(NEWEST)}"
    if version < OLDEST:
        return (
            f"Python {name} 太旧，需要 {wanted}。请安装较新的 Python，再运行：make demo PYTHON=python3.11",
            f"Python {name} is too old; {wanted} is needed. Install a newer one and run: make demo PYTHON=python3.11",
        )
    if version > NEWEST:
        return (
            f"Python {name} 太新，锁定的依赖尚不支持（支持 {wanted}）。请运行：make demo PYTHON=python3.13",
            f"Python {name} is too new for the locked packages ({wanted} fits). Run: make demo PYTHON=python3.13",
        )
    for module in ("venv", "ensurepip"):
        if not present(module):  # type: ignore[operator]  # Callable cannot be written so that Python 3.6 reads it
            return (
                f"此 Python 缺少 {module} 组件。Debian、Ubuntu、UOS、麒麟请先运行：sudo apt install python{name}-venv",
                f"This Python lacks its {module} module. On Debian or Ubuntu run: sudo apt install python{name}-venv",
            )
    return None


def module_present(name: str) -> bool:
    """Whether this Python has a module of the standard library; Debian splits some off."""
    return importlib.util.find_spec(name) is not None


def say(chinese: str, english: str) -> None:
    """One line in both languages, without what the terminal cannot show."""
    encoding = sys.stdout.encoding or "utf-8"
    print(f"{chinese} · {english}".encode(encoding, "replace").decode(encoding), flush=True)


def stop(chinese: str, english: str) -> None:
    """Say what is wrong in both languages and end with status 1."""
    encoding = sys.stderr.encoding or "utf-8"
    for line in (chinese, english):
        print(f"✗ {line}".encode(encoding, "replace").decode(encoding), file=sys.stderr)
    sys.exit(1)


def another_python() -> "str | None":
    """The newest fitting Python on the PATH, where the one that was called does not fit."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python{NEWEST[0]}.{minor}")
        if found is None:
            continue
        probe = [found, "-c", "import venv, ensurepip"]
        if subprocess.call(probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return found
    return None


def fitting_python() -> None:
    """Go on with this Python where it fits; otherwise hand over to one that does, or stop with the reason."""
    problem = problem_with((sys.version_info[0], sys.version_info[1]), module_present)
    if problem is None:
        return
    other = another_python()
    if other is None:
        stop(*problem)
        return
    say(f"改用 {other}", f"using {other} instead")
    os.execv(other, [other, *sys.argv])  # noqa: S606  the same script by a Python that fits


def digest_of(paths: "list[Path]") -> str:
    """One digest over several files."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def done_for(stamp: Path, wanted: str) -> bool:
    """Whether a step was done for just this."""
    return stamp.exists() and stamp.read_text(encoding="ascii") == wanted


def pip_environment() -> "dict[str, str]":
    """The environment without what would install elsewhere than into ours; pip's own settings name the index."""
    return {key: value for key, value in os.environ.items() if key not in STRAYS}


def run_pip(python: Path, arguments: "list[str]") -> None:
    """Run pip and pass on its errors, without remarks about look-up places that this machine does not have."""
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=pip_environment()) as process:
        for raw in process.stderr or ():
            line = raw.decode("utf-8", "replace")
            if not NOISE.search(line):
                sys.stderr.write(line)
    if process.returncode != 0:
        stop(
            "安装依赖失败（原因见上）。请检查网络或 pip 的镜像设置，再重新运行",
            "Installing the packages failed (see above). Check the network or pip's mirror settings and run again",
        )


def make_venv(venv: Path) -> Path:
    """The environment's Python, made where it is missing or of another version."""
    python, stamp = venv / "bin" / "python", venv / ".kechuang-python"
    here = named((sys.version_info[0], sys.version_info[1]))
    if python.exists() and done_for(stamp, here):
        return python
    say(f"建立运行环境 {venv.name}（Python {here}）", "making the environment")
    shutil.rmtree(str(venv), ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", str(venv)], env=pip_environment()) != 0:
        stop(f"无法建立 {venv}，请检查磁盘空间和写权限", f"Could not make {venv}: check disk space and permission")
    stamp.write_text(here, encoding="ascii")
    return python


def install(python: Path, venv: Path, name: str) -> None:
    """Install one lock file, where it changed since the last time."""
    lock, stamp = ROOT / "requirements" / f"{name}.lock", venv / f".kechuang-{name}"
    wanted = digest_of([lock])
    if done_for(stamp, wanted):
        return
    say(f"安装依赖 {lock.name}，逐个核对哈希（约 20 秒）", "installing packages, every hash checked (about 20 s)")
    options = ["--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    run_pip(python, ["install", *options, "-r", str(lock)])
    run_pip(python, ["check", "--quiet"])
    stamp.write_text(wanted, encoding="ascii")


def install_project(python: Path, venv: Path) -> None:
    """Put the project itself into the environment, as links to this folder, and compile its words."""
    stamp = venv / ".kechuang-project"
    wanted = digest_of([ROOT / "pyproject.toml"]) + hashlib.sha256(str(ROOT).encode()).hexdigest()
    if not done_for(stamp, wanted):
        options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
        run_pip(python, ["install", *options, "--editable", str(ROOT)])
        stamp.write_text(wanted, encoding="ascii")
    if subprocess.call([str(python), str(ROOT / "tools" / "messages.py"), "compile"]) != 0:
        stop("界面文字编译失败（原因见上）", "Compiling the words of the interface failed (see above)")


def main() -> None:
    """Set up what the command line names."""
    parser = argparse.ArgumentParser(description="Set up the environment.")
    parser.add_argument("purpose", choices=["run", "dev"])
    parser.add_argument("--venv", default=".venv")
    options = parser.parse_args()
    fitting_python()
    start = time.time()
    venv = ROOT / options.venv
    python = make_venv(venv)
    for name in ["run"] if options.purpose == "run" else ["run", "dev"]:
        install(python, venv, name)
    install_project(python, venv)
    if time.time() - start > 2:  # noqa: PLR2004  a set-up with nothing to do says nothing
        say(f"环境就绪（{time.time() - start:.0f} 秒）", "the environment is ready")


if __name__ == "__main__":
    main()
