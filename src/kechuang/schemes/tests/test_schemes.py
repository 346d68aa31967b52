"""Schemes are data: the catalogue is sound, a wrong file names every fault, a new scheme needs a file alone."""

import pytest

from kechuang.schemes.definition import BadSchemeError, catalogue, read
from kechuang.schemes.kinds import kinds

HEAD = """
schema = 1
code = "apples"
short = "PG"
name = { zh = "苹果专项", en = "Apples" }
summary = { zh = "苹果", en = "Apples" }
category = "apples"
iur = false
basis = ["自定"]
"""
INTAKE = '[[stage]]\nid = "a"\nkind = "intake"\nname = { zh = "申报", en = "Application" }\n'
SCREENING = '[[stage]]\nid = "b"\nkind = "screening"\nname = { zh = "形审", en = "Check" }\n'


def faults(text: str) -> list[tuple[str, str]]:
    """Where the file is wrong, and how."""
    with pytest.raises(BadSchemeError) as bad:
        read(text)
    return [(fault.place, fault.code) for fault in bad.value.faults]


def test_the_catalogue_is_sound_and_goes_the_main_path() -> None:
    main = ["intake", "screening", "review", "decision", "notice", "approval", "agreement", "execution", "acceptance"]
    assert set(catalogue()) == {"iur-cooperation", "joint-rd"}
    for scheme in catalogue().values():
        assert [stage.kind for stage in scheme.stage] == [*main, "archive"]
    assert set(kinds()) == {*main, "archive"}


def test_a_frozen_scheme_reads_back_with_the_same_digest() -> None:
    for scheme in catalogue().values():
        again = type(scheme).model_validate_json(scheme.canonical())
        assert again.digest == scheme.digest


def test_a_scheme_needs_a_file_alone() -> None:
    scheme = read(HEAD + INTAKE + SCREENING)
    assert [stage.id for stage in scheme.stage] == ["a", "b"]


def test_what_is_not_toml() -> None:
    assert faults("schema = ") == [("file", "toml")]


def test_a_scheme_without_a_stage_is_none() -> None:
    assert faults(HEAD) == [("stage", "missing")]


def test_every_fault_of_the_form_is_named() -> None:
    text = HEAD.replace(', en = "Apples" }', " }", 1).replace('code = "apples"', 'code = "Äpfel"') + INTAKE + "x = 1\n"
    assert faults(text) == [
        ("code", "string_pattern_mismatch"),
        ("name.en", "missing"),
        ("stage.0.x", "extra_forbidden"),
    ]


def test_a_need_that_nothing_gives_is_refused() -> None:
    assert faults(HEAD + SCREENING + INTAKE) == [("stage 1 (b)", "need_not_given")]


def test_unknown_kinds_parameters_and_ids_that_stand_twice() -> None:
    text = HEAD + INTAKE + SCREENING + "parameters = { correction_days = 0, colour = 1 }\n"
    text += SCREENING.replace('"screening"', '"magic"')
    assert faults(text) == [
        ("stage 2 (b)", "stands_twice"),
        ("stage 2 (b) parameters.correction_days", "greater_than_equal"),
        ("stage 2 (b) parameters.colour", "extra_forbidden"),
        ("stage 3 (b)", "stands_twice"),
        ("stage 3 (b)", "unknown_kind"),
    ]


def test_a_condition_rests_on_a_number_that_every_case_has_by_then() -> None:
    late = INTAKE + SCREENING + 'when = { value = "amount_asked", at_least = 5000000 }\n'
    assert read(HEAD + late).stage[1].when is not None
    assert b"when" not in read(HEAD + INTAKE + SCREENING).canonical()
    assert faults(HEAD + INTAKE + 'when = { value = "amount_asked", below = 1 }\n')[0] == (
        "stage 1 (a) when.value",
        "no_number_before",
    )
    assert faults(HEAD + INTAKE + SCREENING + 'when = { value = "application", below = 1 }\n') == [
        ("stage 2 (b) when.value", "no_number_before")
    ]
    assert faults(HEAD + INTAKE + SCREENING + 'when = { value = "amount_asked" }\n') == [("stage.1.when", "no_bound")]
    review = '[[stage]]\nid = "c"\nkind = "review"\nname = { zh = "评审", en = "Review" }\n'
    assert ("stage 3 (c)", "need_may_be_skipped") in faults(HEAD + late + review)
