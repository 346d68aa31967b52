"""Questions about money, each with a bounded number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from kechuang.funds.models import Account, Entry, Envelope


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What a subject has over all years: the money line (批准 / 合同 / 已拨) of its page. Fen."""

    approved: int
    contracted: int
    paid: int


def envelope_of(year: int) -> Envelope | None:
    """The year's envelope."""
    return Envelope.objects.filter(year=year).first()


def money_line(chain: str) -> MoneyLine:
    """The money line of one subject."""
    return money_lines([chain]).get(chain, MoneyLine(0, 0, 0))


def money_lines(chains: Sequence[str]) -> Mapping[str, MoneyLine]:
    """The money lines of those of the subjects that have money. One statement."""
    lines: dict[str, MoneyLine] = {}
    for one in Account.objects.filter(chain__in=chains):
        line = lines.get(one.chain, MoneyLine(0, 0, 0))
        lines[one.chain] = MoneyLine(
            line.approved + one.approved, line.contracted + one.contracted, line.paid + one.paid
        )
    return lines


def entries_of(chain: str) -> QuerySet[Entry]:
    """The lines of one subject, the latest first."""
    return Entry.objects.filter(chain=chain)


def envelope_at(year: int, at: datetime) -> Envelope | None:
    """The year's envelope with `adjusted` as it stood at an instant; not to be saved. One statement."""
    changed = Sum("adjustments__fen", filter=Q(adjustments__at__lte=at))
    found = Envelope.objects.filter(year=year).annotate(changed=changed).first()
    if found is not None:
        found.adjusted = found.opening + (found.changed or 0)
    return found


def totals_at(envelope: Envelope, at: datetime) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """(cooperation, everything else) as of an instant: approved, contracted, paid and the count. One statement."""
    fields = ("approved", "contracted", "paid", "count")
    found = {False: dict.fromkeys(fields, 0), True: dict.fromkeys(fields, 0)}
    lines = envelope.entries.filter(at__lte=at).order_by()
    for iur, *figures in lines.values_list("iur").annotate(*(Sum(name) for name in fields)):
        found[iur] = dict(zip(fields, figures, strict=True))
    return found[True], found[False]
