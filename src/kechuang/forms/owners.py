"""Whose a sheet is: the room above says who may read and fill it in, and what its page shows around it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest

from kechuang.door.refusal import Sentence
from kechuang.forms.answers import Checked
from kechuang.forms.models import Sheet
from kechuang.forms.problems import Problem


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody may do with a sheet."""

    read: bool = False
    edit: bool = False
    blind: bool = False
    """Reads it without what tells who filled it in, and never otherwise."""
    why_not: Sentence = ""
    """Why it cannot be filled in, where it can be read."""


NO_ACCESS = Access()


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in the quiet column beside the fields."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sheet's page shows around it."""

    title: str
    back: str
    """The address to return to, and …"""
    back_label: str
    """… what it is called."""
    number: str = ""
    """The number under which the bureau knows what it belongs to."""
    next: str = ""
    """The address of the step after filling in; empty where there is none."""
    next_label: str = ""
    aside: Aside | None = None
    within: int | None = None
    """The organisation whose people are meant by their names."""
    names: Sequence[str] = ()
    """The names that a blind copy must not hold, beside those of the form's own hidden fields."""


def no_more(_sheet: Sheet, _result: Checked) -> Sequence[Problem]:
    """Nothing beyond the form's own rules."""
    return ()


@dataclass(frozen=True, slots=True)
class Owner:
    """How the room of one kind of subject treats its sheets."""

    access: Callable[[HttpRequest, Sheet], Access]
    frame: Callable[[HttpRequest, Sheet], Frame]
    more: Callable[[Sheet, Checked], Sequence[Problem]] = no_more
    """What is wrong by the room's own rules, beyond the form's."""


_owners: dict[str, Owner] = {}


def register(kind: str, owner: Owner) -> None:
    """Treat the sheets of this kind of subject so. Called when the application starts."""
    _owners[kind] = owner


def owner_of(sheet: Sheet) -> Owner:
    """The room's treatment of a sheet. Raises Http404 where no room knows it."""
    found = _owners.get(sheet.owner.partition("/")[0])
    if found is None:
        raise Http404
    return found


def forget(kind: str) -> None:
    """Treat the sheets of this kind no more; for tests."""
    _owners.pop(kind, None)
