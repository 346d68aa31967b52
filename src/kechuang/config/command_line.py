"""The command `kechuang`: finds the commands that the rooms offer and runs the one that was named.

Knows no Django itself, so that the base package answers without the web product.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from typing import Protocol

from kechuang import __version__
from kechuang.config.words import Refused, Words, complain, show_what_can_be_shown


class Command(Protocol):
    """What a room registers in the entry-point group `kechuang.commands`."""

    help: Words

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; the exit status. Raises Refused with words for the person."""
        ...


def commands() -> dict[str, Command]:
    """The commands by name, in the order of their names."""
    found = {entry.name: entry.load()() for entry in entry_points(group="kechuang.commands")}
    return dict(sorted(found.items()))


def parser_of(available: dict[str, Command]) -> argparse.ArgumentParser:
    """The parser for all commands."""
    parser = argparse.ArgumentParser(
        prog="kechuang", description="科创：科技局的全年工作平台 · a science bureau's whole year"
    )
    parser.add_argument("--version", action="version", version=f"kechuang {__version__}")
    choices = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in available.items():
        command.arguments(choices.add_parser(name, help=str(command.help), description=str(command.help)))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 refused, 2 the call's words are off, 130 interrupted."""
    show_what_can_be_shown()
    available = commands()
    parser = parser_of(available)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    try:
        return available[options.command].run(options)
    except Refused as refusal:
        complain(refusal.reasons)
        return 1
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in {"django", "pydantic", "granian", "whitenoise", "argon2"}:
            raise
        complain(
            (
                Words(
                    "此命令需要完整安装：pip install 'kechuang[city]'",
                    "this command needs: pip install 'kechuang[city]'",
                ),
            )
        )
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
