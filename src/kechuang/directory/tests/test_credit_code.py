"""GB 32100-2015."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.directory.credit_code import (
    ALPHABET,
    CreditCodeFault,
    check_character,
    fault_of,
    normalised,
    subject_check_character,
)

REAL = ["91110000802100433B", "9144030071526726XG", "91330100799655058B", "914403001922038216"]


@pytest.mark.parametrize("code", REAL)
def test_real_codes_pass(code: str) -> None:
    assert fault_of(code) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", CreditCodeFault.LENGTH),
        ("91110000802100433", CreditCodeFault.LENGTH),
        ("91110000802100433BB", CreditCodeFault.LENGTH),
        ("9111000080210043OB", CreditCodeFault.CHARACTER),
        ("91110000802100433b", CreditCodeFault.CHARACTER),
        ("91110000802100433C", CreditCodeFault.CHECK),
        ("91110000802100430B", CreditCodeFault.CHECK),
    ],
)
def test_each_fault_is_named(code: str, fault: CreditCodeFault) -> None:
    assert fault_of(code) is fault


def test_a_wrong_inner_check_is_named_apart_since_it_only_warns() -> None:
    body = "91110000802100432"  # the subject's own check should be 3
    assert fault_of(body + check_character(body)) is CreditCodeFault.SUBJECT_CHECK


def test_what_people_paste_is_understood() -> None:
    assert normalised(" ９１１１００００ 802100433b\n") == "91110000802100433B"


@given(st.integers(0, 10**8 - 1), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_mistyped_character_never_passes(serial: int, place: int, other: str) -> None:
    subject = f"{serial:08d}"
    body = "91" + "990100" + subject + subject_check_character(subject)
    code = body + check_character(body)
    assert fault_of(code) is None
    mistyped = code[:place] + other + code[place + 1 :]
    assert mistyped == code or fault_of(mistyped) is CreditCodeFault.CHECK
