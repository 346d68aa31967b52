"""K01 and K02 over the ledger: the share of the year's plan funds that goes to cooperation, and its projects."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.funds.models import Account
from kechuang.funds.queries import envelope_at, totals_at
from kechuang.measures.registry import Measure, Row, Rows, Unit, Value

PROJECTS = "iur-projects"
LABELS = {
    ("approved", "adjusted"): _("Approved for cooperation, of the year's adjusted funds"),
    ("approved", "opening"): _("Approved for cooperation, of the year's opening funds"),
    ("contracted", "adjusted"): _("Contracted with cooperation, of the year's adjusted funds"),
    ("contracted", "opening"): _("Contracted with cooperation, of the year's opening funds"),
    ("paid", "adjusted"): _("Paid to cooperation, of the year's adjusted funds"),
    ("paid", "opening"): _("Paid to cooperation, of the year's opening funds"),
}
COUNTS = {
    "approved": _(
        "The amounts approved by signed documents for cooperation projects, less what was released, as a share of the "
        "plan funds of the year. 70 % itself suffices."
    ),
    "contracted": _("As for the approved amounts, but counting what is agreed in signed task agreements."),
    "paid": _("As for the approved amounts, but counting what was paid out, less what was returned."),
}


def figures(year: int, at: datetime) -> dict[str, Value]:
    """Every figure over the ledger of a year as of an instant. Two statements."""
    envelope = envelope_at(year, at)
    if envelope is None:
        return {code_of(*one): Value(0, at, whole=0) for one in LABELS} | {PROJECTS: Value(0, at)}
    iur, other = totals_at(envelope, at)
    wholes = {"opening": envelope.opening, "adjusted": envelope.adjusted}
    found = {
        code_of(basis, against): Value(iur[basis], at, whole=wholes[against], elsewhere=other["approved"])
        for basis, against in LABELS
    }
    return found | {PROJECTS: Value(iur["count"], at)}


def code_of(basis: str, against: str) -> str:
    """The code of one of the shares."""
    return f"iur-share-{basis}-{against}"


def rows_of(basis: str) -> Callable[[int], Rows]:
    """The cooperation projects of a year with their amounts, the newest first, dropped ones included."""
    return partial(rows_in, basis)


def rows_in(basis: str, year: int) -> Rows:
    """The same for one year."""
    accounts = Account.objects.filter(envelope__year=year, iur=True)
    return Rows(accounts.count, partial(fetched, accounts, basis))


def fetched(accounts: QuerySet[Account], basis: str, start: int, stop: int) -> list[Row]:
    """One page of them. One statement."""
    return [
        Row(one.chain, getattr(one, basis), one.counted and one.approved > 0, one.since) for one in accounts[start:stop]
    ]


MEASURES = (
    *(
        Measure(
            code=code_of(basis, against),
            label=LABELS[basis, against],
            unit=Unit.SHARE,
            counts=COUNTS[basis],
            figures=figures,
            rows=rows_of(basis),
        )
        for basis, against in LABELS
    ),
    Measure(
        code=PROJECTS,
        label=_("Approved cooperation projects"),
        unit=Unit.COUNT,
        counts=_(
            "Each cooperation project approved by a signed document counts once, however many amounts it received; one "
            "that was withdrawn or terminated no longer counts and stays in the list with its history."
        ),
        figures=figures,
        rows=rows_of("approved"),
    ),
)
