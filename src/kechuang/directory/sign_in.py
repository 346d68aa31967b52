"""Signing in by name and password: who is let in, who is refused and why (domain rules §8.1, GB/T 22239).

Time here is the machine's, never the demonstration's clock: a lock must open though that clock stands still.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from kechuang.directory.models import LONGEST_LOGIN, Account, SignInCount, normalised_login

FORGET_AFTER = timedelta(days=1)
"""Wrong passwords older than this no longer count, and their rows are swept away."""


class SignInRefusal(StrEnum):
    """Why somebody is not let in."""

    MISMATCH = "mismatch"
    LOCKED = "locked"
    RUN_OUT = "run_out"
    """A password that an administrator gave out is older than it may be."""


@dataclass(frozen=True, slots=True)
class LockRule:
    """After `attempts` wrong passwords in a row a login name is closed for `pause`."""

    attempts: int
    pause: timedelta


@dataclass(frozen=True, slots=True)
class SignIn:
    """The answer to one attempt: an account, or the refusal with what the person needs to know."""

    account: Account | None = None
    refusal: SignInRefusal | None = None
    attempts_left: int | None = None
    locked_until: datetime | None = None


def sign_in(*, login: str, password: str, rule: LockRule, now: datetime) -> SignIn:
    """Try a name and a password.

    A name that nobody has takes the same time, is counted and is locked like any other, so that the door does not
    tell which accounts exist.
    """
    name = normalised_login(login)[:LONGEST_LOGIN]
    account = Account.objects.filter(login=name, is_active=True).select_related("person").first()
    # Hashing is slow on purpose: it happens outside the transaction, which on SQLite holds the only write lock.
    matches = check_password(password, account.password) if account else not make_password(password)
    admitted = matches and account is not None
    # Swept before the row is locked, so that two sweeps never wait for each other's rows.
    SignInCount.objects.filter(last_at__lte=now - FORGET_AFTER).exclude(locked_until__gt=now).delete()
    with transaction.atomic():
        count = locked_count(name, create=not admitted, now=now)
        if count and count.locked_until and count.locked_until > now:
            return SignIn(refusal=SignInRefusal.LOCKED, locked_until=count.locked_until)
        if count and not admitted:
            return counted(count, rule=rule, now=now)
        if count:
            count.delete()
    if account is not None and account.one_time_until is not None and account.one_time_until <= now:
        return SignIn(refusal=SignInRefusal.RUN_OUT)
    return SignIn(account=account)


def locked_count(login: str, *, create: bool, now: datetime) -> SignInCount | None:
    """The count of a name, its row locked; begun at nought where `create` says so, also when two begin it at once."""
    counts = SignInCount.objects.select_for_update()
    if create:
        return counts.get_or_create(login=login, defaults={"failed": 0, "last_at": now})[0]
    return counts.filter(login=login).first()


def counted(count: SignInCount, *, rule: LockRule, now: datetime) -> SignIn:
    """Count a wrong password, and close the name when the rule's number is reached."""
    failed = count.failed + 1
    locked_until = now + rule.pause if failed >= rule.attempts else None
    count.failed, count.locked_until, count.last_at = (0 if locked_until else failed), locked_until, now
    count.save()
    if locked_until:
        return SignIn(refusal=SignInRefusal.LOCKED, locked_until=locked_until)
    return SignIn(refusal=SignInRefusal.MISMATCH, attempts_left=rule.attempts - failed)
