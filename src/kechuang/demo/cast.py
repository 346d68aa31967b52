"""The cast: who can be entered with one click."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kechuang.demo.city import City, Label, read_city
from kechuang.directory.models import Account, Appointment
from kechuang.directory.roles import Role

TASKS = {
    Role.DIVISION_OFFICER: _("Looks after the projects of a field from call to acceptance."),
    Role.PLAN_OFFICER: _("Keeps the year's targets and the shares of its money."),
    Role.REVIEW_SECRETARY: _("Organises blind review, apart from the divisions that own the projects."),
    Role.DIRECTOR: _("Decides in the meeting, with the ranked list and the rules in view."),
    Role.SUPERVISOR: _("Watches draws, votes and objections; reads everything, changes nothing."),
    Role.SYSTEM_ADMINISTRATOR: _("Opens accounts, enters who does what, keeps the house running."),
    Role.APPLICANT: _("Applies for projects, carries them out and accounts for them."),
    Role.ORGANISATION_ADMINISTRATOR: _("Checks and approves what the own organisation sends."),
    Role.RECOMMENDER: _("Checks and recommends the applications of a district."),
    Role.EXPERT: _("Reviews blind copies from another city, on one screen."),
}
ICONS = {
    Role.DIVISION_OFFICER: "briefcase",
    Role.PLAN_OFFICER: "target-arrow",
    Role.REVIEW_SECRETARY: "clipboard-check",
    Role.DIRECTOR: "gavel",
    Role.SUPERVISOR: "eye-check",
    Role.SYSTEM_ADMINISTRATOR: "settings",
    Role.APPLICANT: "flask",
    Role.ORGANISATION_ADMINISTRATOR: "building-factory-2",
    Role.RECOMMENDER: "building-bank",
    Role.EXPERT: "school",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: an account with what its person does."""

    account: Account
    appointments: list[Appointment]

    @property
    def first(self) -> Appointment:
        """What the person acts as on entering."""
        return self.appointments[0]

    @property
    def task(self) -> str:
        """What this role does, in a sentence."""
        return str(TASKS[Role(self.first.role)])

    @property
    def icon(self) -> str:
        """The role's picture."""
        return ICONS[Role(self.first.role)]


def members(city: City) -> list[tuple[Label, list[Member]]]:
    """The cast in its groups, those who are in the directory. Two statements."""
    wanted = [key for part in city.cast for key in part.people]
    accounts = {one.login: one for one in Account.objects.filter(login__in=wanted).select_related("person")}
    held: dict[int, list[Appointment]] = {}
    appointments = Appointment.objects.filter(person__account__login__in=wanted)
    for appointment in appointments.select_related("organisation", "division").order_by("id"):
        held.setdefault(appointment.person_id, []).append(appointment)
    return [
        (part.group, [Member(accounts[key], held[accounts[key].person_id]) for key in part.people if key in accounts])
        for part in city.cast
    ]


def cast_of_page(_request: HttpRequest) -> Mapping[str, Any]:
    """The cast for the front page, its groups named in the reader's language."""
    english = (translation.get_language() or "").startswith("en")
    groups = [(label.en if english else label.zh, people) for label, people in members(read_city()) if people]
    return {"groups": groups}
