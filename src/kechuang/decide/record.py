"""A decision record: what was asked, what came out, by which algorithm, sealed so that nobody can change it unseen.

Both forms are RFC 8785 JSON of text and whole numbers. The *sealed* form holds everything and is for the secretary,
the supervisor and the auditor. The *public* form holds salted commitments in place of ids, counts, and the parts of
the certificate; nothing in it links an expert to a proposal. It names the sealed form's digest, and since that form
holds 256 secret bits the digest tells nothing about what it covers.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kechuang import __version__
from kechuang.decide.canonical import canonical, digest
from kechuang.decide.record_kinds import Kind, kind_of

FORMAT, VERSION = "kechuang.decision-record", 1
SEALED, PUBLIC = "sealed", "public"
SALT_BYTES = 32
PARTS = ("parameters", "facts", "problem", "solution")


@dataclass(frozen=True, slots=True)
class Record:
    """A decision record as texts and digests."""

    kind: str
    sealed: str
    public: str
    digest: str
    """Of the sealed form; the public form names it too."""


def seal(  # noqa: PLR0913  each is a part of the record
    *,
    kind: str,
    subject: str,
    problem: Any,
    solution: Any,
    parameters: Mapping[str, Any],
    facts: Mapping[str, Any],
    at: datetime,
    salt: bytes,
    seed: Mapping[str, str] | None = None,
) -> Record:
    """Seal a decision about a subject (the name of its chain).

    `parameters` are the rules as set; `facts` are counts that anybody may read, such as the funnel's; `seed` says which
    and how it came about, where chance was used. `salt` is 32 secret bytes. Raises ValueError where it is not.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"the salt has {SALT_BYTES} bytes")
    how = kind_of(kind)
    parts = {
        "parameters": dict(parameters),
        "facts": dict(facts),
        "problem": problem.form(),
        "solution": solution.form(),
    }
    body = {
        "format": FORMAT,
        "version": VERSION,
        "form": SEALED,
        "kind": kind,
        "algorithm": how.algorithm,
        "engine": f"kechuang {__version__}",
        "subject": subject,
        "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "seed": dict(seed) if seed else None,
        "salt": salt.hex(),
        "digests": {name: digest(part) for name, part in parts.items()},
        **parts,
    }
    sealed = closed(body)
    public = published(sealed)
    return Record(kind, text_of(sealed), text_of(public), str(sealed["digest"]))


def closed(body: Mapping[str, Any]) -> dict[str, Any]:
    """A record with its digest over everything else."""
    return {**body, "digest": digest(body)}


def text_of(record: Mapping[str, Any]) -> str:
    """The record as it is kept and handed out."""
    return canonical(record).decode()


def published(sealed: Mapping[str, Any]) -> dict[str, Any]:
    """The public form of a sealed record; always the same."""
    how: Kind = kind_of(sealed["kind"])
    kept = ("format", "version", "kind", "algorithm", "engine", "subject", "at", "seed", "parameters", "facts")
    body = {name: sealed[name] for name in kept}
    said = how.publish(sealed["problem"], sealed["solution"], committer(bytes.fromhex(sealed["salt"])))
    return closed({**body, "form": PUBLIC, "sealed": sealed["digest"], **said})


def nonce(salt: bytes, role: str, id_: str) -> str:
    """What opens one commitment and no other."""
    return hmac.new(salt, canonical([role, id_]), hashlib.sha256).hexdigest()


def commitment(role: str, id_: str, opener: str) -> str:
    """The commitment to an id in a role, such as `case` or `expert`."""
    return digest([role, id_, opener])


def committer(salt: bytes) -> Callable[[str, str], str]:
    """Commits to ids under one salt."""
    return lambda role, id_: commitment(role, id_, nonce(salt, role, id_))


def opening(sealed_text: str, role: str, id_: str) -> tuple[str, str]:
    """(commitment, nonce) of one id: handed to whom it concerns it shows him his own line in the public form."""
    salt = bytes.fromhex(json.loads(sealed_text)["salt"])
    opener = nonce(salt, role, id_)
    return commitment(role, id_, opener), opener
