"""`kechuang trail verify` and `kechuang tick`."""

import argparse

from kechuang.config.commands import HOME_HELP
from kechuang.config.words import Words, say

FAULTS = {
    "gap": Words("缺少事件", "an event is missing before"),
    "broken_link": Words("与前一事件不相连", "does not follow from the event before"),
    "altered": Words("内容被改动", "was altered"),
    "cut_short": Words("链被截短", "the chain was cut short"),
    "day_differs": Words("当日封存值与现有记录不符", "the day's sealed head differs from what is there"),
    "day_broken": Words("封存值之间不相连", "the sealed heads do not follow each other"),
}


class TrailCommand:
    """Look whether the trail is whole."""

    help = Words("核验全部留痕", "verify every chain of the trail and every sealed day")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("what", choices=["verify"], help="核验 · verify")
        parser.add_argument("--home", help=HOME_HELP)

    def run(self, options: argparse.Namespace) -> int:
        """Compute every digest anew; status 1 where one does not fit."""
        from kechuang.config.configuration import home_folder  # noqa: PLC0415  the base package has no pydantic
        from kechuang.config.installing import prepared  # noqa: PLC0415

        with prepared(home_folder(options.home)):
            from kechuang.trail.queries import verify  # noqa: PLC0415  Django is ready only now

            seen = verify()
        for code, place in seen.faults:
            say(f"✗ {place}：{FAULTS[code].zh}", f"{place}: {FAULTS[code].en}")
        say(
            f"{'✗' if seen.faults else '✓'} 链 {seen.chains} 条，事件 {seen.events} 个，封存 {seen.days} 天",
            f"{seen.chains} chains, {seen.events} events, {seen.days} sealed days, {len(seen.faults)} faults",
        )
        return 1 if seen.faults else 0


class Tick:
    """Do what time drives."""

    help = Words("执行到期事项并封存留痕（可反复运行）", "do what is due and seal the trail; twice is once")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--home", help=HOME_HELP)

    def run(self, options: argparse.Namespace) -> int:
        """Run every job once by the installation's clock, then seal the days that are over."""
        from kechuang.config.configuration import home_folder  # noqa: PLC0415  the base package has no pydantic
        from kechuang.config.installing import prepared  # noqa: PLC0415

        with prepared(home_folder(options.home)):
            from kechuang.config.ticking import tick  # noqa: PLC0415  Django is ready only now

            done = tick()
        for name, moved in done.items():
            say(f"{name}：{moved}", f"{name}: {moved}")
        return 0
