"""Shares for people: no rounding up."""

from fractions import Fraction

import pytest

from kechuang.money.shares import percent, permille


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(7, 10), "70"),
        (Fraction(6_999_999_999, 10_000_000_000), "69.99"),
        (Fraction(2, 3), "66.66"),
        (Fraction(1, 8), "12.5"),
        (Fraction(0), "0"),
        (Fraction(25, 2), "1,250"),
        (Fraction(-1, 3), "-33.33"),
    ],
)
def test_a_share_is_cut_off(share: Fraction, shown: str) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("part", "whole", "length"), [(1, 3, 333), (0, 5, 0), (9, 5, 1000), (-1, 5, 0), (1, 0, 0), (5, 5, 1000)]
)
def test_a_bar_stays_in_its_frame(part: int, whole: int, length: int) -> None:
    assert permille(part, whole) == length
