"""`kechuang init`, `serve` and `doctor`."""

import argparse
import getpass
import sys

from kechuang.config.words import Refused, Words, say

HIGHEST_PORT = 65535
HOME_HELP = "folder of the installation (default: $KECHUANG_HOME or ./kechuang-home)"


class Init:
    """Found a real installation: its folder, its database, its bureau and its first administrator."""

    help = Words("建立真实安装及第一位管理员", "found a real installation and its first administrator")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options; what is not given is asked for."""
        parser.add_argument("--home", help=HOME_HELP)
        parser.add_argument("--bureau", help="科技局名称 · name of the bureau")
        parser.add_argument("--bureau-en", default="", help="name of the bureau in English")
        parser.add_argument("--credit-code", help="科技局的统一社会信用代码 · its unified social credit code")
        parser.add_argument("--name", help="管理员姓名 · name of the administrator")
        parser.add_argument("--login", help="管理员登录名 · login name of the administrator")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
        parser.add_argument("--database", help="postgresql://… (default: SQLite in the folder)")

    def run(self, options: argparse.Namespace) -> int:
        """Do it; where something is refused the folder is as it was before."""
        from kechuang.config.configuration import home_folder  # noqa: PLC0415
        from kechuang.config.founding import Founder, found  # noqa: PLC0415  the base package has no Django

        home = home_folder(options.home)
        founder = Founder(
            bureau=options.bureau or ask("科技局名称", "name of the bureau"),
            bureau_en=options.bureau_en,
            credit_code=options.credit_code or ask("科技局的统一社会信用代码", "its unified social credit code"),
            name=options.name or ask("管理员姓名", "name of the administrator"),
            login=options.login or ask("管理员登录名", "login name of the administrator"),
            password=sys.stdin.readline().rstrip("\n") if options.password_stdin else ask_password(),
        )
        found(home, founder, {"database": options.database} if options.database else {})
        say(f"安装完成：{home}。启动：kechuang serve --home {home}", "founded")
        return 0


class Serve:
    """Serve an installation."""

    help = Words("启动服务", "serve the installation")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--home", help=HOME_HELP)
        parser.add_argument("--port", type=port, help="port (default: the configuration's)")

    def run(self, options: argparse.Namespace) -> int:
        """Bring the installation up to date with this version, then serve it."""
        from kechuang.config.configuration import home_folder  # noqa: PLC0415  the base package has no pydantic
        from kechuang.config.installing import prepared  # noqa: PLC0415
        from kechuang.config.serving import run_server  # noqa: PLC0415

        home = home_folder(options.home)
        with prepared(home, migrate=True):
            return run_server(home, port=options.port)


class Doctor:
    """Look whether everything the product needs is there."""

    help = Words("检查安装是否健全", "check that the installation is sound")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--home", help=HOME_HELP)

    def run(self, options: argparse.Namespace) -> int:
        """Print every finding; status 1 where one is bad."""
        from kechuang.config.configuration import home_folder  # noqa: PLC0415  the base package has no pydantic
        from kechuang.config.installing import prepared  # noqa: PLC0415

        with prepared(home_folder(options.home)):
            from kechuang.config.doctor import findings  # noqa: PLC0415  Django is ready only now

            found = findings()
        for finding in found:
            say(f"{'✓' if finding.good else '✗'} {finding.what.zh}", f"{finding.what.en}: {finding.detail}")
            if not finding.good:
                say(f"    → {finding.remedy.zh}", finding.remedy.en)
        return 0 if all(finding.good for finding in found) else 1


def port(text: str) -> int:
    """A port as it is given on the command line; argparse says what is wrong with it."""
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text}：端口为 0 到 {HIGHEST_PORT} 的整数 · a port is 0 to {HIGHEST_PORT}")
    return number


def ask(zh: str, en: str) -> str:
    """Ask the person at the terminal. Raises Refused where nobody sits there."""
    if not sys.stdin.isatty():
        raise Refused(Words(f"缺少参数：{zh}（kechuang init --help）", f"not given: {en} (kechuang init --help)"))
    return input(f"{zh} · {en}: ").strip()


def ask_password() -> str:
    """Ask for a password twice, unseen."""
    if not sys.stdin.isatty():
        raise Refused(
            Words(
                "缺少密码：用 --password-stdin 从标准输入给出",
                "no password: give it on standard input with --password-stdin",
            )
        )
    first = getpass.getpass("密码 · password: ")
    if first != getpass.getpass("再输一次 · again: "):
        raise Refused(Words("两次输入不一致，请重新运行", "the two differ; run it again"))
    return first
