"""The bytes of the trail. Frozen: the golden vectors in the tests must never change, only a new version be added."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kechuang.decide.canonical import canonical

VERSION = 1
NOTHING_BEFORE = "0" * 64
"""What the first event of a chain has in place of the event before it."""

Facts = Mapping[str, str | int | bool | None]
"""Codes, opaque ids, numbers and salted digests; never words that a person wrote (contract 6)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it is digested."""

    chain: str
    seq: int
    prev: str
    at: datetime
    action: str
    actor: str
    before: str
    after: str
    facts: Facts

    def digest(self) -> str:
        """SHA-256, in hex, of the entry's RFC 8785 bytes. The instant is UTC to the microsecond."""
        form = {
            "v": VERSION,
            "chain": self.chain,
            "seq": self.seq,
            "prev": self.prev,
            "at": instant(self.at),
            "action": self.action,
            "actor": self.actor,
            "before": self.before,
            "after": self.after,
            "facts": dict(self.facts),
        }
        return hashlib.sha256(canonical(form)).hexdigest()


def instant(at: datetime) -> str:
    """An instant as the trail writes it: 2026-03-02T01:00:00.000000Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


Head = tuple[str, int, str]
"""A chain's name, its length, and the digest of its last event."""


def leaf(head: Head) -> bytes:
    """What stands for a chain in the tree of a day."""
    return hashlib.sha256(b"\x00" + canonical(list(head))).digest()


def root(heads: Sequence[Head]) -> str:
    """The Merkle root, in hex, over every chain in the order of their names."""
    return root_of_leaves([leaf(head) for head in heads])


def root_of_leaves(leaves: Sequence[bytes]) -> str:
    """The Merkle root, in hex, over leaves in their order.

    Leaves and nodes are told apart by a first byte as in RFC 6962, 2.1; no chain at all gives the digest of nothing.
    """
    layer = list(leaves)
    if not layer:
        return hashlib.sha256(b"").hexdigest()
    while len(layer) > 1:
        pairs = [layer[place : place + 2] for place in range(0, len(layer), 2)]
        layer = [hashlib.sha256(b"\x01" + b"".join(pair)).digest() if len(pair) > 1 else pair[0] for pair in pairs]
    return layer[0].hex()
