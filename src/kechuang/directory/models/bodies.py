"""Bodies: organisations, their divisions, and the one whose house this is."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.directory.credit_code import CreditCodeFault, fault_of
from kechuang.directory.public_id import public_id_field

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
    province = models.CharField(_("province"), max_length=40, blank=True)
    city = models.CharField(_("city"), max_length=40, blank=True, db_index=True)
    """Where it is at home: what is far enough away for a review is decided by it (异地)."""
    district = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies_of_district",
        verbose_name=_("district"),
        limit_choices_to={"kind": "district"},
    )
    """The district's authority (区县科技主管部门) that recommends it; none outside this city."""
    family = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="branches", verbose_name=_("unit family")
    )
    """The head of the family it belongs to (同一集团、上级单位); a head has none, so a family is one level deep."""

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(fields=["name"], name="organisation_by_name"),
            models.Index(fields=["name_en"], name="organisation_by_english_name"),
            models.Index(fields=["kind", "name"], name="organisation_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(condition=~Q(family=F("id")), name="organisation_is_not_its_own_family"),
            models.CheckConstraint(
                condition=Q(kind__in=["bureau", "district", "enterprise", "university", "institute"]),
                name="organisation_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def family_key(self) -> int:
        """The same number for every body of one family: the key of its head."""
        return self.family_id or self.pk


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


class Installation(models.Model):
    """The one row that says whose house this is."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    bureau = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="installation")
    demonstration = models.BooleanField(default=False)
    clock_at = models.DateTimeField(null=True, blank=True)
    """Where the demonstration's clock stands; a real installation goes by the system's time."""
    founded_at = models.DateTimeField()
    ticked_at = models.DateTimeField(null=True, blank=True)
    """When what time drives was last done."""

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
