"""Amounts: whole fen, read and shown as 元 or 万元."""

import re
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

FEN_PER_WAN = 1_000_000
FEN_PER_YUAN = 100
PLACES_OF_WAN = 6
LARGEST = 10**15
"""Ten trillion yuan in fen: more is a slip of the keyboard."""
NUMBER = re.compile(r"^(\d+)(?:\.(\d+))?$", re.ASCII)


class MoneyFault(StrEnum):
    """Why a text is no amount."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    TOO_PRECISE = "too_precise"
    TOO_LARGE = "too_large"


class BadAmountError(ValueError):
    """A text that is no amount of money."""

    def __init__(self, fault: MoneyFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def parse_wan(text: str) -> int:
    """The fen that a number of 万元 says, exactly; grouping commas and full-width digits are understood.

    Raises BadAmountError.
    """
    plain = text.strip().translate(str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")).replace(",", "")
    if not plain:
        raise BadAmountError(MoneyFault.EMPTY)
    if plain.startswith("-"):
        raise BadAmountError(MoneyFault.NEGATIVE)
    match = NUMBER.match(plain)
    if match is None:
        raise BadAmountError(MoneyFault.NOT_A_NUMBER)
    whole, part = match.group(1), (match.group(2) or "").rstrip("0")
    if len(part) > PLACES_OF_WAN:
        raise BadAmountError(MoneyFault.TOO_PRECISE)
    fen = int(whole) * FEN_PER_WAN + int(part.ljust(PLACES_OF_WAN, "0"))
    if fen >= LARGEST:
        raise BadAmountError(MoneyFault.TOO_LARGE)
    return fen


def wan(fen: int) -> str:
    """An amount in 万元, exact, thousands separated, two decimals at least: 1,234.50."""
    whole, part = divmod(abs(fen), FEN_PER_WAN)
    places = f"{part:06d}".rstrip("0").ljust(2, "0")
    return f"{'-' if fen < 0 else ''}{whole:,}.{places}"


def yuan(fen: int) -> str:
    """An amount in 元, exact, thousands separated: 12,345,000.00."""
    whole, part = divmod(abs(fen), FEN_PER_YUAN)
    return f"{'-' if fen < 0 else ''}{whole:,}.{part:02d}"


def split_by_shares(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Split `total` fen by shares that make one whole: the largest remainders get the fen left over, earlier first.

    Raises ValueError where the shares are negative or do not make one whole.
    """
    if any(share < 0 for share in shares) or sum(shares) != 1:
        raise ValueError("shares are not negative and make one whole")
    exact = [total * share for share in shares]
    parts = [amount.numerator // amount.denominator for amount in exact]
    order = sorted(range(len(shares)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts
