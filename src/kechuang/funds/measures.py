"""K01 and K02 over the ledger: the share of the year's plan funds that goes to cooperation, and its projects."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kechuang.funds.models import Account
from kechuang.funds.queries import adjusted_at, envelope_of, totals_at
from kechuang.measures.registry import Measure, Row, Rows, Unit, Value

BASES = ("approved", "contracted", "paid")
AGAINST = ("adjusted", "opening")
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


def share(basis: str, against: str) -> Callable[[int, datetime], Value]:
    """The value function of one share."""

    def value(year: int, at: datetime) -> Value:
        envelope = envelope_of(year)
        if envelope is None:
            return Value(0, at, whole=0)
        iur, other = totals_at(envelope, at)
        whole = envelope.opening if against == "opening" else adjusted_at(envelope, at)
        return Value(iur[basis], at, whole=whole, elsewhere=other["approved"])

    return value


def count(year: int, at: datetime) -> Value:
    """Distinct cooperation projects that are approved and neither withdrawn nor terminated."""
    envelope = envelope_of(year)
    return Value(0 if envelope is None else totals_at(envelope, at)[0]["count"], at)


def rows_of(basis: str) -> Callable[[int], Rows]:
    """The cooperation projects of a year with their amounts, the newest first, dropped ones included."""

    def rows(year: int) -> Rows:
        accounts = Account.objects.filter(envelope__year=year, iur=True)

        def fetch(start: int, stop: int) -> list[Row]:
            return [
                Row(one.chain, getattr(one, basis), one.counted and one.approved > 0, one.since)
                for one in accounts[start:stop]
            ]

        return Rows(accounts.count, fetch)

    return rows


MEASURES = (
    *(
        Measure(
            code=f"iur-share-{basis}-{against}",
            label=LABELS[basis, against],
            unit=Unit.SHARE,
            counts=COUNTS[basis],
            value=share(basis, against),
            rows=rows_of(basis),
        )
        for basis in BASES
        for against in AGAINST
    ),
    Measure(
        code="iur-projects",
        label=_("Approved cooperation projects"),
        unit=Unit.COUNT,
        counts=_(
            "Each cooperation project approved by a signed document counts once, however many amounts it received; one "
            "that was withdrawn or terminated no longer counts and stays in the list with its history."
        ),
        value=count,
        rows=rows_of("approved"),
    ),
)
