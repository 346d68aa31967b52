"""Money on a form: typed in 万元, kept in fen (contract 7)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kechuang.money.amounts import BadAmountError, MoneyFault, parse_wan, wan

FAULTS = {
    MoneyFault.EMPTY: _("Please fill this in."),
    MoneyFault.NOT_A_NUMBER: _("Enter a number of 10,000 yuan, such as 80 or 80.5."),
    MoneyFault.NEGATIVE: _("An amount is not negative."),
    MoneyFault.TOO_PRECISE: _("Six decimals at most: that is one fen."),
    MoneyFault.TOO_LARGE: _("This amount is too large: it is counted in 10,000 yuan."),
}


class MoneyField(forms.CharField):
    """An amount in 万元."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, **options)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """Fen as 万元; what was typed as it was typed."""
        return wan(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """The fen. Raises ValidationError with the remedy."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_wan(text)
        except BadAmountError as bad:
            raise ValidationError(FAULTS[bad.fault], code=bad.fault) from bad
