"""What the command line says, in both languages, on whatever terminal there is."""

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


def say(zh: str, en: str) -> None:
    """Print one line for the person who runs the command."""
    write(sys.stdout, str(Words(zh, en)))


def complain(reasons: tuple[Words, ...]) -> None:
    """Print why a command was refused."""
    for reason in reasons:
        write(sys.stderr, f"✗ {reason.zh}")
        write(sys.stderr, f"  {reason.en}")


def write(stream: object, line: str) -> None:
    """Print a line, replacing what the terminal cannot show."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), file=stream, flush=True)  # type: ignore[call-overload]
