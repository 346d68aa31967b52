"""The tables of the directory. An account is not a person, and a person is not what he does: contract 10."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.directory.credit_code import CreditCodeFault, fault_of
from kechuang.directory.public_id import LENGTH, new_public_id
from kechuang.directory.roles import Role

LONGEST_LOGIN = 100
CODE_FAULTS = {
    CreditCodeFault.LENGTH: _("A unified social credit code has 18 characters."),
    CreditCodeFault.CHARACTER: _("A unified social credit code has digits and capitals only, and no I, O, S, V or Z."),
    CreditCodeFault.CHECK: _("The check character does not fit: one of the characters is mistyped."),
}


def validate_credit_code(code: str) -> None:
    """Refuse a code that cannot be right; a doubtful inner check passes (old codes have exceptions)."""
    fault = fault_of(code)
    if fault in CODE_FAULTS:
        raise ValidationError(CODE_FAULTS[fault], code=fault)


def public_id_field() -> "models.CharField[str, str]":
    """The column that holds the opaque name of a row."""
    return models.CharField(max_length=LENGTH, unique=True, editable=False, default=new_public_id)


class Organisation(models.Model):
    """A body that can act: a bureau, an enterprise, a university, an institute, a district's bureau …"""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        BUREAU = "bureau", _("S&T bureau")
        DISTRICT = "district", _("district authority")
        ENTERPRISE = "enterprise", _("enterprise")
        UNIVERSITY = "university", _("university")
        INSTITUTE = "institute", _("research institute")

    public_id = public_id_field()
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    credit_code = models.CharField(
        _("unified social credit code"),
        max_length=18,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_credit_code],
    )
    """Absent for bodies outside the mainland's register; several of those may stand side by side."""

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["bureau", "district", "enterprise", "university", "institute"]),
                name="organisation_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Division(models.Model):
    """A division (处室) inside an organisation; no legal person of its own."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="divisions")
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="division_name_once_in_a_body")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A human being, once, whatever he does in however many places and whether or not he has an account."""

    public_id = public_id_field()
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in Latin letters"), max_length=100, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """What a person does where (任职), from a day until another. A person signs in once and acts in one at a time."""

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="appointments")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments")
    role = models.CharField(pgettext_lazy("of a person", "role"), max_length=30, choices=Role)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    """The last day, inclusive; none while it runs."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="appointment_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="appointment_role_is_known"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "division", "role"],
                condition=Q(until__isnull=True, division__isnull=False),
                name="appointment_runs_once",
            ),
            # Two constraints, since to a database two absent divisions are not the same division.
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(until__isnull=True, division__isnull=True),
                name="appointment_without_division_runs_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()} · {self.organisation}"


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


class Installation(models.Model):
    """The one row that says whose house this is."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    bureau = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="installation")
    demonstration = models.BooleanField(default=False)
    clock_at = models.DateTimeField(null=True, blank=True)
    """Where the demonstration's clock stands; a real installation goes by the system's time."""
    founded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="installation_is_one"),
            models.CheckConstraint(
                condition=Q(demonstration=True, clock_at__isnull=False) | Q(demonstration=False, clock_at__isnull=True),
                name="installation_clock_is_the_demonstration_s",
            ),
        ]

    def __str__(self) -> str:
        return str(self.bureau)
