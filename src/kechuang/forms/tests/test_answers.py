"""Answers: what is typed becomes what is kept; what is wrong is named with its remedy; nothing is lost or invented."""

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.decide.canonical import canonical
from kechuang.forms.answers import BadAnswersError, SectionState, check, digest_of, tidied
from kechuang.forms.definition import Form, read
from kechuang.forms.tests.conftest import COMPLETE, FORM, KNOWN
from kechuang.forms.written import in_words
from kechuang.money.amounts import wan


def found(form: Form, **changed: Any) -> list[tuple[str, str]]:
    """Where the complete answers, so changed, have problems."""
    result = check(form, tidied(form, COMPLETE | changed), KNOWN)
    return [(problem.place, problem.code) for problem in result.problems]


def test_what_is_kept_is_whole_numbers_codes_and_texts(form: Form) -> None:
    result = check(form, tidied(form, COMPLETE | {"share": "12.50", "start": "2026年3月1日", "end": "2026/4/1"}), KNOWN)
    assert result.problems == ()
    assert result.answers == {
        "title": "轴承淬火",
        "asked": 80_500_000,
        "share": 125,
        "start": "2026-03-01",
        "end": "2026-04-01",
        "area": "new-materials",
        "text": "把轴承做好。",
        "budget": [
            {"row": "kit", "public": 80_000_000, "own_money": 1_000_000, "both": 81_000_000},
            {"row": "work", "public": 500_000, "own_money": None, "both": 500_000},
        ],
        "things": [{"name": "磨床", "count": 15, "price": 3_000_000, "cost": 4_500_000}],
        "ethics": "no",
        "true": "yes",
    }
    assert result.totals == {
        "budget": {"public": 80_500_000, "own_money": 1_000_000, "both": 81_500_000},
        "things": {"count": 15, "cost": 4_500_000},
    }
    assert set(result.sections.values()) == {SectionState.COMPLETE}


def test_what_is_bound_comes_out_under_the_names_of_the_typed_tables(form: Form) -> None:
    bound = check(form, COMPLETE, KNOWN).bound
    assert bound["title"] == "轴承淬火"
    assert bound["amount_asked"] == 80_500_000
    assert bound["budget"][0] == {"row": "kit", "public_money": 80_000_000, "own_money": 1_000_000, "both": 81_000_000}


def test_a_declaration_reads_as_words(form: Form) -> None:
    declaration = next(one for section in form.section for one in section.field if one.id == "true")
    assert in_words(declaration, "yes") == "已声明"


def test_a_product_of_fen_is_rounded_to_the_nearest_fen(form: Form) -> None:
    rows = [{"name": "钉", "count": "0.1", "price": "0.000015"}, {"name": "钉", "count": "0.1", "price": "0.000014"}]
    assert [row["cost"] for row in check(form, COMPLETE | {"things": rows}).answers["things"]] == [2, 1]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"title": ""}, [("title", "missing")]),
        ({"title": "甲"}, [("title", "too_short")]),
        ({"title": "一二三四五六七八九十一"}, [("title", "too_long")]),
        ({"tel": "call me"}, [("tel", "not_a_telephone")]),
        ({"tel": "０２４－２２３３４４５５"}, []),
        ({"mail": "a@b"}, [("mail", "not_an_email")]),
        ({"asked": "-1"}, [("asked", "too_small")]),
        ({"asked": "0.5"}, [("asked", "too_small")]),
        ({"asked": "80万"}, [("asked", "not_an_amount")]),
        ({"asked": "80.0000001"}, [("asked", "too_precise")]),
        ({"asked": "81"}, [("budget", "check")]),
        ({"share": "12.55"}, [("share", "too_precise")]),
        ({"share": "101"}, [("share", "too_large")]),
        ({"share": "-1"}, [("share", "too_small")]),
        ({"share": "1e3"}, [("share", "not_a_number")]),
        ({"start": "2026-02-30"}, [("start", "not_a_date")]),
        ({"start": "2025-12-31"}, [("start", "too_early")]),
        ({"start": "2026-05-01", "end": "2026-05-01"}, [("end", "not_after")]),
        ({"area": "colours"}, [("area", "not_a_choice")]),
        ({"area": "新材料"}, []),
        ({"modes": ["joint", "own"]}, []),
        ({"modes": ["joint", "both"]}, [("modes", "not_a_choice")]),
        ({"lead": "李明"}, []),
        ({"lead": "王某"}, [("lead", "person_not_known")]),
        ({"body": "某大学"}, []),
        ({"body": "没有的大学"}, [("body", "not_known")]),
        ({"body": "同名"}, [("body", "ambiguous")]),
        ({"text": "一 二　三\n四"}, [("text", "too_short")]),
        ({"things": []}, [("things", "too_few_rows")]),
        ({"things": [{"count": "1"}]}, [("things.0.name", "missing")]),
        ({"things": [{}, {"name": "甲"}, {"name": "乙", "price": "x"}]}, [("things.2.price", "not_an_amount")]),
        ({"things": [{"name": "甲"}] * 4}, [("things", "too_many_rows")]),
        ({"ethics": "yes"}, [("permit", "no_file")]),
        ({"true": ""}, [("true", "not_ticked")]),
    ],
)
def test_every_wrong_answer_is_named(form: Form, changed: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(form, **changed) == expected


def test_a_problem_names_the_field_and_the_remedy_in_both_languages(form: Form) -> None:
    rows = [{"name": "甲"}, {"name": "乙", "price": "-3"}]
    problems = check(form, COMPLETE | {"asked": "90", "things": rows}).problems
    with translation.override("zh-hans"):
        assert [str(problem) for problem in problems] == [
            "单价（第2行）：不能小于0.00。",
            "预算：预算应等于申请经费（80.50 ≠ 90.00）",
        ]
    with translation.override("en"):
        assert [str(problem) for problem in problems] == [
            "Price, row 2: Enter at least 0.00.",
            "Budget: The budget must be what is asked (80.50 ≠ 90.00)",
        ]


def test_what_is_not_asked_is_not_kept_and_not_missing(form: Form) -> None:
    result = check(form, COMPLETE | {"permit": [{"id": "f1", "name": "a.pdf"}]})
    assert "permit" not in result.answers
    assert "permit" not in result.asked
    assert result.complete


def test_files_are_counted_and_are_no_part_of_a_draft(form: Form) -> None:
    files = {"permit": [{"id": "f1", "name": "a.pdf"}, {"id": "f2", "name": "b.pdf"}]}
    assert tidied(form, files) == {}
    assert [problem.code for problem in check(form, COMPLETE | {"ethics": "yes"} | files).problems] == [
        "too_many_files"
    ]


def test_sections_say_how_far_they_are(form: Form) -> None:
    result = check(form, {"title": "甲", "text": ""})
    assert result.sections == {
        "basics": SectionState.WRONG,
        "people": SectionState.OPEN,
        "money": SectionState.OPEN,
        "papers": SectionState.OPEN,
    }


def test_fixed_rows_come_in_their_order_whatever_order_they_were_typed_in(form: Form) -> None:
    rows = [{"row": "work", "public": "0.5"}, {"row": "other", "public": "9"}, {"row": "kit", "public": "80"}]
    kept = check(form, COMPLETE | {"budget": rows}).answers["budget"]
    assert [(row["row"], row["public"]) for row in kept] == [("kit", 80_000_000), ("work", 500_000)]


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ([], ""),
        ({"colour": "red"}, "colour"),
        ({"title": ["a"]}, "title"),
        ({"title": "x" * 200_001}, "title"),
        ({"things": {"0": {}}}, "things"),
        ({"things": [{}] * 7}, "things"),
        ({"things": [{"colour": "red"}]}, "things.0.colour"),
        ({"lead": {"id": "x", "path": "/etc"}}, "lead"),
        ({"asked": 1.5}, "asked"),
        ({"asked": 2**60}, "asked"),
    ],
)
def test_what_is_not_shaped_like_answers_is_refused_with_its_place(form: Form, given: Any, place: str) -> None:
    with pytest.raises(BadAnswersError) as bad:
        tidied(form, given)
    assert bad.value.place == place


def test_no_half_character_and_no_nought_byte_is_kept(form: Form) -> None:
    assert tidied(form, {"title": "甲\x00乙\ud800"}) == {"title": "甲乙\ufffd"}


TRIAL = read(FORM)
typed = (
    st.text(max_size=20)
    | st.integers(-(2**60), 2**60)
    | st.sampled_from(["80", "１２.5", "2026-03-01", "yes", "new-energy"])
)
rows = st.lists(
    st.dictionaries(st.sampled_from(["row", "name", "count", "price", "public", "own_money", "both"]), typed),
    max_size=4,
)
anything = st.recursive(
    st.none() | st.booleans() | typed,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
sheets = st.dictionaries(st.sampled_from([*TRIAL.fields]), typed | rows | anything)


@settings(max_examples=200, deadline=None)
@given(sheets)
def test_whatever_is_typed_is_refused_as_a_whole_or_checked(given_answers: dict[str, Any]) -> None:
    try:
        tidy = tidied(TRIAL, given_answers)
    except BadAnswersError:
        return
    assert tidied(TRIAL, tidy) == tidy
    result = check(TRIAL, tidy, KNOWN)
    canonical(result.answers)
    assert [str(problem) for problem in result.problems]
    again = check(TRIAL, result.answers, KNOWN)
    assert again.answers == result.answers
    assert digest_of(TRIAL, again.answers) == digest_of(TRIAL, result.answers)
    for table, totals in result.totals.items():
        for column, total in totals.items():
            assert total == sum(row[column] or 0 for row in result.answers[table])


@given(st.integers(1_000_000, 100_000_000))
def test_an_amount_is_kept_to_the_fen(fen: int) -> None:
    assert check(TRIAL, {"asked": wan(fen)}).answers["asked"] == fen
