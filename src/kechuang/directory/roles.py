"""What a person can be appointed to, and on which side of the counter it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The roles of the house. The code is stable; the label is shown."""

    DIRECTOR = "director", _("Bureau director")
    PLAN_OFFICER = "plan_officer", _("Plan officer")
    DIVISION_OFFICER = "division_officer", _("Division officer")
    REVIEW_SECRETARY = "review_secretary", _("Review secretary")
    SUPERVISOR = "supervisor", _("Discipline supervisor")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
    RECOMMENDER = "recommender", _("Recommending officer")
    ORGANISATION_ADMINISTRATOR = "organisation_administrator", _("Organisation administrator")
    APPLICANT = "applicant", _("Applicant")
    EXPERT = "expert", _("Review expert")


BUREAU_ROLES = frozenset(
    {
        Role.DIRECTOR,
        Role.PLAN_OFFICER,
        Role.DIVISION_OFFICER,
        Role.REVIEW_SECRETARY,
        Role.SUPERVISOR,
        Role.SYSTEM_ADMINISTRATOR,
    }
)
"""The roles that only the installation's own bureau can give."""
