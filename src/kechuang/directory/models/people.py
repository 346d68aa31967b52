"""People, what each does where (任职) and where each worked (工作经历)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.directory.models.bodies import Division, Organisation
from kechuang.directory.public_id import public_id_field
from kechuang.directory.roles import Role


class Person(models.Model):
    """A human being, once, whatever he does in however many places and whether or not he has an account."""

    public_id = public_id_field()
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in Latin letters"), max_length=100, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["name"], name="person_by_name")]
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
        indexes = [models.Index(fields=["role", "person"], name="appointment_by_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="appointment_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
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


class Employment(models.Model):
    """Where a person works or worked (工作经历): a recusal looks back some years. It gives no right to act."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="employments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employments")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    """The last day, inclusive; none while it runs."""

    class Meta:
        ordering = ["person", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="employment_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
            models.UniqueConstraint(fields=["person", "organisation", "since"], name="employment_begins_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
