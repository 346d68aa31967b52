"""A form is data: the catalogue's are sound, and a wrong file names every fault."""

import pytest

from kechuang.forms.definition import Form, form_of, read
from kechuang.forms.fields import FromList
from kechuang.forms.parts import BadFormError
from kechuang.schemes.definition import BadSchemeError, catalogue
from kechuang.schemes.definition import read as read_scheme

HEAD = (
    'schema = 1\ncode = "f"\nname = { zh = "表", en = "Form" }\n[[section]]\nid = "a"\nname = { zh = "甲", en = "A" }\n'
)


def field(ident: str, kind: str, more: str = "") -> str:
    """A field of a form's file."""
    return f'[[section.field]]\nid = "{ident}"\nkind = "{kind}"\nlabel = {{ zh = "题", en = "Q" }}\n{more}\n'


OPTION = 'option = [{ code = "yes", name = { zh = "是", en = "Yes" } }]'


def faults(text: str) -> list[tuple[str, str]]:
    """Where a file is wrong, and how."""
    with pytest.raises(BadFormError) as bad:
        read(text)
    return [(fault.place, fault.code) for fault in bad.value.faults]


def test_the_catalogue_s_form_is_sound_and_reads_back_the_same() -> None:
    form = form_of("cooperation-project")
    again = Form.model_validate_json(form.canonical)
    assert again.digest == form.digest
    assert [section.id for section in form.section] == [
        "basics", "parties", "texts", "goals", "team", "budget", "papers", "declarations",
    ]  # fmt: skip
    field = form.fields["field"]
    assert isinstance(field, FromList)
    assert len(field.option) == 12


def test_a_scheme_holds_its_form_whole() -> None:
    for scheme in catalogue().values():
        frozen = type(scheme).model_validate_json(scheme.canonical())
        form = frozen.stage[0].form
        assert form is not None
        assert form.digest == form_of("cooperation-project").digest


def test_what_is_not_toml() -> None:
    assert faults("code = ") == [("file", "toml")]


def test_unknown_keys_and_settings_of_another_kind_are_refused_with_their_place() -> None:
    assert faults(HEAD + field("x", "money", "places = 2") + field("y", "text", "colour = 1")) == [
        ("section.0.field.0.money.places", "extra_forbidden"),
        ("section.0.field.1.text.colour", "extra_forbidden"),
    ]


def test_an_unknown_kind_is_refused() -> None:
    assert faults(HEAD + field("x", "number") + field("y", "colour")) == [("section.0.field.1", "union_tag_invalid")]


def test_both_languages_are_required() -> None:
    assert faults(HEAD.replace(', en = "A"', "") + field("x", "text")) == [("section.0.name.en", "missing")]


def test_an_id_that_stands_twice() -> None:
    assert faults(HEAD + field("x", "text") + field("x", "date")) == [("a.x", "stands_twice")]


def test_a_condition_looks_back_at_a_choice_and_at_codes_that_it_has() -> None:
    ahead = field("x", "text", 'when = { field = "y", is = ["yes"] }') + field("y", "choice", OPTION)
    assert faults(HEAD + ahead) == [("a.x.when", "no_such_choice_before")]
    unknown = field("y", "choice", OPTION) + field("x", "text", 'when = { field = "y", is = ["perhaps"] }')
    assert faults(HEAD + unknown) == [("a.x.when", "unknown_code")]


def test_a_list_that_the_catalogue_does_not_have() -> None:
    assert faults(HEAD + field("x", "code", 'list = "colours"')) == [("a.x", "unknown_list")]


def test_bindings_are_known_fit_the_kind_and_have_their_columns() -> None:
    column = '[[section.field.column]]\nid = "n"\nkind = "text"\nlabel = { zh = "列", en = "C" }\n'
    text = (
        field("x", "text", 'bind = "colour"')
        + field("y", "text", 'bind = "amount_asked"')
        + field("z", "table", 'bind = "budget"')
        + column
    )
    assert faults(HEAD + text) == [
        ("a.x.bind", "unknown_binding"),
        ("a.y.bind", "not_of_this_kind"),
        ("a.z.bind", "column_missing"),
        ("a.z.bind", "column_missing"),
    ]


def test_computed_columns_are_of_like_numbers() -> None:
    def column(ident: str, kind: str, more: str = "") -> str:
        return f'[[section.field.column]]\nid = "{ident}"\nkind = "{kind}"\nlabel = {{ zh = "列", en = "C" }}\n{more}\n'

    text = field("t", "table") + column("a", "number", "places = 1") + column("b", "money") + column("c", "money")
    text += column("d", "sum", 'of = ["a", "b"]') + column("e", "product", 'of = ["b", "c"]')
    text += column("f", "sum", 'of = ["a", "gone"]')
    assert faults(HEAD + text) == [
        ("a.t.d", "money_plus_number"),
        ("a.t.e", "money_times_money"),
        ("a.t.f", "no_such_number"),
    ]


def test_a_check_points_to_numbers() -> None:
    check = '[[check]]\nkind = "equal"\nleft = "x"\nright = "t.n"\nmessage = { zh = "等", en = "Equal" }\n'
    assert faults(HEAD + field("x", "text") + check) == [("check", "no_such_number"), ("check", "no_such_number")]


SCHEME = """
schema = 1
code = "apples"
short = "AP"
name = { zh = "苹果专项", en = "Apples" }
summary = { zh = "苹果", en = "Apples" }
category = "apples"
iur = false
basis = ["自定"]
[[stage]]
id = "a"
kind = "intake"
name = { zh = "申报", en = "Application" }
"""


def test_a_scheme_may_hold_a_form_of_its_own_and_is_told_what_is_wrong_with_it() -> None:
    inline = '[stage.form]\ncode = "f"\nname = { zh = "表", en = "Form" }\n[[stage.form.section]]\nid = "a"\n'
    inline += 'name = { zh = "甲", en = "A" }\n[[stage.form.section.field]]\nid = "x"\nkind = "text"\n'
    inline += 'label = { zh = "题", en = "Q" }\n'
    scheme = read_scheme(SCHEME + inline)
    assert scheme.stage[0].form is not None
    assert list(scheme.stage[0].form.fields) == ["x"]
    with pytest.raises(BadSchemeError) as bad:
        read_scheme(SCHEME + inline + 'bind = "colour"\n')
    assert [(one.place, one.code) for one in bad.value.faults] == [("a.x.bind", "unknown_binding")]


def test_a_scheme_that_names_no_form_of_the_catalogue() -> None:
    with pytest.raises(BadSchemeError) as bad:
        read_scheme(SCHEME + 'form = "../secrets"\n')
    assert [(one.place, one.code) for one in bad.value.faults] == [("stage.0.form", "unknown_form")]
