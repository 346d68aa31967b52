"""What is wrong with an answer: where, which field, and the remedy, in the reader's language when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.door.refusal import Sentence
from kechuang.forms.parts import Label

REMEDIES: Mapping[str, Sentence] = {
    "missing": _("Please fill this in."),
    "not_chosen": _("Please choose."),
    "not_ticked": _("Read it and tick it."),
    "no_file": _("Upload the file."),
    "too_short": _("Write at least %(least)s characters; now there are %(count)s."),
    "too_long": _("Shorten it to %(most)s characters; now there are %(count)s."),
    "not_a_telephone": _("Enter a telephone number with its area code, or a mobile number."),
    "not_an_email": _("Enter an e-mail address such as name@example.cn."),
    "not_a_number": _("Enter digits only, such as 12 or 12.5."),
    "not_an_amount": _("Enter a number of 10,000 yuan, such as 80 or 80.5."),
    "too_precise": _("Leave %(most)s decimals at most."),
    "too_small": _("Enter at least %(least)s."),
    "too_large": _("Enter at most %(most)s."),
    "not_a_date": _("Enter a date such as 2026-03-17."),
    "too_early": _("Choose a day not before %(least)s."),
    "too_late": _("Choose a day not after %(most)s."),
    "not_after": _("Choose a day after “%(other)s”."),
    "not_a_choice": _("Choose one of the list."),
    "not_known": _("It is not registered here. Enter the full name as registered, or the credit code."),
    "ambiguous": _("Several bear this name. Enter the credit code."),
    "person_not_known": _("Nobody of this name is registered with your organisation. Check the name."),
    "too_few_rows": _("Enter at least %(least)s rows."),
    "too_many_rows": _("Enter at most %(most)s rows; now there are %(count)s."),
    "too_many_files": _("Keep at most %(most)s files."),
    "said": "%(sentence)s",
    "not_an_answer": _("This could not be read. Enter it again."),
    "check": _("%(message)s (%(left)s ≠ %(right)s)"),
    "check_at_most": _("%(message)s (%(left)s > %(right)s)"),
}
MISSING = frozenset({"missing", "not_chosen", "not_ticked", "no_file", "too_few_rows"})
"""Not wrong, only not there yet."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps an answer from being complete."""

    place: str
    """The field's id; in a table `table.row.column`, rows counted from nought as they were typed."""
    code: str
    label: Label
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def missing(self) -> bool:
        """Whether it is only not there yet."""
        return self.code in MISSING

    @property
    def field(self) -> str:
        """The id of the field of the form."""
        return self.place.partition(".")[0]

    @property
    def remedy(self) -> str:
        """What to do, in the reader's language."""
        spoken = {name: said(value) for name, value in self.values.items()}
        return str(REMEDIES[self.code]) % spoken

    @property
    def name(self) -> str:
        """The field, and in a table the row, in the reader's language."""
        parts = self.place.split(".")
        named = said(self.label)
        if len(parts) > 1 and parts[1].isdigit():
            return str(_("%(what)s, row %(number)s")) % {"what": named, "number": int(parts[1]) + 1}
        return named

    def __str__(self) -> str:
        return str(_("%(field)s: %(remedy)s")) % {"field": self.name, "remedy": self.remedy}


class WrongError(ValueError):
    """One value that cannot be taken as it is."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def said(value: Any) -> str:
    """A value in words; labels in the reader's language."""
    if isinstance(value, Label):
        return value.en if (get_language() or "").startswith("en") else value.zh
    return str(value)
