"""The unified social credit code (统一社会信用代码) of GB 32100-2015.

Eighteen characters: registering authority 1, kind 1, region 6, subject 9 (an organisation code of GB 11714 with a
check character of its own), check 1. Domain rules §7 holds the algorithm, verified against real codes.
"""

import unicodedata
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
OUTER_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class CreditCodeFault(StrEnum):
    """What is wrong with a code. The first three refuse it; the last only warns, since old codes have exceptions."""

    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"
    SUBJECT_CHECK = "subject_check"


def check_character(first_seventeen: str) -> str:
    """The 18th character for the first 17.

    Raises ValueError where a character is outside the alphabet (no I, O, S, V, Z).
    """
    total = sum(
        weight * ALPHABET.index(character) for weight, character in zip(OUTER_WEIGHTS, first_seventeen, strict=True)
    )
    return ALPHABET[-total % 31]


def subject_check_character(first_eight: str) -> str:
    """The ninth character of an organisation code (GB 11714) for its first eight, digits and letters."""
    total = sum(weight * int(character, 36) for weight, character in zip(INNER_WEIGHTS, first_eight, strict=True))
    return "0123456789X"[-total % 11]


def fault_of(code: str) -> CreditCodeFault | None:
    """The first fault of `code`, or None. Expects capitals without spaces: see `normalised`."""
    if len(code) != LENGTH:
        return CreditCodeFault.LENGTH
    if any(character not in ALPHABET for character in code):
        return CreditCodeFault.CHARACTER
    if check_character(code[:17]) != code[17]:
        return CreditCodeFault.CHECK
    if subject_check_character(code[8:16]) != code[16]:
        return CreditCodeFault.SUBJECT_CHECK
    return None


def normalised(text: str) -> str:
    """What a person typed or pasted, as a code: no blanks, capitals, full-width characters made half-width."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
