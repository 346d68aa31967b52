"""Choosing without chance: the same words always choose the same, and a new entry changes nobody else's choice."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

Thing = TypeVar("Thing")


def number(below: int, *words: object) -> int:
    """A number from nought up to `below`, spread evenly over the words."""
    text = "kechuang population " + "/".join(map(str, words))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % below


def one_of(things: Sequence[Thing], *words: object) -> Thing:
    """One of some things."""
    return things[number(len(things), *words)]


def some_of(things: Sequence[Thing], count: int, *words: object) -> list[Thing]:
    """`count` of some things at most, each once, in an order of their own."""
    order = sorted(range(len(things)), key=lambda place: number(1 << 60, *words, place))
    return [things[place] for place in order[:count]]


def day_between(first: date, last: date, *words: object) -> date:
    """A day from `first` to `last`."""
    return first + timedelta(days=number((last - first).days + 1, *words))
