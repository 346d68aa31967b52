"""A bar against a mark, drawn as SVG with lengths in thousandths, since the page policy allows no inline style."""

from dataclasses import dataclass

from kechuang.money.shares import permille


@dataclass(frozen=True, slots=True)
class Gauge:
    """How far something has come: what is filled, what is taken by something else, and the marks to reach."""

    filled: int
    other: int = 0
    marks: tuple[int, ...] = ()
    reached: bool = False
    words: object = ""
    """What the picture says, for those who do not see it."""

    @property
    def other_at(self) -> int:
        """Where the other part begins."""
        return 1000 - self.other


def gauge(
    part: int, whole: int, *, other: int = 0, marks: tuple[int, ...] = (), reached: bool = False, words: object = ""
) -> Gauge:
    """A gauge of amounts of `whole`; each mark is such an amount too."""
    filled = permille(part, whole)
    return Gauge(
        filled=filled,
        other=min(permille(other, whole), 1000 - filled),
        marks=tuple(permille(mark, whole) for mark in marks),
        reached=reached,
        words=words,
    )
