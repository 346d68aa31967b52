"""What people type at the door and in their account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Account
from kechuang.ui.forms import HouseForm


class SignInForm(HouseForm):
    """Name and password."""

    login = forms.CharField(
        label=_("Login name"),
        max_length=100,
        error_messages={"required": _("Enter your login name.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        error_messages={"required": _("Enter your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(HouseForm):
    """The old password once and the new one twice."""

    old = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("New password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, account: Account, *args: Any, **options: Any) -> None:
        self.account = account
        super().__init__(*args, **options)
        self.fields["new"].help_text = " ".join(password_validators_help_texts())

    def clean_old(self) -> str:
        """Refuse a wrong present password."""
        old: str = self.cleaned_data["old"]
        if not self.account.check_password(old):
            raise ValidationError(gettext("This is not your present password."), code="mismatch")
        return old

    def clean_new(self) -> str:
        """Refuse a password that is too weak."""
        new: str = self.cleaned_data["new"]
        validate_password(new, self.account)
        return new

    def clean(self) -> dict[str, Any]:
        """Refuse two different new passwords, at the field where the second was typed."""
        cleaned = super().clean() or self.cleaned_data
        if "new" in cleaned and cleaned.get("again") not in {None, cleaned["new"]}:
            self.add_error("again", ValidationError(gettext("The two new passwords differ."), code="differ"))
        return cleaned
