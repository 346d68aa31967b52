"""In whose hands a case is, as pages say it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kechuang.cases.models import Case
from kechuang.directory.roles import BUREAU_ROLES, Role
from kechuang.ui.templatetags.ui import named


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a case: the role, the name where the case knows one, and the number to call."""

    role: Role
    name: str
    telephone: str

    def __str__(self) -> str:
        return f"{self.role.label} {self.name}".strip()


def holder_of(case: Case) -> Holder | None:
    """Who holds the case; None where it is nobody's turn. No statement.

    Of the bureau the division that runs the call answers the telephone, whoever in the house has the case.
    """
    if not case.holder:
        return None
    role = Role(case.holder)
    if role is Role.RECOMMENDER:
        return Holder(role, named(case.recommender), "")
    if role is Role.DIVISION_OFFICER:
        return Holder(role, case.call.contact, case.call.telephone)
    if role in BUREAU_ROLES or role is Role.EXPERT:
        return Holder(role, "", case.call.telephone)
    return Holder(role, case.contact if role is Role.APPLICANT else named(case.lead), case.telephone)


@dataclass(frozen=True, slots=True)
class Held:
    """How many cases somebody else holds, and how many of them are overdue."""

    role: Role | None
    """None where it is nobody's turn: time moves them on."""
    count: int
    over: int


def counted(rows: Iterable[tuple[str, bool]], *, mine: str) -> list[Held]:
    """Cases by who holds them, without those that one holds oneself, the most first: (holder, overdue) of each."""
    counts: dict[str, list[int]] = {}
    for holder, over in rows:
        if holder != mine:
            held = counts.setdefault(holder, [0, 0])
            held[0] += 1
            held[1] += over
    ordered = sorted(counts.items(), key=lambda one: (not one[0], -one[1][0]))
    return [Held(Role(holder) if holder else None, count, over) for holder, (count, over) in ordered]
