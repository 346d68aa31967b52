"""What administrators type about bodies and people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.directory.credit_code import normalised
from kechuang.directory.models import LONGEST_LOGIN, Division, Organisation
from kechuang.directory.roles import BUREAU_ROLES, Role
from kechuang.ui.forms import HouseForm
from kechuang.ui.templatetags.ui import named

SELECT = {"class": "form-select"}


class BodyField(forms.CharField):
    """A body, named by its full name or its credit code."""

    def clean(self, value: Any) -> Organisation | None:
        """The body. Raises ValidationError where there is none, or more than one."""
        text = super().clean(value)
        if not text:
            return None
        found = list(Organisation.objects.filter(name=text)[:2])
        found = found or list(Organisation.objects.filter(credit_code=normalised(text))[:2])
        if not found:
            raise ValidationError(
                gettext("There is no body of this name or credit code. Copy it from the list of organisations."),
                code="no_body",
            )
        if len(found) > 1:
            raise ValidationError(gettext("Several bodies have this name: give the credit code."), code="several")
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """A body as its name; what was typed as it was typed."""
        return value.name if isinstance(value, Organisation) else value


class OrganisationForm(HouseForm):
    """A body."""

    name = forms.CharField(label=_("name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=Organisation.Kind.choices, widget=forms.Select(attrs=SELECT))
    credit_code = forms.CharField(
        label=_("unified social credit code"),
        max_length=40,
        required=False,
        help_text=_("18 characters; blanks and small letters are put right. Leave it empty for bodies abroad."),
    )
    province = forms.CharField(label=_("province"), max_length=40, required=False)
    city = forms.CharField(
        label=_("city"), max_length=40, required=False, help_text=_("Reviews from outside the city go by it.")
    )
    district = forms.ModelChoiceField(
        label=_("district"),
        queryset=Organisation.objects.filter(kind=Organisation.Kind.DISTRICT),
        required=False,
        empty_label=_("none: outside this city"),
        widget=forms.Select(attrs=SELECT),
    )
    family = BodyField(
        label=_("unit family"),
        max_length=200,
        required=False,
        help_text=_("Name or credit code of the group or superior. Experts never review a body of their own family."),
    )

    def clean_credit_code(self) -> str | None:
        """The code as it is stored; none where it is empty."""
        return normalised(self.cleaned_data["credit_code"]) or None


class PersonForm(HouseForm):
    """A person."""

    name = forms.CharField(label=_("name"), max_length=100)
    name_en = forms.CharField(label=_("name in Latin letters"), max_length=100, required=False)
    telephone = forms.CharField(
        label=_("telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )


class LoginForm(HouseForm):
    """The login name of a new account."""

    login = forms.CharField(
        label=_("Login name"),
        max_length=LONGEST_LOGIN,
        help_text=_("What the person types to sign in: an e-mail address or a telephone number is easy to remember."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )


class AppointForm(HouseForm):
    """A role in a body."""

    role = forms.ChoiceField(
        label=_("What the person will act as"),
        choices=[("", _("Choose …")), *Role.choices],
        widget=forms.Select(attrs=SELECT),
    )
    organisation = BodyField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("Full name or credit code. Leave it empty for roles that only the bureau gives."),
    )
    division = forms.ModelChoiceField(
        label=_("Division"),
        queryset=Division.objects.none(),
        required=False,
        empty_label=_("none"),
        widget=forms.Select(attrs=SELECT),
    )
    since = forms.DateField(label=_("since"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, bureau: Organisation, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.bureau = bureau
        chosen: Any = self.fields["division"]
        chosen.queryset = bureau.divisions.all()
        chosen.label_from_instance = named

    def clean(self) -> dict[str, Any]:
        """The bureau where a role of its own is given; ask for the body otherwise."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("organisation") is None and "organisation" not in self.errors:
            if cleaned.get("role") in BUREAU_ROLES:
                cleaned["organisation"] = self.bureau
            else:
                said = ValidationError(gettext("Name the body where the person acts."), code="required")
                self.add_error("organisation", said)
        return cleaned


class LastDayForm(HouseForm):
    """The last day of an appointment."""

    until = forms.DateField(
        label=_("Last day"),
        help_text=_("The person can still act on this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SignForm(HouseForm):
    """The bureau's sign before the numbers of its papers."""

    text = forms.CharField(
        label=_("sign"),
        max_length=10,
        help_text=_("The bureau's usual sign, without brackets and year."),
        error_messages={"required": _("Enter the sign, for example 澜科.")},
    )
