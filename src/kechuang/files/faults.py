"""What can be wrong with a file: a stable code, and a sentence that names the problem and the remedy."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FAULTS = {
    "no_name": _("This file has no name. Give it one and send it again."),
    "bad_name": _("The name of this file has characters that hide what it is. Rename the file and send it again."),
    "long_name": _("The name of this file is longer than %(limit)s characters. Shorten it and send it again."),
    "empty": _("“%(name)s” is empty. Check that it was saved, then choose it again."),
    "too_large": _("“%(name)s” has %(size)s MiB; at most %(limit)s MiB are taken. Make it smaller or split it."),
    "extension": _("Files “.%(extension)s” are not taken here. Save it as one of: %(taken)s."),
    "no_extension": _("“%(name)s” has no extension, so nobody knows what it is. Save it as one of: %(taken)s."),
    "older_format": _("“.%(extension)s” is an older format. Open it, save it as .%(better)s, and send that."),
    "macros": _("“%(name)s” holds macros. Save it without macros, as .%(better)s, and send that."),
    "program": _("“%(name)s” is or holds a program. Programs are never taken; send the document itself."),
    "double_extension": _("“%(name)s” hides the extension of a program. Rename it so that it has one extension only."),
    "other_content": _("“%(name)s” is not what its name says: its content is %(found)s. Save it anew as .%(wanted)s."),
    "protected": _(
        "“%(name)s” is protected by a password or by rights, so nobody could read it later. Save it without."
    ),
    "damaged": _("“%(name)s” cannot be read: it is damaged or was cut short. Open it, save it again, and send that."),
    "too_many": _("“%(name)s” holds more than %(limit)s files. Send only what is asked for."),
    "expands": _("“%(name)s” would unpack to more than %(limit)s MiB. Split it or leave out what is not needed."),
    "ratio": _("“%(name)s” unpacks to far more than its size, as harmful archives do. Pack the documents anew."),
    "nested": _("“%(name)s” holds another archive (%(member)s). Unpack that and pack the documents once."),
    "escapes": _("“%(name)s” holds a path that leaves its folder (%(member)s). Pack the documents anew."),
}
"""The faults by code."""
UNKNOWN = _("something else")


def fault(code: str, **words: Any) -> ValidationError:
    """The refusal of a file."""
    return ValidationError(FAULTS[code], code=code, params=words)
