"""A page's form made from an action's payload model, so that page and API ask for the same (contract 1)."""

from collections.abc import Callable
from datetime import date
from types import NoneType
from typing import Any, get_args

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from kechuang.door.choices import choices_of
from kechuang.door.refusal import Refusal
from kechuang.door.table import Payload, says
from kechuang.ui.forms import HouseForm
from kechuang.ui.money_field import MoneyField

LONG = 200
"""Text that may be longer than this gets a box of several lines."""

NEEDED = gettext_lazy("Please fill this in.")


def yes_or_no(**shared: Any) -> forms.Field:
    """A tick."""
    return forms.BooleanField(widget=forms.CheckboxInput(attrs={"class": "form-check-input"}), **shared)


def day(**shared: Any) -> forms.Field:
    """A day."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **shared)


def whole_number(**shared: Any) -> forms.Field:
    """A number to count with."""
    return forms.IntegerField(widget=forms.NumberInput(attrs={"min": "1"}), **shared)


def minute(**shared: Any) -> forms.Field:
    """An instant to the minute."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
    return forms.DateTimeField(widget=widget, input_formats=formats, **shared)


PLAIN: dict[Any, Callable[..., forms.Field]] = {bool: yes_or_no, date: day, int: whole_number, AwareDatetime: minute}
"""The form field for each plain kind of answer; text has its own."""


class ActionForm(HouseForm):
    """The fields of one payload model, what the actor saw, and a key against sending twice."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, model: type[Payload], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in model.model_fields.items():
            made = field_of(field)
            made.widget.attrs.setdefault(
                "class", "form-select" if isinstance(made, forms.ChoiceField) else "form-control"
            )
            self.fields[name] = made
        self.model = model

    def payload(self) -> dict[str, Any]:
        """What was entered, for the door."""
        return {name: self.cleaned_data[name] for name in self.model.model_fields}

    def show(self, refusal: Refusal) -> None:
        """Put what the door said beside the fields that it named, else above them all."""
        for name, said in refusal.fields.items():
            for sentence in said:
                self.add_error(name if name in self.fields else None, str(sentence))
        if not refusal.fields:
            self.add_error(None, str(refusal.sentence))


def field_of(field: FieldInfo) -> forms.Field:
    """The form field for one field of a payload."""
    words = says(field)
    shared: dict[str, Any] = {
        "label": words.label,
        "help_text": words.help,
        "required": field.is_required(),
        "error_messages": {"required": NEEDED},
    }
    if words.choices:
        return forms.ChoiceField(choices=choices_of(words.choices), **shared)
    if words.widget == "money":
        shared["label"] = _("%(what)s (10,000 yuan)") % {"what": words.label}
        return MoneyField(**shared)
    kind = next(one for one in (get_args(field.annotation) or (field.annotation,)) if one is not NoneType)
    if kind in PLAIN:
        return PLAIN[kind](**shared)
    limit = next((one.max_length for one in field.metadata if hasattr(one, "max_length")), None)
    long = limit is None or limit > LONG
    return forms.CharField(
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": "8" if limit is None or limit > 5000 else "4"})  # noqa: PLR2004  two sizes of box
        if long
        else forms.TextInput(),
        **shared,
    )
