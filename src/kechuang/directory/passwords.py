"""How long a password must be, in words that exist in both languages."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's rule with our words: since Django 5.2 its own message has no Chinese."""

    def get_error_message(self) -> str:
        """What is said of a password that is too short."""
        return _("The password is too short: it needs at least %(count)s characters.") % {"count": self.min_length}
