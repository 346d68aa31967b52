"""The door: who is let in, and that it does not tell who exists."""

from datetime import UTC, datetime, timedelta

import pytest

from kechuang.directory import services
from kechuang.directory.models import Account, Organisation, SignInCount
from kechuang.directory.sign_in import FORGET_AFTER, LockRule, SignIn, SignInRefusal, sign_in

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
RULE = LockRule(attempts=3, pause=timedelta(minutes=15))


@pytest.fixture
def account(bureau: Organisation) -> Account:
    """Somebody with a password."""
    person = services.register_person(name="林晓岚")
    return services.open_account(person=person, login="lin", password="correct horse", now=NOW)


def attempt(login: str, password: str, now: datetime = NOW) -> SignIn:
    """One try at the door."""
    return sign_in(login=login, password=password, rule=RULE, now=now)


@pytest.mark.parametrize("login", ["lin", " LIN ", "ｌｉｎ"])
def test_the_right_password_enters_however_the_name_is_typed(account: Account, login: str) -> None:
    assert attempt(login, "correct horse") == SignIn(account=account)


@pytest.mark.parametrize("login", ["lin", "nobody"])
def test_a_wrong_password_counts_down_to_a_lock_whether_or_not_the_name_exists(account: Account, login: str) -> None:
    answers = [attempt(login, "wrong") for _ in range(4)]
    until = NOW + RULE.pause
    assert answers == [
        SignIn(refusal=SignInRefusal.MISMATCH, attempts_left=2),
        SignIn(refusal=SignInRefusal.MISMATCH, attempts_left=1),
        SignIn(refusal=SignInRefusal.LOCKED, locked_until=until),
        SignIn(refusal=SignInRefusal.LOCKED, locked_until=until),
    ]


def test_a_lock_holds_against_the_right_password_and_opens_by_itself(account: Account) -> None:
    for _ in range(3):
        attempt("lin", "wrong")
    assert attempt("lin", "correct horse").refusal is SignInRefusal.LOCKED
    assert attempt("lin", "correct horse", NOW + RULE.pause).account == account
    assert SignInCount.objects.count() == 0


def test_after_a_lock_the_count_starts_again(account: Account) -> None:
    for _ in range(3):
        attempt("lin", "wrong")
    assert attempt("lin", "wrong", NOW + RULE.pause).attempts_left == 2


def test_the_right_password_forgets_the_wrong_ones(account: Account) -> None:
    attempt("lin", "wrong")
    attempt("lin", "correct horse")
    assert attempt("lin", "wrong").attempts_left == 2


def test_old_counts_are_swept_away(account: Account) -> None:
    for name in ("a", "b", "c"):
        attempt(name, "wrong")
    attempt("d", "wrong", NOW + FORGET_AFTER)
    assert [count.login for count in SignInCount.objects.all()] == ["d"]


def test_a_closed_account_is_refused_like_a_wrong_password(account: Account) -> None:
    Account.objects.update(is_active=False)
    assert attempt("lin", "correct horse") == SignIn(refusal=SignInRefusal.MISMATCH, attempts_left=2)


def test_an_account_without_a_password_is_never_entered(bureau: Organisation) -> None:
    services.open_account(person=services.register_person(name="无密码"), login="none", password=None, now=NOW)
    for password in ("", "!", "None"):
        assert attempt("none", password).account is None


def test_a_very_long_name_is_refused_and_not_an_error(account: Account) -> None:
    assert attempt("l" * 5000, "wrong").refusal is SignInRefusal.MISMATCH
