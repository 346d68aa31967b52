"""What is typed about experts, their ties and jobs, decisions on integrity, and divisions."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kechuang.desk.directory.forms import SELECT, BodyField
from kechuang.directory.code_lists import field_names
from kechuang.directory.experts import MOST_APPLICATIONS
from kechuang.directory.models import (
    PERSONAL,
    Behaviour,
    DeclaredRelation,
    Expert,
    Measure,
    Person,
    SubjectKind,
)
from kechuang.ui.forms import HouseForm

WITH_BODY = re.compile(r"^(?P<name>.+?)\s*[(（](?P<body>.+)[)）]$")


def day(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen from the browser's calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class PersonField(forms.CharField):
    """A person of the directory: the name, with the organisation in brackets where several bear it."""

    def clean(self, value: Any) -> Person | None:
        """The person. Raises ValidationError where there is none, or more than one."""
        text = super().clean(value)
        if not text:
            return None
        parts = WITH_BODY.match(text)
        found = Person.objects.filter(name=parts["name"] if parts else text)
        if parts:
            found = found.filter(employments__organisation__name=parts["body"]) | found.filter(
                appointments__organisation__name=parts["body"]
            )
        people = list(found.distinct()[:2])
        if not people:
            said = gettext("The directory has nobody of this name. Copy it from the list of people.")
            raise ValidationError(said, code="nobody")
        if len(people) > 1:
            said = gettext("Several people have this name: add the organisation in brackets.")
            raise ValidationError(said, code="several")
        return people[0]


class ExpertForm(HouseForm):
    """What an expert judges, and from where."""

    organisation = BodyField(
        label=_("Organisation"), max_length=200, help_text=_("Where the expert works now: full name or credit code.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Expert.Kind.choices, widget=forms.Select(attrs=SELECT))
    title = forms.ChoiceField(
        label=pgettext_lazy("of an expert", "title"),
        choices=Expert.Title.choices,
        widget=forms.Select(attrs=SELECT),
    )
    province = forms.CharField(label=_("province"), max_length=40)
    city = forms.CharField(
        label=_("city"), max_length=40, help_text=_("Where the expert lives and reviews; off-site review goes by it.")
    )
    fields_judged = forms.MultipleChoiceField(
        label=_("Fields"),
        required=False,
        widget=forms.SelectMultiple(attrs=SELECT | {"size": 8}),
        help_text=_("One at least for a technical expert. Hold Ctrl to choose several."),
    )
    keywords = forms.CharField(
        label=_("Keywords"), max_length=300, required=False, help_text=_("What exactly, separated by 、.")
    )
    capacity = forms.IntegerField(label=_("Most a round"), min_value=1, max_value=100, initial=MOST_APPLICATIONS)
    since = day(_("In the pool since"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["fields_judged"]
        chosen.choices = [(code, str(name)) for code, name in field_names().items()]


class TieForm(HouseForm):
    """A tie of an expert to somebody or to a body."""

    kind = forms.ChoiceField(
        label=_("What ties them"),
        choices=[("", _("Choose …")), *DeclaredRelation.Kind.choices],
        widget=forms.Select(attrs=SELECT),
    )
    person = PersonField(
        label=_("Tied to whom"),
        max_length=300,
        required=False,
        help_text=_("Name; where several bear it, with the organisation in brackets."),
    )
    organisation = BodyField(
        label=_("or to which organisation"), max_length=200, required=False, help_text=_("Full name or credit code.")
    )
    since = day(_("since"))
    until = day(_("Last day"), required=False, help_text=_("Leave it empty while it lasts."))


class JobForm(HouseForm):
    """Where a person works or worked."""

    organisation = BodyField(label=_("Organisation"), max_length=200, help_text=_("Full name or credit code."))
    since = day(_("since"))
    until = day(_("Last day"), required=False, help_text=_("Leave it empty while it lasts."))


class DecisionForm(HouseForm):
    """A decision on research integrity."""

    subject_kind = forms.ChoiceField(label=_("Kind of subject"), widget=forms.Select(attrs=SELECT))
    behaviour = forms.ChoiceField(
        label=_("Behaviour"), choices=[("", _("Choose …")), *Behaviour.choices], widget=forms.Select(attrs=SELECT)
    )
    measure = forms.ChoiceField(
        label=_("Measure"), choices=[("", _("Choose …")), *Measure.choices], widget=forms.Select(attrs=SELECT)
    )
    number = forms.CharField(label=_("Decision number"), max_length=80)
    decided_by = forms.CharField(label=_("Decided by"), max_length=120)
    since = day(pgettext_lazy("of a decision", "From"))
    until = day(_("Last day"), required=False, help_text=_("Leave it empty where the decision names no end."))

    def __init__(self, *args: Any, personal: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds: Any = self.fields["subject_kind"]
        kinds.choices = [(one.value, one.label) for one in SubjectKind if (one in PERSONAL) == personal]


class DayForm(HouseForm):
    """One day."""

    on = day(_("On which day"))


class DivisionForm(HouseForm):
    """A division of a body."""

    name = forms.CharField(label=_("name"), max_length=100)
    name_en = forms.CharField(label=_("English name"), max_length=100, required=False)
