"""The kinds of message: a code, and a sentence with named places that the room which sends it fills."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A kind of message. The sentence is translated when it is read: `_("%(title)s is due %(due)s.")`."""

    code: str
    sentence: str | Promise
    icon: str = "bell"
    urgent: bool = False
    """Something is lost if it is not read in time."""

    @property
    def places(self) -> frozenset[str]:
        """The names that the sentence needs."""
        return frozenset(PLACE.findall(str(self.sentence)))


_kinds: dict[str, MessageKind] = {}


def register(kind: MessageKind) -> None:
    """Make a kind known when the application starts. Raises ValueError where another has its code."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"there is a kind of message {kind.code} already")


def kinds() -> Mapping[str, MessageKind]:
    """Every kind by code."""
    return dict(_kinds)
