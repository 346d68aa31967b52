"""Review experts (评审专家): who they are, what they know, and whom they must not judge."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.directory.models.bodies import Organisation
from kechuang.directory.models.people import Person
from kechuang.directory.public_id import public_id_field


class Expert(models.Model):
    """A person in the pool (专家库), from a day until another."""

    class Kind(models.TextChoices):
        """What the expert judges."""

        TECHNICAL = "technical", pgettext_lazy("expert", "technical")
        MANAGEMENT = "management", pgettext_lazy("expert", "management")
        FINANCE = "finance", pgettext_lazy("expert", "finance")

    class Title(models.TextChoices):
        """The professional title (职称)."""

        PROFESSOR = "professor", _("professor")
        ASSOCIATE_PROFESSOR = "associate_professor", _("associate professor")
        RESEARCHER = "researcher", _("research fellow")
        ASSOCIATE_RESEARCHER = "associate_researcher", _("associate research fellow")
        CHIEF_ENGINEER = "chief_engineer", _("professor of engineering")
        SENIOR_ENGINEER = "senior_engineer", _("senior engineer")
        SENIOR_ECONOMIST = "senior_economist", _("senior economist")
        SENIOR_ACCOUNTANT = "senior_accountant", _("senior accountant")
        CERTIFIED_ACCOUNTANT = "certified_accountant", _("certified public accountant")

    public_id = public_id_field()
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="expert")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="experts")
    """Where the expert works now; earlier places are employments of the person."""
    province = models.CharField(_("province"), max_length=40)
    city = models.CharField(_("city"), max_length=40, db_index=True)
    """Where the expert lives and reviews."""
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(pgettext_lazy("of an expert", "title"), max_length=30, choices=Title)
    keywords = models.CharField(_("keywords"), max_length=300, blank=True)
    """What exactly, in the field's words, separated by 、."""
    capacity = models.PositiveSmallIntegerField(_("most applications a round"))
    pool_since = models.DateField(_("in the pool since"))
    pool_until = models.DateField(_("in the pool until"), null=True, blank=True)
    """The last day, inclusive; none while in the pool."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pool_until__isnull=True) | Q(pool_until__gte=F("pool_since")),
                name="expert_leaves_after_entering",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="expert_can_review_something"),
            models.CheckConstraint(condition=~Q(city="") & ~Q(province=""), name="expert_is_somewhere"),
            models.CheckConstraint(
                condition=Q(kind__in=["technical", "management", "finance"]), name="expert_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def fields(self) -> list[str]:
        """The codes of the fields of technology. One statement, none where `expertise` was read along."""
        return [one.field for one in self.expertise.all()]


class Expertise(models.Model):
    """A field of technology that an expert can judge, by its code in the catalogue's list."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="expertise")
    field = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["expert", "field"], name="expertise_stands_once")]

    def __str__(self) -> str:
        return self.field


class DeclaredRelation(models.Model):
    """A tie of an expert to a person or a body (利益关系), declared or reported: a ground of recusal."""

    class Kind(models.TextChoices):
        """What ties them."""

        RELATIVE = "relative", _("relative")
        ADVISER = "adviser", _("adviser and student")
        COAUTHOR = "coauthor", _("co-author")
        PAID_ADVICE = "paid_advice", _("paid advice")
        SHARES = "shares", _("shares held")
        DISPUTE = "dispute", _("dispute")

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="relations")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="declared_relations"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    """The last day, inclusive; none while it lasts."""

    class Meta:
        ordering = ["expert", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
                name="relation_is_to_a_person_or_a_body",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="relation_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert} · {self.get_kind_display()} · {self.person or self.organisation}"
