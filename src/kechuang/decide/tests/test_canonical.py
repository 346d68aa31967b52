"""Canonical JSON against the examples of RFC 8785 and against Python's own reader."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.decide.canonical import canonical, digest

PLAIN = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


def test_keys_are_ordered_by_utf_16_as_in_rfc_8785_3_2_3() -> None:
    given_keys = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    order = list(json.loads(canonical(given_keys)))
    assert order == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_text_is_escaped_as_in_rfc_8785_3_2_2_2() -> None:
    assert canonical('\u20ac$\u000f\nA\'B"\\\\"/') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()


def test_a_golden_vector() -> None:
    value = {"名": "科创", "n": [1, -2, True, None], "a": {}}
    assert canonical(value) == '{"a":{},"n":[1,-2,true,null],"名":"科创"}'.encode()
    assert digest(value) == "21efa79d298729d98df1bcdffe62523139e4d986b0a654dc75e941e77fb31498"


@given(VALUES)
def test_what_is_written_reads_back_and_is_written_the_same(value: Any) -> None:
    again = json.loads(canonical(value))
    assert again == value
    assert canonical(again) == canonical(value)


@pytest.mark.parametrize(
    ("value", "refusal"), [(1.0, TypeError), ({1: 2}, TypeError), (2**53, ValueError), (b"", TypeError)]
)
def test_what_has_no_single_form_is_refused(value: Any, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        canonical(value)
