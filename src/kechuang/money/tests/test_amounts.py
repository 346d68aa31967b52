"""Money: what people type, what they see, and splitting without losing a fen."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.money.amounts import BadAmountError, MoneyFault, parse_wan, split_by_shares, wan, yuan


@pytest.mark.parametrize(
    ("text", "fen"),
    [("80", 80_000_000), ("1,234.5", 1_234_500_000), ("0.000001", 1), ("８０．５", 80_500_000), ("0", 0)],
)
def test_wan_is_read_exactly(text: str, fen: int) -> None:
    assert parse_wan(text) == fen


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", MoneyFault.EMPTY),
        ("-1", MoneyFault.NEGATIVE),
        ("1e3", MoneyFault.NOT_A_NUMBER),
        ("0.0000001", MoneyFault.TOO_PRECISE),
        ("1" + "0" * 9, MoneyFault.TOO_LARGE),
    ],
)
def test_what_is_no_amount_says_why(text: str, fault: MoneyFault) -> None:
    with pytest.raises(BadAmountError) as refused:
        parse_wan(text)
    assert refused.value.fault == fault


@given(st.integers(0, 10**15 - 1))
def test_what_is_shown_reads_back(fen: int) -> None:
    assert parse_wan(wan(fen)) == fen


def test_amounts_are_shown_with_thousands_and_decimals() -> None:
    assert wan(1_234_500_000) == "1,234.50"
    assert wan(-1) == "-0.000001"
    assert yuan(1_234_500_000) == "12,345,000.00"


@given(st.integers(0, 10**12), st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_a_split_loses_nothing(total: int, weights: list[int]) -> None:
    weights[0] += 1
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    parts = split_by_shares(total, shares)
    assert sum(parts) == total
    assert all(abs(part - total * share) < 1 for part, share in zip(parts, shares, strict=True))


def test_shares_that_are_no_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="one whole"):
        split_by_shares(100, [Fraction(1, 2)])
