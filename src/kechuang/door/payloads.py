"""From what was given to a payload, or to words about each field."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kechuang.door.refusal import Refusal, Sentence
from kechuang.door.table import Payload
from kechuang.money.amounts import wan

WORDS: dict[str, Sentence] = {
    "missing": _("Please fill this in."),
    "extra_forbidden": _("This field is not known here."),
    "int_parsing": _("Enter a whole number."),
    "int_type": _("Enter a whole number."),
    "int_from_float": _("Enter a whole number."),
    "bool_parsing": _("Answer yes or no."),
    "enum": _("Choose one of the values offered."),
    "literal_error": _("Choose one of the values offered."),
    "timezone_aware": _("The time lacks its zone."),
    "model_type": _("This is not filled in as it should be."),
}
WITH_LIMIT: dict[str, tuple[Sentence, str]] = {
    "string_too_short": (_("At least {limit} characters."), "min_length"),
    "string_too_long": (_("At most {limit} characters."), "max_length"),
    "greater_than_equal": (_("At least {limit}."), "ge"),
    "greater_than": (_("More than {limit}."), "gt"),
    "less_than_equal": (_("At most {limit}."), "le"),
}
DATES = ("date_", "datetime_", "time_")


def said(error: ErrorDetails, *, money: bool = False) -> Sentence:
    """What is wrong with one field, in words; a limit of money as people write it, in 万元."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "string_too_short" and context["min_length"] == 1:
        return WORDS["missing"]
    if kind in WITH_LIMIT:
        words, limit = WITH_LIMIT[kind]
        if money and context[limit] == 1:
            return _("More than 0.")
        return format_lazy(str(words), limit=wan(context[limit]) if money else context[limit])
    if kind == "value_error" and context and context["error"].args:
        sentence: Sentence = context["error"].args[0]
        return sentence
    if kind.startswith(DATES):
        return _("Enter a date as 2026-03-17, a time as 09:00.")
    return WORDS.get(kind, _("This is not filled in as it should be."))


def in_wan(model: type[Payload], error: ErrorDetails) -> bool:
    """Whether the field that is wrong is an amount, which is typed in 万元 and kept in fen."""
    field = model.model_fields.get(str(error["loc"][0])) if len(error["loc"]) == 1 else None
    return any(getattr(one, "widget", None) == "money" for one in (field.metadata if field else ()))


def validated(model: type[Payload], given: Mapping[str, Any]) -> Payload:
    """The payload. Raises Refusal `payload` naming each field that is wrong."""
    try:
        return model.model_validate(dict(given))
    except ValidationError as failure:
        fields: dict[str, list[Sentence]] = {}
        for error in failure.errors():
            fields.setdefault(".".join(map(str, error["loc"])), []).append(said(error, money=in_wan(model, error)))
        raise Refusal("payload", _("Some of what you entered needs correcting."), fields) from failure
