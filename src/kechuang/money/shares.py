"""Shares as people read them: cut off, never rounded up, so that 69.99 % does not look like 70 %."""

from fractions import Fraction

PLACES = 2


def percent(share: Fraction, places: int = PLACES) -> str:
    """A share in per cent without the sign: as many decimals as it has, `places` at most, the rest cut off."""
    scale = 10**places
    whole, part = divmod(abs(share.numerator) * 100 * scale // share.denominator, scale)
    shown = f"{part:0{places}d}".rstrip("0")
    return f"{'-' if share < 0 else ''}{whole:,}{'.' if shown else ''}{shown}"


def permille(part: int, whole: int) -> int:
    """How many thousandths of `whole` a part is, between 0 and 1000: the length of a bar."""
    return max(0, min(1000, part * 1000 // whole)) if whole > 0 else 0
