"""What must hold in the ledger: the totals that the verbs keep are those that the rows add up to."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from kechuang.door.invariants import Invariant
from kechuang.funds.models import Account, Entry, Envelope

TOTALS = ("approved", "contracted", "paid")


def check() -> list[str]:
    """Every envelope and account whose totals are not the sum of its rows. Five statements."""
    changed = dict(Envelope.objects.order_by().values_list("pk").annotate(Sum("adjustments__fen")))
    by_envelope, by_account = summed("envelope"), summed("account")
    faults = []
    for envelope in Envelope.objects.all():
        opened = envelope.opening + (changed.get(envelope.pk) or 0)
        if envelope.adjusted != opened:
            faults.append(f"envelope {envelope}: adjusted {envelope.adjusted}, its rows say {opened}")
        faults += unlike(f"envelope {envelope}", envelope, by_envelope.get(envelope.pk, {}))
    for account in Account.objects.select_related("envelope").iterator():
        found = by_account.get(account.pk, {})
        faults += unlike(f"account {account}", account, found)
        counted = int(account.counted and account.approved > 0)
        if counted != (found.get("count", 0)):
            faults.append(f"account {account}: counted {counted}, its rows say {found.get('count', 0)}")
    return faults


def summed(by: str) -> dict[int, dict[str, int]]:
    """What the entries add up to, by the key of their envelope or account. One statement."""
    fields = (*TOTALS, "count")
    rows = Entry.objects.order_by().values_list(by).annotate(*(Sum(name) for name in fields))
    return {key: dict(zip(fields, figures, strict=True)) for key, *figures in rows}


def unlike(name: str, kept: Envelope | Account, found: dict[str, int]) -> list[str]:
    """The totals of one row that differ from their sums."""
    return [
        f"{name}: {one} {getattr(kept, one)}, its rows say {found.get(one, 0)}"
        for one in TOTALS
        if getattr(kept, one) != (found.get(one, 0))
    ]


LEDGER = Invariant(
    holds=_("every total of the money ledger is the sum of its rows"),
    check=check,
    remedy=_("stop booking, keep a copy of the database and send these lines to the maintainers"),
)
