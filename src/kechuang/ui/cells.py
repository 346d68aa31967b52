"""What a cell of a list can show beyond text."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kechuang.money.amounts import wan
from kechuang.ui.table import Kind, Value, Words
from kechuang.ui.templatetags.ui import icon, moment


def link(address: str, words: Words) -> SafeString:
    """Words that lead somewhere."""
    return format_html('<a href="{}">{}</a>', address, words)


def badge(state: str, words: Words, picture: str = "") -> SafeString:
    """A state: its words, its colour (a state of a table, or good, waits, bad) and, where given, an icon."""
    return format_html('<span class="badge kc-state-{}">{}{}</span>', state, icon(picture) if picture else "", words)


def stacked(main: Words, small: Words) -> SafeString:
    """A fact with a quieter one under it."""
    return format_html('{}<small class="kc-under">{}</small>', main, small) if small else format_html("{}", main)


def listed(words: Iterable[Words]) -> str:
    """Several words as one text, separated as the reader's language does."""
    return (", " if (translation.get_language() or "").startswith("en") else "、").join(map(str, words))


def shown(value: Value, kind: Kind) -> str:
    """A value as the page shows it; nothing where there is none."""
    if value is None:
        return ""
    if kind is Kind.MONEY and isinstance(value, int):
        return wan(value)
    if kind is Kind.NUMBER and isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
