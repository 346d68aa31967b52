"""The verbs of keys: make one, revoke one, find whose one is."""

import hashlib
import secrets
from datetime import datetime

from kechuang.api.models import Key
from kechuang.directory.models import Account

BEGINS = "kc_"
"""Every key begins so, that scanners of leaked secrets can know it."""


def digest_of(secret: str) -> str:
    """What is kept of a key; it is random and long, so one pass of SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_key(*, account: Account, name: str, now: datetime) -> tuple[Key, str]:
    """A new key with its secret, which is shown once and never again."""
    secret = BEGINS + secrets.token_urlsafe(32)
    key = Key.objects.create(account=account, name=name.strip(), digest=digest_of(secret), made_at=now)
    return key, secret


def revoke_key(*, key: Key, now: datetime) -> None:
    """The key opens nothing from now on."""
    key.revoked_at = now
    key.save(update_fields=["revoked_at"])


def account_of(secret: str) -> Account | None:
    """The open account that a secret belongs to. One statement."""
    key = (
        Key.objects.filter(digest=digest_of(secret), revoked_at__isnull=True, account__is_active=True)
        .select_related("account__person")
        .first()
    )
    return key.account if key else None
