"""Records: the golden files of the format, and every way of altering one."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kechuang.decide import assignment, portfolio, scores
from kechuang.decide.record import Record, closed, commitment, opening, seal, text_of
from kechuang.decide.verify import verify

GOLDEN = Path(__file__).parent / "golden"
AT = datetime(2026, 5, 6, 1, 30, tzinfo=UTC)
SALT = bytes(range(32))


def sample_assignment() -> assignment.Problem:
    """Two cases, three experts, one of whom is refused to one case."""
    cases = (assignment.Seats("case-a", 2), assignment.Seats("case-b", 1))
    experts = (
        assignment.Reader("expert-x", 1, "u1"),
        assignment.Reader("expert-y", 2, "u2"),
        assignment.Reader("expert-z", 1, "u2"),
    )
    pairs = (
        ("case-a", "expert-x", 7),
        ("case-a", "expert-y", 5),
        ("case-b", "expert-x", 6),
        ("case-b", "expert-y", 4),
        ("case-b", "expert-z", 3),
    )
    return assignment.Problem(cases, experts, pairs, (("case-a", "expert-z", "same_unit"),), 1)


def sample_scores() -> scores.Problem:
    """One case with five opinions, one with two."""
    five = tuple(
        (f"expert-{letter}", points) for letter, points in zip("uvwxy", (8100, 0, 8300, 10_000, 8000), strict=True)
    )
    return scores.Problem((("case-a", five), ("case-b", (("expert-x", 7000), ("expert-y", 7100)))), scores.Rule())


def sample_portfolio() -> portfolio.Problem:
    """Three proposals, money for two."""
    return portfolio.Problem(
        (
            portfolio.Proposal("case-a", 9000, 7_000_000, True),
            portfolio.Proposal("case-b", 8000, 3_000_000, False),
            portfolio.Proposal("case-c", 7000, 1_000_000, False),
        ),
        10_000_000,
        Fraction(7, 10),
        reserve=1,
    )


SAMPLES: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "assignment": (sample_assignment, assignment.solve),
    "scores": (sample_scores, scores.solve),
    "portfolio": (sample_portfolio, portfolio.solve),
}
KINDS = sorted(SAMPLES)


def sealed_sample(kind: str) -> Record:
    """The sample of a kind, sealed."""
    make, solve = SAMPLES[kind]
    problem = make()
    return seal(
        kind=kind,
        subject="review-round/r1",
        problem=problem,
        solution=solve(problem),
        parameters={"experts": 2},
        facts={"pool": 4, "not_off_site": 1},
        at=AT,
        salt=SALT,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_format_is_the_golden_one(kind: str) -> None:
    record = sealed_sample(kind)
    golden = json.loads((GOLDEN / f"{kind}.sealed.json").read_text())
    made = json.loads(record.sealed)
    for ours in (made, golden):
        del ours["engine"], ours["digest"]  # the engine's version moves on
    assert made == golden


@pytest.mark.parametrize("kind", KINDS)
def test_a_golden_record_still_verifies(kind: str) -> None:
    sealed = (GOLDEN / f"{kind}.sealed.json").read_text()
    public = (GOLDEN / f"{kind}.public.json").read_text()
    seen = verify(sealed)
    assert (seen.fault, seen.form, seen.held[-1], seen.left) == (None, "sealed", "solved_again", ())
    alone = verify(public)
    assert (alone.fault, alone.form, alone.left) == (None, "public", ("sealed_form",))
    assert verify(public, sealed=sealed).held[-1] == "sealed_form"


def test_an_assignment_s_certificate_is_checked_in_both_forms() -> None:
    record = sealed_sample("assignment")
    wanted = ("digest", "part_digests", "feasible", "figures", "certificate", "solved_again")
    assert verify(record.sealed).held == wanted
    assert verify(record.public).held == ("digest", "counts", "certificate")


@pytest.mark.parametrize("kind", KINDS)
def test_the_public_form_names_no_expert_and_no_case(kind: str) -> None:
    record = sealed_sample(kind)
    assert "expert-" in record.sealed or kind == "portfolio"
    for hidden in ("expert-", "case-", SALT.hex()):
        assert hidden not in record.public


def test_an_opening_shows_one_line_and_no_other() -> None:
    record = sealed_sample("assignment")
    mine, opener = opening(record.sealed, "case", "case-a")
    assert commitment("case", "case-a", opener) == mine
    assert mine in [line[0] for line in json.loads(record.public)["cases"]]
    assert commitment("case", "case-b", opener) not in record.public


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["sealed", "public"])
def test_no_byte_can_be_changed(kind: str, form: str) -> None:
    text: str = getattr(sealed_sample(kind), form)
    for place in range(0, len(text), 7):
        other = "0" if text[place] != "0" else "1"
        assert not verify(text[:place] + other + text[place + 1 :]).sound, place


def forged(record: str, change: Callable[[dict[str, Any]], None]) -> str:
    """The record altered by somebody who knows how to make its digests right again."""
    from kechuang.decide.canonical import digest  # noqa: PLC0415

    body = json.loads(record)
    change(body)
    del body["digest"]
    if "digests" in body:
        body["digests"] = {name: digest(body[name]) for name in body["digests"]}
    return text_of(closed(body))


def swap(body: dict[str, Any]) -> None:
    """Give each of two cases the other's expert."""
    body["solution"]["pairs"] = [["case-a", "expert-x", 7], ["case-a", "expert-z", 3], ["case-b", "expert-y", 4]]


def cheaper_prices(body: dict[str, Any]) -> None:
    """A certificate that proves nothing."""
    body["solution"]["prices"] = [0, 0, 0]


def worse(body: dict[str, Any]) -> None:
    """An allowed assignment that is not the best, with figures that fit it."""
    body["solution"].update(
        pairs=[["case-a", "expert-y", 5], ["case-b", "expert-x", 6]],
        total=11,
        worst=["case-a", 5],
        unfilled=[["case-a", 1, "no_candidates", []]],
    )


@pytest.mark.parametrize(
    ("kind", "form", "change", "code"),
    [
        ("assignment", "sealed", swap, "pair_not_allowed"),
        ("assignment", "sealed", cheaper_prices, "certificate"),
        ("assignment", "sealed", worse, "certificate"),
        ("assignment", "sealed", lambda body: body["solution"].update(total=99), "total"),
        ("assignment", "sealed", lambda body: body["solution"]["unfilled"].append(["case-b", 1, "x", []]), "unfilled"),
        ("assignment", "sealed", lambda body: body["solution"]["pairs"].pop(), "total"),
        ("assignment", "public", lambda body: body["certificate"].update(bound=1), "certificate"),
        ("assignment", "public", lambda body: body["counts"].update(filled=1), "counts"),
        ("assignment", "public", lambda body: body["cases"].pop(), "counts"),
        ("scores", "sealed", lambda body: body["solution"]["scores"][0].__setitem__(4, 9900), "solution"),
        ("scores", "sealed", lambda body: body["problem"].update(minimum_valid=2), "solution"),
        ("scores", "public", lambda body: body["counts"].update(opinions=8), "counts"),
        ("portfolio", "sealed", lambda body: body["problem"].update(budget=11_000_000), "solution"),
        ("portfolio", "sealed", lambda body: body["solution"]["lines"][2].__setitem__(2, "funded"), "solution"),
        ("portfolio", "public", lambda body: body["money"].update(budget=9_000_000), "budget"),
        ("portfolio", "public", lambda body: body["money"].update(share="8/10"), "share"),
        ("portfolio", "public", lambda body: body["money"].update(total=1), "total"),
        ("portfolio", "sealed", lambda body: body.update(problem=[]), "malformed"),
    ],
)
def test_a_forgery_is_refused_with_its_reason(
    kind: str, form: str, change: Callable[[dict[str, Any]], None], code: str
) -> None:
    seen = verify(forged(getattr(sealed_sample(kind), form), change))
    assert seen.fault is not None
    assert seen.fault[0] == code


def test_a_digest_that_was_not_made_right_is_found_first() -> None:
    body = json.loads(sealed_sample("portfolio").sealed)
    body["problem"]["budget"] += 1
    assert (verify(text_of(body)).fault or ("",))[0] == "digest"
    assert (verify(text_of(closed({name: part for name, part in body.items() if name != "digest"}))).fault) == (
        "part_digest",
        "problem",
    )


def test_the_wrong_sealed_form_is_found() -> None:
    record, other = sealed_sample("assignment"), sealed_sample("scores")
    assert (verify(record.public, sealed=other.sealed).fault or ("",))[0] == "sealed_form"
    assert (verify(record.public, sealed=record.public).fault or ("",))[0] == "sealed_form"


def test_what_another_algorithm_made_is_judged_by_its_certificate() -> None:
    text = forged(sealed_sample("assignment").sealed, lambda body: body.update(algorithm="assignment.auction/1"))
    seen = verify(text)
    assert (seen.sound, seen.held[-1], seen.left) == (True, "certificate", ("solved_again",))
    text = forged(sealed_sample("scores").sealed, lambda body: body.update(algorithm="scores.other/1"))
    assert (verify(text).fault or ("",))[0] == "unknown_algorithm"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_record"),
        ("[]", "not_a_record"),
        ("{}", "not_a_record"),
        ("[" * 100_000, "not_a_record"),
        ('{"format":"kechuang.decision-record","version":9}', "unknown_version"),
        ('{"format":"kechuang.decision-record","version":1,"form":"sealed","kind":"raffle"}', "unknown_kind"),
        ('{"format":"kechuang.decision-record","version":1,"form":"sealed","kind":"scores","x":1.5}', "not_a_record"),
        ('{"form":"sealed","format":"kechuang.decision-record","kind":"scores", "version":1}', "not_canonical"),
    ],
)
def test_what_is_no_record_is_refused(text: str, code: str) -> None:
    assert (verify(text).fault or ("",))[0] == code


def test_the_salt_has_its_length() -> None:
    problem = sample_scores()
    with pytest.raises(ValueError, match="32 bytes"):
        seal(
            kind="scores",
            subject="s",
            problem=problem,
            solution=scores.solve(problem),
            parameters={},
            facts={},
            at=AT,
            salt=b"short",
        )
