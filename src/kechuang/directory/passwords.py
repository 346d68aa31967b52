"""How passwords are kept, and how long one must be."""

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's rule with our words: since Django 5.2 its own message has no Chinese."""

    def get_error_message(self) -> str:
        """What is said of a password that is too short."""
        return _("The password is too short: it needs at least %(count)s characters.") % {"count": self.min_length}


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane, as OWASP advises.

    Django's own choice takes 100 MiB a sign-in: on the morning of a deadline a dozen at once would need a gigabyte.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
