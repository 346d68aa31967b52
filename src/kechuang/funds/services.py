"""The one verb that writes the ledger. Other rooms call it inside the effect of their own action."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kechuang.door.refusal import Refusal, Sentence
from kechuang.door.table import Actor
from kechuang.funds.models import Account, Entry, Envelope

REFUSALS: dict[str, Sentence] = {
    "no_money": _("An amount is more than nothing."),
    "no_document": _("Name the document by its number."),
    "no_envelope": _("The year's funds are not entered yet. The plan officer enters them on the plan page."),
    "beyond_envelope": _("The year's funds do not suffice: less is free than this amount."),
    "not_approved": _("Nothing is approved for this subject in that year."),
    "left_the_plan": _("This subject was withdrawn or terminated: nothing more is booked for it."),
    "beyond_approved": _("More than what is approved and not contracted yet."),
    "beyond_contract": _("More than what is contracted and not paid yet."),
    "beyond_unpaid": _("What is paid cannot be released: it has to be returned."),
    "beyond_paid": _("More than what was paid."),
    "other_category": _("The subject stands in the ledger under another category."),
}
"""Why an entry is not written; the code is the refusal's."""


def refused(code: str) -> Refusal:
    """The refusal with this code."""
    return Refusal(code, REFUSALS[code])


def book(  # noqa: PLR0913  a line of the ledger has these columns
    *,
    kind: Entry.Kind,
    chain: str,
    fen: int,
    document: str,
    by: Actor,
    now: datetime,
    year: int | None = None,
    category: str = "",
    iur: bool | None = None,
    ends: bool = False,
) -> Entry:
    """Write one line, with every total checked while the year's envelope is locked.

    An approval names `year`, `category` and `iur`; later lines find them by the subject (its latest year, where none is
    named). `ends` goes with a release: the subject is withdrawn or terminated and no longer counted; its `fen` may then
    be 0. Raises Refusal with a code of REFUSALS; then nothing was written.
    """
    if fen < 0 or (fen == 0 and not (ends and kind == Entry.Kind.RELEASED)):
        raise refused("no_money")
    if not document.strip():
        raise refused("no_document")
    with transaction.atomic():
        envelope = locked(chain, year, kind)
        account = account_of(envelope, chain, kind, category=category, iur=iur, now=now)
        approved, contracted, paid = moves(kind, account, fen)
        if envelope.approved + approved > envelope.adjusted:
            raise refused("beyond_envelope")
        before = counts(account)
        account.approved += approved
        account.contracted += contracted
        account.paid += paid
        account.counted = account.counted and not ends
        envelope.approved += approved
        envelope.contracted += contracted
        envelope.paid += paid
        account.save()
        envelope.save(update_fields=["approved", "contracted", "paid"])
        return Entry.objects.create(
            envelope=envelope,
            account=account,
            chain=chain,
            category=account.category,
            iur=account.iur,
            kind=kind,
            fen=fen,
            ends=ends,
            approved=approved,
            contracted=contracted,
            paid=paid,
            count=counts(account) - before,
            document=document.strip(),
            by=by.key,
            at=now,
        )


def counts(account: Account) -> int:
    """1 where the subject is a project that counts, else 0."""
    return int(account.counted and account.approved > 0)


def locked(chain: str, year: int | None, kind: Entry.Kind) -> Envelope:
    """The envelope, its row locked until the end of the transaction. Raises Refusal."""
    if year is None:
        years = Account.objects.filter(chain=chain).order_by("-envelope__year").values_list("envelope__year", flat=True)
        year = years.first()
        if year is None:
            raise refused("no_envelope" if kind == Entry.Kind.APPROVED else "not_approved")
    envelope = Envelope.objects.select_for_update().filter(year=year).first()
    if envelope is None:
        raise refused("no_envelope")
    return envelope


def account_of(
    envelope: Envelope, chain: str, kind: Entry.Kind, *, category: str, iur: bool | None, now: datetime
) -> Account:
    """The subject's account in the envelope; a first approval begins it. Raises Refusal."""
    account = Account.objects.filter(envelope=envelope, chain=chain).first()
    if account is None:
        if kind != Entry.Kind.APPROVED:
            raise refused("not_approved")
        if not category or iur is None:
            raise ValueError("an approval names its category and whether it is cooperation")
        return Account(envelope=envelope, chain=chain, category=category, iur=iur, since=now)
    if (category or account.category, account.iur if iur is None else iur) != (account.category, account.iur):
        raise refused("other_category")
    if not account.counted and kind != Entry.Kind.RETURNED:
        raise refused("left_the_plan")
    return account


def moves(kind: Entry.Kind, account: Account, fen: int) -> tuple[int, int, int]:
    """By how much a line moves (approved, contracted, paid). Raises Refusal where the totals would not nest."""
    match kind:
        case Entry.Kind.APPROVED:
            return fen, 0, 0
        case Entry.Kind.CONTRACTED:
            if account.contracted + fen > account.approved:
                raise refused("beyond_approved")
            return 0, fen, 0
        case Entry.Kind.PAID:
            if account.paid + fen > account.contracted:
                raise refused("beyond_contract")
            return 0, 0, fen
        case Entry.Kind.RELEASED:
            if account.approved - fen < account.paid:
                raise refused("beyond_unpaid")
            return -fen, -max(0, account.contracted - (account.approved - fen)), 0
        case Entry.Kind.RETURNED:
            if fen > account.paid:
                raise refused("beyond_paid")
            return 0, 0, -fen
