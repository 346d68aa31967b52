"""Verifying a decision record: digests, what is allowed, the certificate, and solving again; or the first difference.

Needs nothing but the text. What could not be looked at is said too, so that nobody takes silence for proof.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kechuang.decide.canonical import canonical, digest
from kechuang.decide.record import FORMAT, PARTS, PUBLIC, SEALED, VERSION, published
from kechuang.decide.record_kinds import KINDS, Fault, Kind


@dataclass(frozen=True, slots=True)
class Verified:
    """What was seen: the record's form, kind and digest, the checks that held, what was left, the first fault."""

    form: str = ""
    kind: str = ""
    digest: str = ""
    held: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    fault: Fault | None = None

    @property
    def sound(self) -> bool:
        """Whether everything that was looked at held."""
        return self.fault is None


def verify(text: str, *, sealed: str | None = None) -> Verified:
    """Verify a record. With `sealed` a public form is also held against the sealed form that it names."""
    try:
        record = json.loads(text)
        fault = form_fault(record, text)
    except (ValueError, TypeError, RecursionError) as bad:
        return Verified(fault=("not_a_record", str(bad)))
    if fault is not None:
        return Verified(fault=fault)
    kind = KINDS[record["kind"]]
    held: Sequence[str]
    left: Sequence[str]
    try:
        held, left, fault = (
            sealed_checks(record, kind) if record["form"] == SEALED else public_checks(record, kind, sealed)
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ZeroDivisionError) as bad:
        held, left, fault = ("digest",), (), ("malformed", f"{type(bad).__name__}: {bad}")
    return Verified(record["form"], kind.code, record["digest"], tuple(held), tuple(left), fault)


def form_fault(record: Any, text: str) -> Fault | None:
    """What is wrong with a record as a text. Raises TypeError or ValueError where it has no canonical form."""
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        return "not_a_record", "format"
    if record.get("version") != VERSION:
        return "unknown_version", str(record.get("version"))
    if record.get("form") not in {SEALED, PUBLIC} or record.get("kind") not in KINDS:
        return "unknown_kind", f"{record.get('form')} {record.get('kind')}"
    if canonical(record) != text.removesuffix("\n").encode():
        return "not_canonical", first_difference(canonical(record).decode(), text)
    said = record.get("digest")
    found = digest({name: part for name, part in record.items() if name != "digest"})
    return None if said == found else ("digest", f"{said} ≠ {found}")


def sealed_checks(record: Mapping[str, Any], kind: Kind) -> tuple[list[str], list[str], Fault | None]:
    """Everything that a sealed record lets one check."""
    held = ["digest"]
    for name in PARTS:
        if record["digests"][name] != digest(record[name]):
            return held, [], ("part_digest", name)
    held.append("part_digests")
    problem = kind.read(record["problem"])
    if problem.form() != record["problem"]:
        return held, [], ("malformed", "problem")
    more, fault = kind.judge(problem, record["solution"])
    held += more
    if fault is not None:
        return held, [], fault
    if record["algorithm"] != kind.algorithm:
        return held, ["solved_again"], None if more else ("unknown_algorithm", record["algorithm"])
    place = difference(record["solution"], kind.solve(problem).form())
    if place is not None:
        return held, [], ("solution", place)
    return [*held, "solved_again"], [], None


def public_checks(
    record: Mapping[str, Any], kind: Kind, sealed: str | None
) -> tuple[list[str], list[str], Fault | None]:
    """What a public record lets one check: its own sums, and the sealed form where that is at hand."""
    more, fault = kind.judge_public(record)
    held = ["digest", *more]
    if fault is not None or sealed is None:
        return held, ["sealed_form"], fault
    inner = verify(sealed)
    if inner.form != SEALED or not inner.sound:
        return held, [], inner.fault or ("sealed_form", "not a sealed record")
    place = difference(dict(record), published(json.loads(sealed)))
    return (held, [], ("sealed_form", place)) if place else ([*held, *inner.held, "sealed_form"], [], None)


def first_difference(one: str, other: str) -> str:
    """Where two texts part."""
    place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"character {place + 1}"


def difference(one: Any, other: Any, place: str = "") -> str | None:
    """Where two values first differ, and how: `pairs.3.1: e7 ≠ e9`."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            if key not in one or key not in other:
                return f"{place}{key}"
            found = difference(one[key], other[key], f"{place}{key}.")
            if found:
                return found
        return None
    if isinstance(one, list) and isinstance(other, list | tuple):
        for at, (a, b) in enumerate(zip(one, other, strict=False)):
            found = difference(a, b, f"{place}{at}.")
            if found:
                return found
        return None if len(one) == len(other) else f"{place}{min(len(one), len(other))}"
    same = type(one) is type(other) and one == other
    return None if same else f"{place.rstrip('.')}: {one} ≠ {other}"
