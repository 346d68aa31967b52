"""Many people at the same door at the same moment: nobody is refused by the database, and no count is lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kechuang.directory.models import SignInCount
from kechuang.directory.sign_in import LockRule, sign_in

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
RULE = LockRule(attempts=1000, pause=timedelta(minutes=15))
PEOPLE, TRIES = 8, 25


def try_often(_person: int) -> list[int | None]:
    """One person's wrong passwords, on a connection of his own."""
    try:
        return [sign_in(login="lin", password="x", rule=RULE, now=NOW).attempts_left for _ in range(TRIES)]
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_every_wrong_password_is_counted_once() -> None:
    with ThreadPoolExecutor(PEOPLE) as crowd:
        answers = Counter(left for answer in crowd.map(try_often, range(PEOPLE)) for left in answer)
    assert answers == Counter(range(1000 - PEOPLE * TRIES, 1000))
    assert SignInCount.objects.get().failed == PEOPLE * TRIES
