"""How people sign in. An account is not a person, and a person is not what he does: contract 10."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.directory.models.people import Person
from kechuang.directory.public_id import public_id_field

LONGEST_LOGIN = 100


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by the name that people type at the door."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this login name, however its letters are cased."""
        return self.get(login=normalised_login(username or ""))


def normalised_login(text: str) -> str:
    """A login name as it is stored and compared: no blanks around it, half-width, lower case."""
    return AbstractBaseUser.normalize_username(text).strip().casefold()


class Account(AbstractBaseUser):
    """How one person signs in. What he may do comes from his appointments, never from here."""

    public_id = public_id_field()
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    login = models.CharField(_("login name"), max_length=LONGEST_LOGIN, unique=True)
    is_active = models.BooleanField(_("open"), default=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    """The language the person chose, as a Django code; empty where he never chose."""
    opened_at = models.DateTimeField(_("opened"))
    one_time_until = models.DateTimeField(null=True, blank=True)
    """Until when the password that an administrator gave out lets in, once and only to choose another; none where the
    person chose the password himself. By the machine's time, as everything at the door."""

    USERNAME_FIELD = "login"
    objects = AccountManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(login=""), name="account_has_a_login")]

    def __str__(self) -> str:
        return self.login


class SignInCount(models.Model):
    """Wrong passwords in a row for one login name, whether or not anybody has that name."""

    login = models.CharField(max_length=LONGEST_LOGIN, primary_key=True)
    failed = models.PositiveSmallIntegerField()
    locked_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.login
