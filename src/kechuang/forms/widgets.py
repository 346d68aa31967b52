"""How each kind of answer is typed: the control on the page. Made in code, since a table has hundreds of them."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kechuang.forms.fields import (
    TICKED,
    AnyField,
    Choice,
    Day,
    Declaration,
    FromList,
    Money,
    Number,
    Prose,
    SomeOrganisation,
    SomePerson,
    Text,
)
from kechuang.forms.parts import Option
from kechuang.forms.problems import said
from kechuang.forms.written import YUAN, typed_words

ISO = re.compile(r"^\d{4}-\d\d-\d\d$")
FEW = 5
"""So many choices stand side by side; more go into a list that opens."""
LONG, LINES, MORE_LINES, CELL_LINES = 1000, 4, 9, 2


def control(field: AnyField, name: str, value: Any, *, wrong: bool = False, cell: str = "") -> SafeString:
    """The control for one answer. `cell` is what a cell of a table is called, since no label stands beside it."""
    attributes = {"name": name, "id": f"f-{name.replace('.', '-')}", "data-answer": field.kind}
    if cell:
        attributes["aria-label"] = cell
    elif field.help:
        attributes["aria-describedby"] = f"h-{name}"
    if wrong:
        attributes["aria-invalid"] = "true"
    if field.required:
        attributes["aria-required"] = "true"
    made: SafeString = CONTROLS[type(field)](field, attributes, value, bool(cell))
    return made


def written(attributes: dict[str, Any]) -> SafeString:
    """Attributes as they stand in a tag."""
    return format_html_join("", ' {}="{}"', attributes.items())


def line(_field: AnyField, attributes: dict[str, Any], value: Any, _cell: bool) -> SafeString:
    """A line of text."""
    return format_html('<input type="text" class="form-control"{} value="{}">', written(attributes), value or "")


def text(field: Text, attributes: dict[str, Any], value: Any, cell: bool) -> SafeString:
    """A line of text; a longer one has its count."""
    shapes = {"telephone": {"inputmode": "tel", "autocomplete": "tel"}, "email": {"inputmode": "email"}}
    return line(field, attributes | shapes.get(field.shape, {}), value, cell)


def prose(field: Prose, attributes: dict[str, Any], value: Any, cell: bool) -> SafeString:
    """A box of several lines, which grows with what is typed."""
    lines = CELL_LINES if cell else MORE_LINES if field.maximum >= LONG else LINES
    return format_html(
        '<textarea class="form-control" rows="{}"{}>\n{}</textarea>', lines, written(attributes), value or ""
    )


def figure(field: Number | Money, attributes: dict[str, Any], value: Any, cell: bool) -> SafeString:
    """A number, to the right."""
    shown = typed_words(field, value)
    attributes = attributes | {"inputmode": "decimal", "autocomplete": "off"}
    if isinstance(field, Number) and field.places:
        attributes["data-places"] = field.places
    box = format_html('<input type="text" class="form-control kc-figure"{} value="{}">', written(attributes), shown)
    unit = unit_of(field)
    if cell or not unit:
        return box
    return format_html('<div class="input-group">{}<span class="input-group-text">{}</span></div>', box, unit)


def unit_of(field: Number | Money) -> str:
    """The unit, in the reader's language."""
    if isinstance(field, Money):
        return str(YUAN)
    return said(field.unit) if field.unit else ""


def day(_field: Day, attributes: dict[str, Any], value: Any, _cell: bool) -> SafeString:
    """A date; what was typed and is none stays visible as it was typed."""
    kind = "date" if not value or ISO.match(str(value)) else "text"
    return format_html('<input type="{}" class="form-control"{} value="{}">', kind, written(attributes), value or "")


def choice(field: Choice | FromList, attributes: dict[str, Any], value: Any, cell: bool) -> SafeString:
    """Boxes or dots for a few, a list that opens for more."""
    chosen = value if isinstance(value, list) else [value]
    if field.many or (len(field.option) <= FEW and not cell):
        return boxes(field, attributes, chosen)
    first = format_html('<option value="">{}</option>', "" if cell else _("Choose …"))
    rest = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one.code, mark_safe(" selected") if one.code in chosen else "", said(one.name)) for one in field.option),
    )
    stray = [one for one in chosen if one and one not in {option.code for option in field.option}]
    kept = format_html_join("", '<option value="{}" selected>{}</option>', ((one, one) for one in stray))
    return format_html('<select class="form-select"{}>{}{}{}</select>', written(attributes), first, kept, rest)


def boxes(field: Choice | FromList, attributes: dict[str, Any], chosen: Sequence[Any]) -> SafeString:
    """A group of dots, or of boxes where several may be chosen."""
    kind = "checkbox" if field.many else "radio"
    name, ident = attributes["name"], attributes["id"]
    rows = format_html_join(
        "",
        '<label class="form-check"><input class="form-check-input" type="{}" name="{}" value="{}" id="{}-{}"'
        ' data-answer="{}"{}>'
        '<span class="form-check-label">{}</span></label>',
        (
            (
                kind,
                name,
                one.code,
                ident,
                place,
                "many" if field.many else "choice",
                ticked(one, chosen),
                said(one.name),
            )
            for place, one in enumerate(field.option)
        ),
    )
    return format_html('<div class="kc-boxes" id="{}" tabindex="-1">{}</div>', ident, rows)


def ticked(one: Option, chosen: Sequence[Any]) -> SafeString:
    """The mark of a box that is ticked."""
    return mark_safe(" checked") if one.code in chosen else SafeString("")


def party(field: SomePerson | SomeOrganisation, attributes: dict[str, Any], value: Any, _cell: bool) -> SafeString:
    """A name, with those that the directory knows offered while one types."""
    name = value.get("name", "") if isinstance(value, dict) else value or ""
    attributes = attributes | {"data-find": field.kind, "autocomplete": "off", "list": f"l-{attributes['id']}"}
    return format_html(
        '<input type="text" class="form-control"{} value="{}"><datalist id="l-{}"></datalist>',
        written(attributes),
        name,
        attributes["id"],
    )


def declaration(field: Declaration, attributes: dict[str, Any], value: Any, _cell: bool) -> SafeString:
    """A sentence with a box to tick."""
    return format_html(
        '<label class="form-check kc-declaration"><input class="form-check-input" type="checkbox" value="{}"{}{}>'
        '<span class="form-check-label">{}</span></label>',
        TICKED,
        written(attributes),
        mark_safe(" checked") if value == TICKED else "",
        said(field.text),
    )


CONTROLS: dict[type[AnyField], Any] = {
    Text: text,
    Prose: prose,
    Number: figure,
    Money: figure,
    Day: day,
    Choice: choice,
    FromList: choice,
    SomePerson: party,
    SomeOrganisation: party,
    Declaration: declaration,
}
