"""The catalogue's plan: the source's own sentences, its numbers, and what can be wrong with a file."""

import hashlib
import re
from fractions import Fraction

import pytest

from kechuang.measures.registry import measures
from kechuang.plan.definition import BadPlanError, Commitment, catalogue, read

FORM = catalogue()["work-points"]
SMALL = """
schema = 1
code = "small"
year = 2026
title = { zh = "计划", en = "Plan" }
source = { name = { zh = "源", en = "Source" }, year = 2011, note = { zh = "注", en = "Note" } }
[[objective]]
id = "one"
name = { zh = "一", en = "One" }
sentence = [{ id = "S01", zh = "建十个。", en = "Build ten." }]
[[target]]
id = "K01"
sentences = ["S01"]
name = { zh = "十个", en = "Ten" }
verb = { zh = "建", en = "build" }
commitment = "build"
division = { zh = "处", en = "Division" }
due = 2026-12-31
promise = [{ what = { zh = "个", en = "things" }, number = "10", quarters = [1, 2, 3, 10] }]
"""


def test_the_sentences_are_the_source_s_own() -> None:
    """The source's text without punctuation, digested: 2011 work points, sentences S01 to S55 with their headings."""
    parts = {part.id: part.name.zh for part in FORM.part}
    words = []
    for objective in FORM.objective:
        heading = parts.pop(objective.part or "", "")
        words += [heading, *(sentence.zh for sentence in objective.sentence)]
    text = re.sub(r"[\W_]", "", "".join(words))
    found = hashlib.sha256(text.encode()).hexdigest()
    assert found == "dc0cbefd3ff8056ab77c5eb460bf9c7fc4d9f560448d544d31ebf4b7121159f3"
    assert list(FORM.sentences) == [f"S{number:02d}" for number in range(1, 56)]


def test_every_number_of_the_source_is_a_promise() -> None:
    promised = {
        target.id: [promise.number for promise in target.promise] for target in FORM.target if target.promise[0].number
    }
    assert promised == {
        "K01": ["7/10"],
        "K02": ["100"],
        "K04": ["100"],
        "K09": ["10"],
        "K10": ["20"],
        "K11": ["20"],
        "K13": ["1"],
        "K14": ["2"],
        "K15": ["1"],
        "K16": ["1"],
        "K17": ["1"],
        "K18": ["1", "1"],
        "K19": ["1", "1"],
        "K20": ["2", "2", "2"],
        "K21": ["1", "1"],
        "K22": ["1"],
    }
    assert [target.id for target in FORM.target] == [f"K{number:02d}" for number in range(1, 23)]


def test_a_verb_is_the_source_s_and_striving_is_marked() -> None:
    striving = [target.id for target in FORM.target if target.commitment is Commitment.STRIVE]
    assert striving == ["K13", "K14", "K16"]
    for target in FORM.target:
        text = "".join(FORM.sentences[one].zh for one in target.sentences)
        for verb in re.split(r"、|……", target.verb.zh):
            assert verb in text or verb == "召开", (target.id, verb)


def test_a_measure_that_is_named_is_there() -> None:
    named = {promise.measure for target in FORM.target for promise in target.promise if promise.measure}
    named |= {code for target in FORM.target for promise in target.promise for code in promise.also}
    assert named <= set(measures())
    assert len(named) == 7


def test_a_small_plan_is_read() -> None:
    form = read(SMALL)
    assert form.target[0].promise[0].promised == Fraction(10)
    assert read(SMALL + "\n# a remark\n").digest == form.digest


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sentences = ["S01"]', 'sentences = ["S02"]', "named but not described: S02"),
        ("[1, 2, 3, 10]", "[1, 2, 3, 9]", "quarters"),
        ("[1, 2, 3, 10]", "[3, 2, 5, 10]", "quarters"),
        ("[1, 2, 3, 10]", "[5, 10]", "quarters"),
        ('number = "10"', 'number = "-10"', "number"),
        ('number = "10"', 'number = "1/0"', "number"),
        ('commitment = "build"', 'commitment = "hope"', "commitment"),
        (', en = "Ten" }', " }", "target.0.name.en"),
        ('code = "small"', 'code = "small"\nmood = "good"', "mood"),
        ("schema = 1", "schema = 2", "schema"),
        ("[[objective]]", "[[objective", "file"),
    ],
)
def test_a_file_that_cannot_be_meant_is_told_where(old: str, new: str, said: str) -> None:
    with pytest.raises(BadPlanError, match=re.escape(said)):
        read(SMALL.replace(old, new, 1))
