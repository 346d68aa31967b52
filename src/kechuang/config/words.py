"""What the command line says, in both languages, on whatever terminal there is."""

import io
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} · {self.en}"


class Refused(Exception):  # noqa: N818  it is an answer to a person, not a fault of the program
    """A command cannot do what it was asked; `reasons` say why and what to do."""

    def __init__(self, *reasons: Words) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def show_what_can_be_shown() -> None:
    """Let a terminal without Chinese replace what it cannot show, rather than end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(zh: str, en: str) -> None:
    """Print one line for the person who runs the command."""
    print(Words(zh, en), flush=True)


def complain(reasons: tuple[Words, ...]) -> None:
    """Print why a command was refused."""
    for reason in reasons:
        print(f"✗ {reason.zh}\n  {reason.en}", file=sys.stderr, flush=True)
