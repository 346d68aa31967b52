"""Research integrity (科研诚信): what was found about whom, and from when until when it bars him from what."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.directory.models.bodies import Organisation
from kechuang.directory.models.people import Person
from kechuang.directory.public_id import public_id_field


class Act(models.TextChoices):
    """What a measure can bar from."""

    APPLY = "apply", _("applying for or taking part in projects")
    REVIEW = "review", _("reviewing and advising")
    MANAGE = "manage", _("managing projects for the bureau")


class SubjectKind(models.TextChoices):
    """The five kinds of subjects whose conduct is recorded (部令第19号 Art. 2)."""

    MANAGING_BODY = "managing_body", _("entrusted managing body")
    IMPLEMENTING_BODY = "implementing_body", _("implementing body")
    RESEARCHER = "researcher", _("scientific and technical person")
    REVIEWER = "reviewer", _("reviewing or advising expert")
    SERVICE_BODY = "service_body", _("third-party service body")


PERSONAL = frozenset({SubjectKind.RESEARCHER, SubjectKind.REVIEWER})
"""The kinds that are people; the others are bodies."""


class Behaviour(models.TextChoices):
    """What was found, after 部令第19号 Art. 5–9 and 国科发监〔2022〕221号."""

    FALSE_MATERIAL = "false_material", _("false material in an application or at acceptance")
    FABRICATION = "fabrication", _("fabricated or altered data")
    PLAGIARISM = "plagiarism", _("plagiarism")
    GHOST_WRITING = "ghost_writing", _("bought or ghost-written papers or applications")
    SOLICITATION = "solicitation", _("improper solicitation")
    HIDDEN_CONFLICT = "hidden_conflict", _("conflict of interest kept silent")
    LEAK = "leak", _("review information disclosed")
    MISUSED_FUNDS = "misused_funds", _("public funds misused")
    NOT_CARRIED_OUT = "not_carried_out", _("project not carried out, or inspection refused")
    FALSE_REPORT = "false_report", _("false audit, appraisal or test report")


class Measure(models.TextChoices):
    """What was decided. Only some measures bar: see `BARS`."""

    WARNING = "warning", _("warning")
    CRITICISM = "criticism", _("circulated criticism")
    CORRECTION = "correction", _("ordered to correct")
    NO_APPLYING = "no_applying", _("barred from publicly funded projects")
    NO_REVIEWING = "no_reviewing", _("barred from reviewing and advising")
    NO_MANAGING = "no_managing", _("barred from managing projects")
    SERIOUS_DATABASE = "serious_database", _("entered in the database of serious misconduct")


BARS: dict[str, frozenset[Act]] = {
    Measure.NO_APPLYING: frozenset({Act.APPLY}),
    Measure.NO_REVIEWING: frozenset({Act.REVIEW}),
    Measure.NO_MANAGING: frozenset({Act.MANAGE}),
    Measure.SERIOUS_DATABASE: frozenset(Act),
}
"""From what each measure bars while it is in force."""


class IntegrityRecord(models.Model):
    """One decision about one person or body. It ends by itself on its last day, or earlier by repair (信用修复)."""

    public_id = public_id_field()
    subject_kind = models.CharField(_("kind of subject"), max_length=20, choices=SubjectKind)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="integrity_records"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="integrity_records"
    )
    behaviour = models.CharField(_("behaviour"), max_length=30, choices=Behaviour)
    decision_number = models.CharField(_("decision number"), max_length=80)
    decided_by = models.CharField(_("decided by"), max_length=120)
    measure = models.CharField(_("measure"), max_length=30, choices=Measure)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    """The last day, inclusive; none where it has no end."""
    repaired_on = models.DateField(_("repaired on"), null=True, blank=True)
    """From this day on it bars no more."""

    class Meta:
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    person__isnull=False, organisation__isnull=True, subject_kind__in=["researcher", "reviewer"]
                )
                | Q(
                    person__isnull=True,
                    organisation__isnull=False,
                    subject_kind__in=["managing_body", "implementing_body", "service_body"],
                ),
                name="integrity_subject_fits_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="integrity_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(repaired_on__isnull=True) | Q(repaired_on__gte=F("since")),
                name="integrity_is_repaired_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(condition=~Q(decision_number=""), name="integrity_names_its_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number} {self.person or self.organisation}"
