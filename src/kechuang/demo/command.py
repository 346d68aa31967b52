"""`kechuang demo`: build the demonstration where it is not built yet, and serve it."""

import argparse
import os
import sys
from pathlib import Path

from kechuang.config.commands import port
from kechuang.config.words import Words, say

PREFERRED_PORT = 8000
STAGES = (
    "intake",
    "screening",
    "review",
    "decision",
    "notice",
    "approval",
    "agreement",
    "execution",
)
"""The kinds of stage that the followed case has come to by the city's clock."""


class Demo:
    """Load the demonstration city, serve it on the loopback and print the address and the cast."""

    help = Words("建立并打开演示城市", "build the demonstration city and serve it")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--home", default=".demo", help="folder of the demonstration (default: .demo)")
        parser.add_argument("--port", type=port, default=0, help="port on 127.0.0.1 (default: 8000 or any free one)")
        parser.add_argument("--no-serve", action="store_true", help="build it and stop")
        parser.add_argument(
            "--stage",
            default="",
            choices=["", *STAGES],
            help="end the year where the case that readers follow is there",
        )
        parser.add_argument("--fresh", action="store_true", help="build it anew although it stands")

    def run(self, options: argparse.Namespace) -> int:
        """Do it."""
        from kechuang.config.installing import prepared  # noqa: PLC0415  the base package has no Django
        from kechuang.config.serving import free_port, run_server  # noqa: PLC0415
        from kechuang.demo.building import cast_lines, stand  # noqa: PLC0415

        home = Path(options.home).resolve()
        built = stand(home, fresh=options.fresh, stage=options.stage)
        if built and not options.no_serve:
            begin_again(home, options)
        say(f"演示城市就绪：{home}", "the demonstration city is ready")
        if options.no_serve:
            return 0
        with prepared(home):
            lines = cast_lines()
        return run_server(home, port=options.port or free_port(PREFERRED_PORT), greeting=lines)


def begin_again(home: Path, options: argparse.Namespace) -> None:
    """Become a new process that finds the demonstration standing and serves it.

    The one that ran the year has set papers, and the threads of the typesetter do not come along when the web
    server forks its workers: there the next paper would wait for ever.
    """
    sys.stdout.flush()
    command = ["demo", "--home", str(home), "--port", str(options.port), "--stage", options.stage]
    os.execv(sys.executable, [sys.executable, "-m", "kechuang", *command])  # noqa: S606  ourselves
